using System.Numerics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Nansen.Matching;

/// <summary>
/// The secret two parties share for one exercise of private linkage, and never use again. From it come a key for each
/// field, so that a value in one field tells nothing about the same value in another.
/// </summary>
public sealed class EncodingKey
{
    private readonly byte[] _secret;

    private EncodingKey(byte[] secret) => _secret = secret;

    /// <summary>Marks the key without telling it: encodings of two keys must not be compared.</summary>
    public string Mark => Convert.ToHexStringLower(HMACSHA256.HashData(_secret, "nansen clk mark"u8)[..4]);

    /// <summary>A new random key, as the text of a key file.</summary>
    public static string NewFile() => "nansen-clk-key 1\n" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) + "\n";

    /// <summary>Reads a key file: what <see cref="NewFile"/> makes, or any file of at least 32 bytes.</summary>
    /// <exception cref="FormatException">It is too short to be a secret.</exception>
    public static EncodingKey Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length < 32) throw new FormatException("The key file is too short: at least 32 bytes are needed. Make one with: nansen private key --out FILE");
        return new EncodingKey(SHA256.HashData(file));
    }

    /// <summary>The two halves of a field's key.</summary>
    internal (ulong, ulong) For(string field)
    {
        var hash = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes("field " + field));
        return (BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    /// <summary>SipHash-2-4 of two words, a keyed function that cannot be run backwards without the key (Aumasson and Bernstein, 2012).</summary>
    internal static ulong Hash((ulong K0, ulong K1) key, ulong first, ulong second)
    {
        var (v0, v1) = (key.K0 ^ 0x736f6d6570736575UL, key.K1 ^ 0x646f72616e646f6dUL);
        var (v2, v3) = (key.K0 ^ 0x6c7967656e657261UL, key.K1 ^ 0x7465646279746573UL);
        Word(first, ref v0, ref v1, ref v2, ref v3);
        Word(second, ref v0, ref v1, ref v2, ref v3);
        Word(16UL << 56, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        for (var i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Word(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
