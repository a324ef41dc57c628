using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Nansen.Documents;

/// <summary>The hash that goes with a curve's order (Doc 9303-13, section 2.5): it follows the key, no field in the seal names it.</summary>
internal static class SealHash
{
    public const int Longest = 64;

    public static int Compute(int orderBits, ReadOnlySpan<byte> data, Span<byte> hash) => orderBits switch
    {
        <= 224 => Sha224(data, hash),
        <= 256 => SHA256.HashData(data, hash),
        <= 384 => SHA384.HashData(data, hash),
        _ => SHA512.HashData(data, hash),
    };

    // .NET has no SHA-224; test signers have 224-bit curves.
    public static int Sha224(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var digest = new Sha224Digest();
        digest.BlockUpdate(data);
        return digest.DoFinal(hash);
    }
}
