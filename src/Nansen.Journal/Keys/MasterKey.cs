using System.Security.Cryptography;
using System.Text.Json;

namespace Nansen.Journal;

/// <summary>
/// The node's master key in <c>keys/master.key</c>: 32 bytes in a file of mode 600, or a small JSON in which they are
/// sealed under a passphrase (PBKDF2 with HMAC-SHA-512, 210,000 rounds; AES-256-GCM).
/// </summary>
internal static class MasterKey
{
    private const int Rounds = 210_000;
    private static ReadOnlySpan<byte> Binding => "nansen-master-1"u8;

    private sealed record Sealed(int Format, string Kdf, int Rounds, byte[] Salt, byte[] Wrapped);

    public static byte[] Create(string file, string? passphrase)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Write(file, key, passphrase);
        return key;
    }

    public static void Write(string file, byte[] key, string? passphrase)
    {
        if (string.IsNullOrEmpty(passphrase))
        {
            PrivateFile.Write(file, key);
            return;
        }
        var salt = RandomNumberGenerator.GetBytes(16);
        using var wrapping = new Wrapping(Stretch(passphrase, salt, Rounds));
        PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(new Sealed(1, "pbkdf2-hmac-sha512", Rounds, salt, wrapping.Wrap(key, Binding)), NodeFile.Json));
    }

    public static byte[] Read(string file, string? passphrase)
    {
        if (!File.Exists(file))
            throw new JournalDirectoryException($"The master key {file} is missing. Put it back, or bring the keys back with the recovery shares.");
        var bytes = File.ReadAllBytes(file);
        if (bytes.Length == 32) return bytes;
        Sealed? parsed = null;
        try
        {
            parsed = JsonSerializer.Deserialize<Sealed>(bytes, NodeFile.Json);
        }
        catch (JsonException)
        {
        }
        if (parsed is not { Format: 1, Salt: not null, Wrapped: not null, Rounds: > 0 })
            throw new JournalDirectoryException($"{file} is neither a master key nor one sealed under a passphrase.");
        if (string.IsNullOrEmpty(passphrase))
            throw new JournalDirectoryException("The master key is sealed under a passphrase. Set NANSEN_PASSPHRASE.");
        using var wrapping = new Wrapping(Stretch(passphrase, parsed.Salt, parsed.Rounds));
        return wrapping.Unwrap(parsed.Wrapped, Binding) ?? throw new JournalDirectoryException("The passphrase does not open the master key.");
    }

    private static byte[] Stretch(string passphrase, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, rounds, HashAlgorithmName.SHA512, 32);
}
