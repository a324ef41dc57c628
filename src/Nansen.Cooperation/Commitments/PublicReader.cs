using System.Security.Cryptography;
using System.Text;
using Nansen.Records;

namespace Nansen.Cooperation;

/// <summary>Whoever opens the public pages without signing in, as the gate knows her: she sees what is public (S0) and nothing else.</summary>
public static class PublicReader
{
    /// <summary>Her role in the pack.</summary>
    public const string Role = "public_reader";

    /// <summary>Her as an actor; the access book names her when published records were read anew.</summary>
    public static Actor Actor { get; } = new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("nansen:public")).AsSpan(0, 16)), "Public", Role, []);
}
