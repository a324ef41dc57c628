using System.Security.Cryptography;

namespace Nansen.Web;

/// <summary>A first password: twenty letters and digits that cannot be taken for each other, in groups of five; a hundred bits are plenty.</summary>
internal static class OneTimePassword
{
    private const string Signs = "23456789abcdefghjkmnpqrstuvwxyz";

    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Signs, 20).Chunk(5).Select(c => new string(c)));
}
