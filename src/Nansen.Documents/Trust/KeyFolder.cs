using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nansen.Documents;

/// <summary>
/// Private keys in files of their own, PKCS#8, encrypted under a passphrase or readable by their owner alone; never in a
/// database. Each key stands beside its certificate: <c>name.key</c> and <c>name.der</c>. Where <c>name.token</c> stands instead
/// of the key, it names a token that speaks PKCS#11, and the key is there.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="passphrase">Passphrase of the files.</param>
/// <param name="pin">PIN of the tokens.</param>
public sealed class KeyFolder(string folder, string? passphrase, string? pin = null)
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 200_000);

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>Whether a key of that name is there.</summary>
    public bool Has(string name) => File.Exists(Key(name)) || File.Exists(Token(name));

    /// <summary>Whether the key of that name is in a token.</summary>
    public bool IsInToken(string name) => File.Exists(Token(name));

    /// <summary>Stores an authority.</summary>
    public void Save(string name, StateAuthority authority) => Save(name, authority.Certificate, authority.Key);

    /// <summary>Stores a signer.</summary>
    public void Save(string name, DocumentSigner signer) => Save(name, signer.Certificate, signer.Key);

    /// <summary>Loads an authority.</summary>
    /// <exception cref="DocumentException">The files are missing or damaged, or the passphrase is wrong.</exception>
    public StateAuthority LoadAuthority(string name) => StateAuthority.Of(Certificate(name), PrivateKey(name));

    /// <summary>Loads a signer.</summary>
    /// <exception cref="DocumentException">The files are missing or damaged, or the passphrase is wrong.</exception>
    public DocumentSigner LoadSigner(string name) => new(Certificate(name), PrivateKey(name));

    /// <summary>Loads a key that has no certificate.</summary>
    /// <exception cref="DocumentException">The file is missing or damaged, or the passphrase is wrong.</exception>
    public ECDsa LoadKey(string name) => PrivateKey(name);

    /// <summary>Stores a signer whose key is in a token: its certificate, and where the key is. A key file of that name is taken away.</summary>
    public void Save(string name, DocumentSigner signer, TokenReference token)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(token);
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Path.Combine(Folder, name + ".der"), signer.Certificate.RawData);
        File.WriteAllText(Token(name), token.ToJson());
        File.Delete(Key(name));
    }

    private string Token(string name) => Path.Combine(Folder, name + ".token");

    private string Key(string name) => Path.Combine(Folder, name + ".key");

    private void Save(string name, X509Certificate2 certificate, ECDsa key)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Path.Combine(Folder, name + ".der"), certificate.RawData);
        Save(name, key);
    }

    /// <summary>Stores a key that has no certificate.</summary>
    public void Save(string name, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Directory.CreateDirectory(Folder);
        var text = passphrase is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, Encryption);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(Key(name), options);
        file.Write(Encoding.ASCII.GetBytes(text));
    }

    private X509Certificate2 Certificate(string name)
    {
        var path = Path.Combine(Folder, name + ".der");
        try { return X509CertificateLoader.LoadCertificateFromFile(path); }
        catch (Exception error) when (error is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new DocumentException($"The certificate {path} cannot be read.", error);
        }
    }

    private ECDsa PrivateKey(string name)
    {
        if (File.Exists(Token(name)))
        {
            var reference = TokenReference.Read(Token(name));
            return KeyToken.Open(reference.Library, reference.Token, pin).Key(reference.Label);
        }

        var key = ECDsa.Create();
        try
        {
            var text = File.ReadAllText(Key(name));
            if (!text.Contains("ENCRYPTED", StringComparison.Ordinal)) key.ImportFromPem(text);
            else if (passphrase is null) throw new DocumentException($"The key {Key(name)} is encrypted; give its passphrase.");
            else key.ImportFromEncryptedPem(text, passphrase);
            return key;
        }
        catch (Exception error) when (error is IOException or CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new DocumentException($"The key {Key(name)} cannot be read, or the passphrase is wrong.", error);
        }
    }
}
