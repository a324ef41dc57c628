using System.Security.Cryptography;
using System.Text;

namespace Nansen.Records;

/// <summary>Somebody who acts, in one of her roles.</summary>
/// <param name="Id">Random id of the account; stands in entries.</param>
/// <param name="Name">Name shown to colleagues.</param>
/// <param name="Role">The role she acts in now.</param>
/// <param name="Offices">Offices whose records she works on.</param>
public sealed record Actor(Guid Id, string Name, string Role, IReadOnlyList<string> Offices)
{
    /// <summary>The node itself, for what the law makes happen without an officer (certificate proposals, job steps). It decides nothing.</summary>
    public static Actor System { get; } = new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("nansen:system")).AsSpan(0, 16)), "Nansen", "system", []);

    /// <summary>The id as it stands in entries.</summary>
    public string Key => Id.ToString("N");
}
