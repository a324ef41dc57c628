using System.Security.Cryptography;
using System.Text;

namespace Nansen.Journal;

/// <summary>Seals small secrets under one key: nonce (12), ciphertext, tag (16), AES-256-GCM.</summary>
internal sealed class Wrapping(byte[] key) : IDisposable
{
    private readonly AesGcm _cipher = new(key, EntryFormat.TagSize);

    public byte[] Wrap(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> bound)
    {
        var wrapped = new byte[EntryFormat.NonceSize + secret.Length + EntryFormat.TagSize];
        var nonce = wrapped.AsSpan(0, EntryFormat.NonceSize);
        RandomBytes.Fill(nonce);
        lock (_cipher)
            _cipher.Encrypt(nonce, secret, wrapped.AsSpan(EntryFormat.NonceSize, secret.Length), wrapped.AsSpan(^EntryFormat.TagSize..), bound);
        return wrapped;
    }

    /// <summary>Null when it was not wrapped by this key, or not for what it is said to be.</summary>
    public byte[]? Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> bound)
    {
        if (wrapped.Length < EntryFormat.NonceSize + EntryFormat.TagSize) return null;
        var secret = new byte[wrapped.Length - EntryFormat.NonceSize - EntryFormat.TagSize];
        try
        {
            lock (_cipher)
                _cipher.Decrypt(wrapped[..EntryFormat.NonceSize], wrapped[EntryFormat.NonceSize..^EntryFormat.TagSize], wrapped[^EntryFormat.TagSize..], secret, bound);
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>What a wrapped data key is bound to: its name and its scope.</summary>
    public static byte[] BoundTo(KeyId id, KeyScope scope) =>
    [
        .. "nansen-key-1"u8, .. EntryFormat.Bytes(id.Value), .. EntryFormat.Bytes(scope.Subject.Value), (byte)scope.Class,
        .. Encoding.UTF8.GetBytes(scope.Compartment ?? ""),
    ];

    public void Dispose() => _cipher.Dispose();
}
