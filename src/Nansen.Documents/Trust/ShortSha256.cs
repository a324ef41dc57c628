using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Nansen.Documents;

/// <summary>
/// SHA-256 (FIPS 180-4) of texts that fit one block: a look-up in the void list hashes some thirty bytes, and the platform's
/// hash spends three times as long on being called as on hashing them. Nothing secret is hashed. Longer texts go to the platform.
/// </summary>
internal static class ShortSha256
{
    private const int Longest = 55;

    private static readonly uint[] Constants = Roots(64, Math.Cbrt), Initial = Roots(8, Math.Sqrt);

    public static void Hash(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        if (text.Length > Longest)
        {
            SHA256.HashData(text, hash);
            return;
        }

        Span<byte> block = stackalloc byte[64];
        block.Clear();
        text.CopyTo(block);
        block[text.Length] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(block[60..], 8 * text.Length);
        Compress(block, hash);
    }

    private static void Compress(ReadOnlySpan<byte> block, Span<byte> hash)
    {
        Span<uint> w = stackalloc uint[64];
        for (var i = 0; i < 16; i++) w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        for (var i = 16; i < w.Length; i++)
        {
            var (x, y) = (w[i - 15], w[i - 2]);
            w[i] = w[i - 16] + w[i - 7] + (BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ x >> 3)
                + (BitOperations.RotateRight(y, 17) ^ BitOperations.RotateRight(y, 19) ^ y >> 10);
        }

        ReadOnlySpan<uint> k = Constants, start = Initial;
        var (a, b, c, d) = (start[0], start[1], start[2], start[3]);
        var (e, f, g, h) = (start[4], start[5], start[6], start[7]);
        for (var i = 0; i < w.Length; i++)
        {
            var one = h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25)) + (e & f ^ ~e & g) + k[i] + w[i];
            var two = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22)) + (a & b ^ a & c ^ b & c);
            (h, g, f, e) = (g, f, e, d + one);
            (d, c, b, a) = (c, b, a, one + two);
        }

        Span<uint> words = [a, b, c, d, e, f, g, h];
        for (var i = 0; i < words.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], words[i] + start[i]);
    }

    // The first 32 bits of the fractions of square and cube roots of the first primes.
    private static uint[] Roots(int count, Func<double, double> root)
    {
        var words = new uint[count];
        for (int prime = 2, found = 0; found < count; prime++)
        {
            if (Enumerable.Range(2, prime - 2).Any(d => prime % d == 0)) continue;
            var value = root(prime);
            words[found++] = (uint)((value - Math.Floor(value)) * 4294967296.0);
        }

        return words;
    }
}
