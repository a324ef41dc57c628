using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>
/// All that an issuer needs to sign: the State's authority, its signers of seals and lists in a folder of keys, and the trust
/// folder that it hands to verifiers. A signer's key may sign for a year and two months; a new one is made when it is due.
/// </summary>
public sealed class IssuingOffice : IDisposable
{
    private const string AuthorityName = "authority", SealsName = "seals-", ListsName = "lists-";

    private readonly KeyFolder keys;
    private readonly string trustFolder;
    private readonly Lock gate = new();
    private readonly Dictionary<string, DocumentSigner> open = new(StringComparer.Ordinal);

    private IssuingOffice(KeyFolder keys, string trustFolder, string issuer) => (this.keys, this.trustFolder, Issuer) = (keys, trustFolder, issuer);

    /// <summary>The State, three letters.</summary>
    public string Issuer { get; }

    /// <summary>Makes the authority at first run, with an empty void list and revocation list.</summary>
    /// <param name="keysFolder">Where the private keys go: files of their owner alone, encrypted when a passphrase is given.</param>
    /// <param name="trustFolder">What verifiers get.</param>
    /// <param name="issuer">The State, three letters; UTO for the specimen State.</param>
    /// <param name="name">The authority's name.</param>
    /// <param name="now">The moment of making.</param>
    /// <param name="passphrase">Encrypts the keys; null leaves them plain.</param>
    /// <param name="specimen">Marks the trust folder as one that accepts the specimen State: for demonstrations alone.</param>
    /// <param name="years">How long the authority's certificate is valid.</param>
    public static IssuingOffice Establish(string keysFolder, string trustFolder, string issuer, string name, DateTimeOffset now, string? passphrase = null, bool specimen = false, int years = 10)
    {
        var country = CountryCodes.TwoLetters(issuer) ?? throw new DocumentException($"'{issuer}' is no State of ISO 3166-1.");
        var keys = new KeyFolder(keysFolder, passphrase);
        if (keys.Has(AuthorityName)) throw new DocumentException($"{keysFolder} holds an authority already; open it instead.");
        using var authority = StateAuthority.Create(country, name, now, years: years);
        keys.Save(AuthorityName, authority);
        TrustFolder.Write(trustFolder, new() { Specimen = specimen }, [authority.Certificate], [], [authority.Revoke([], 1, now)], null);
        var office = new IssuingOffice(keys, trustFolder, issuer);
        office.SignerAt(now);
        office.PublishVoidList([], now);
        return office;
    }

    /// <summary>Opens what <see cref="Establish"/> has made.</summary>
    /// <exception cref="DocumentException">There is no authority, or the passphrase is wrong.</exception>
    public static IssuingOffice Open(string keysFolder, string trustFolder, string issuer, string? passphrase = null)
    {
        var keys = new KeyFolder(keysFolder, passphrase);
        if (!keys.Has(AuthorityName)) throw new DocumentException($"{keysFolder} holds no authority.");
        return new(keys, trustFolder, issuer);
    }

    /// <summary>The signer of seals whose key may sign at that moment; made, and put into the trust folder, when there is none.</summary>
    public DocumentSigner SignerAt(DateTimeOffset now) => Signer(SealsName, SignerPurpose.Seals, now);

    /// <summary>Makes, signs and publishes the void list, numbered after the one before. It must hold all void documents.</summary>
    public SignedVoidList PublishVoidList(IReadOnlyCollection<VoidEntry> documents, DateTimeOffset now)
    {
        var path = Path.Combine(trustFolder, "void.bin");
        var (number, previous) = (1, (ReadOnlyMemory<byte>)new byte[SHA256.HashSizeInBytes]);
        if (File.Exists(path) && VoidList.TryRead(File.ReadAllBytes(path), out var before, out _)) (number, previous) = (before!.List.Header.Number + 1, before.Hash);
        var file = VoidList.Create(new(Issuer, now, number, previous), documents).Sign(Signer(ListsName, SignerPurpose.Lists, now));
        // Verifiers read it at any time: it is there whole or not at all.
        File.WriteAllBytes(path + ".new", file);
        File.Move(path + ".new", path, true);
        return VoidList.TryRead(file, out var list, out var fault) ? list! : throw new DocumentException(fault!);
    }

    /// <summary>Publishes a revocation list over all revoked signers, by their serial numbers.</summary>
    public void PublishRevocations(IEnumerable<int> serials, long number, DateTimeOffset now)
    {
        using var authority = keys.LoadAuthority(AuthorityName);
        File.WriteAllBytes(Path.Combine(trustFolder, "crl", "1.crl"), authority.Revoke(serials, number, now));
    }

    /// <summary>The trust folder in one signed file for checkpoints without a network.</summary>
    public byte[] PackBundle(DateTimeOffset now) => CheckpointBundle.Pack(trustFolder, Signer(ListsName, SignerPurpose.Lists, now), now);

    /// <summary>What verifiers trust, as it stands.</summary>
    public TrustFolder Trust() => TrustFolder.Load(trustFolder);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signer in open.Values) signer.Dispose();
    }

    private DocumentSigner Signer(string prefix, SignerPurpose purpose, DateTimeOffset now)
    {
        lock (gate)
        {
            var day = DateOnly.FromDateTime(now.UtcDateTime);
            foreach (var signer in open.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(o => o.Value))
                if (MaySign(signer.Certificate, day)) return signer;
            foreach (var file in Directory.EnumerateFiles(keys.Folder, prefix + "*.der").Order(StringComparer.Ordinal))
            {
                using var certificate = X509CertificateLoader.LoadCertificateFromFile(file);
                if (MaySign(certificate, day)) return open[Path.GetFileNameWithoutExtension(file)] = keys.LoadSigner(Path.GetFileNameWithoutExtension(file));
            }

            return Renew(prefix, purpose, now);
        }
    }

    private static bool MaySign(X509Certificate2 certificate, DateOnly day) =>
        SignerCertificate.TryMake(certificate, out _) is { } signer && signer.KeyFrom <= day && day <= signer.KeyTo;

    private DocumentSigner Renew(string prefix, SignerPurpose purpose, DateTimeOffset now)
    {
        using var authority = keys.LoadAuthority(AuthorityName);
        var serial = 1 + Directory.EnumerateFiles(keys.Folder, "*.der").Count(f => !Path.GetFileNameWithoutExtension(f).Equals(AuthorityName, StringComparison.Ordinal));
        var signer = authority.IssueSigner(purpose == SignerPurpose.Seals ? "01" : "02", serial, now, purpose: purpose);
        var name = prefix + serial.ToString("x5", CultureInfo.InvariantCulture);
        keys.Save(name, signer);
        if (purpose == SignerPurpose.Seals)
        {
            Directory.CreateDirectory(Path.Combine(trustFolder, "signers"));
            File.WriteAllBytes(Path.Combine(trustFolder, "signers", name + ".der"), signer.Certificate.RawData);
        }

        return open[name] = signer;
    }
}
