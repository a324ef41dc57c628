using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Nansen.Web.Tests;

/// <summary>A phone's authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds.</summary>
public static class Totp
{
    public static string Now(string base32) => At(base32, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);

    public static string At(string base32, long step)
    {
        var message = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // RFC 6238 as authenticator apps know it
        var hash = HMACSHA1.HashData(Decode(base32), message);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant()
            .Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
