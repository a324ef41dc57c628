using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>A row of the table <c>keys</c>: a data key, wrapped for the node and for recovery.</summary>
internal sealed record KeyRow(KeyId Id, KeyScope Scope, byte[] Wrapped, byte[] Session, byte[] Recovery);

/// <summary>An open data key. The cipher object is kept, for making it anew costs more than sealing an entry.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "A key leaves the cache while others may still be sealing with it; its handle is freed when the last lets go.")]
internal sealed class DataKey(KeyId id, KeyScope scope, byte[] secret)
{
    private readonly AesGcm _cipher = new(secret, EntryFormat.TagSize);

    public KeyId Id => id;

    public KeyScope Scope => scope;

    /// <summary>The row to be stored with the first batch that uses the key; null once it stands in the table.</summary>
    public volatile KeyRow? Pending;

    public void Seal(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> bound)
    {
        lock (_cipher) _cipher.Encrypt(nonce, plain, cipher, tag, bound);
    }

    public bool Open(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> bound)
    {
        try
        {
            lock (_cipher) _cipher.Decrypt(nonce, cipher, tag, plain, bound);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>A key of its own for one blob, so that counted nonces never meet those of entries.</summary>
    public byte[] ForBlob(ReadOnlySpan<byte> salt)
    {
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt, "nansen-blob-1"u8);
        return key;
    }
}
