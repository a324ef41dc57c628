using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Nansen.Statistics;

/// <summary>
/// The secret by which cells are rounded. It draws one fixed number for each cell, so a cell rounds the same way in
/// every table and release, and nobody without the secret can tell which way that is.
/// </summary>
public sealed class CellKey
{
    private readonly byte[] secret;

    /// <param name="secret">The secret; the longer the better, kept by the statistician.</param>
    public CellKey(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        this.secret = SHA256.HashData(Encoding.UTF8.GetBytes("nansen.statistics.cell-key:" + secret));
    }

    /// <summary>The number of a cell, evenly spread over [0, 1).</summary>
    internal double Draw(string cell)
    {
        Span<byte> text = stackalloc byte[512];
        if (!Encoding.UTF8.TryGetBytes(cell, text, out var length))
        {
            text = SHA256.HashData(Encoding.UTF8.GetBytes(cell));
            length = text.Length;
        }

        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(secret, text[..length], hash);
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
