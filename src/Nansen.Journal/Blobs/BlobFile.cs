using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>
/// A sealed blob: a header (<c>NBLB</c>, format 1, key id, salt), then chunks of 64 KiB, each sealed with AES-256-GCM
/// under a key derived for this blob alone; the nonce counts chunks and marks the last, so that none can be left out,
/// swapped or added (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
/// </summary>
internal static class BlobFile
{
    public const int Chunk = 64 * 1024;
    public const int HeaderSize = 4 + 1 + EntryFormat.IdSize + SaltSize;
    private const int SaltSize = 32;

    private static ReadOnlySpan<byte> Magic => "NBLB\u0001"u8;

    /// <summary>64 lower-case hex digits, and so never a path.</summary>
    public static bool IsName(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    public static byte[] NewHeader(KeyId key)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        key.Value.TryWriteBytes(header.AsSpan(5), bigEndian: true, out _);
        RandomNumberGenerator.Fill(Salt(header));
        return header;
    }

    public static KeyId? KeyOf(ReadOnlySpan<byte> header) =>
        header.Length == HeaderSize && header.StartsWith(Magic) ? new(EntryFormat.Id(header.Slice(5, EntryFormat.IdSize))) : null;

    public static Span<byte> Salt(byte[] header) => header.AsSpan(5 + EntryFormat.IdSize, SaltSize);

    public static void Nonce(Span<byte> nonce, uint chunk, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[7..], chunk);
        nonce[11] = last ? (byte)1 : (byte)0;
    }

    /// <summary>Seals a stream; gives back the hash of what was written and the length of what was read.</summary>
    public static async ValueTask<(string Hash, long Length)> SealAsync(DataKey key, Stream content, Stream target, CancellationToken cancellation)
    {
        var header = NewHeader(key.Id);
        using var cipher = new AesGcm(key.ForBlob(Salt(header)), EntryFormat.TagSize);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await WriteAsync(header).ConfigureAwait(false);
        var (now, next) = (new byte[Chunk], new byte[Chunk]);
        var written = new byte[Chunk + EntryFormat.TagSize];
        var size = await content.ReadAtLeastAsync(now, Chunk, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        long length = 0;
        for (uint chunk = 0; ; chunk++)
        {
            var following = size < Chunk ? 0 : await content.ReadAtLeastAsync(next, Chunk, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            Seal(cipher, chunk, following == 0, now.AsSpan(0, size), written, header);
            await WriteAsync(written.AsMemory(0, size + EntryFormat.TagSize)).ConfigureAwait(false);
            length += size;
            if (following == 0) break;
            (now, next, size) = (next, now, following);
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);

        async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
        {
            hash.AppendData(bytes.Span);
            await target.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
    }

    private static void Seal(AesGcm cipher, uint chunk, bool last, ReadOnlySpan<byte> plain, byte[] written, byte[] header)
    {
        Span<byte> nonce = stackalloc byte[EntryFormat.NonceSize];
        Nonce(nonce, chunk, last);
        cipher.Encrypt(nonce, plain, written.AsSpan(0, plain.Length), written.AsSpan(plain.Length, EntryFormat.TagSize), header);
    }
}
