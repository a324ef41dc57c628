using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>
/// What a verifier holds on disk and needs no network for: <c>anchors/</c> (States' authorities), <c>signers/</c>,
/// <c>crl/*.crl</c>, <c>void.bin</c>, lists of other States in <c>void/*.bin</c>, <c>policy.json</c>. Certificates are DER or PEM. Those that lie in the folder itself count
/// too: an authority's own certificate as an anchor, any other as a signer. A file that cannot be read is reported, and stops
/// nobody from using the others.
/// </summary>
public sealed class TrustFolder
{
    private readonly Dictionary<string, List<TrustedSigner>> signers = new(StringComparer.Ordinal);

    private TrustFolder(TrustPolicy policy) => Policy = policy;

    /// <summary>What is demanded.</summary>
    public TrustPolicy Policy { get; }

    /// <summary>The authorities trusted.</summary>
    public IReadOnlyList<X509Certificate2> Anchors { get; private init; } = [];

    /// <summary>The void list, or null when there is none that can be read and trusted.</summary>
    public SignedVoidList? VoidList { get; private init; }

    /// <summary>Void lists that other States have handed over.</summary>
    public IReadOnlyList<SignedVoidList> OtherVoidLists { get; private init; } = [];

    /// <summary>Why there is no void list.</summary>
    public string? VoidListFault { get; private init; }

    /// <summary>Files that could not be used, and why.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    /// <summary>When the checkpoint bundle was made that it comes from; null for a folder.</summary>
    public DateTimeOffset? BundledAt { get; private init; }

    internal IReadOnlyList<RevocationList> Revocations { get; private init; } = [];

    /// <summary>Loads a folder.</summary>
    /// <exception cref="DocumentException">The folder or its policy cannot be read.</exception>
    public static TrustFolder Load(string folder)
    {
        if (!Directory.Exists(folder)) throw new DocumentException($"There is no trust folder {folder}.");
        var policyFile = Path.Combine(folder, TrustPolicy.FileName);
        var policy = File.Exists(policyFile) ? TrustPolicy.Parse(File.ReadAllText(policyFile), policyFile) : TrustPolicy.Production;
        var loose = CertificateFiles.In(folder).ToLookup(c => IsAuthority(c.Value));
        // A test signer may have certified itself as an authority does: its signatures can be told, trusted it is not.
        var signers = loose[false].Concat(loose[true].Where(c => IsSigner(c.Value)));
        return Of(policy, CertificateFiles.In(Path.Combine(folder, "anchors")).Concat(loose[true]), CertificateFiles.In(Path.Combine(folder, "signers")).Concat(signers),
            [.. Files(folder, "crl", "*.crl"), .. Files(folder, "", "*.crl")], File.Exists(Path.Combine(folder, "void.bin")) ? File.ReadAllBytes(Path.Combine(folder, "void.bin")) : null, otherVoidLists: Files(folder, "void", "*.bin"));
    }

    /// <summary>Trust from bytes in memory, each with a name for messages.</summary>
    public static TrustFolder Of(TrustPolicy policy, IEnumerable<KeyValuePair<string, byte[]>> anchors, IEnumerable<KeyValuePair<string, byte[]>> signers,
        IEnumerable<KeyValuePair<string, byte[]>> revocations, byte[]? voidList, DateTimeOffset? bundledAt = null, IEnumerable<KeyValuePair<string, byte[]>>? otherVoidLists = null)
    {
        var faults = new List<string>();
        var authorities = Certificates(anchors, faults);
        var lists = Lists(revocations, authorities, faults);
        var (list, fault) = ReadVoidList(voidList, authorities);
        var folder = new TrustFolder(policy) { Anchors = authorities, Revocations = lists, VoidList = list, VoidListFault = fault, OtherVoidLists = Others(otherVoidLists ?? [], authorities, faults), Faults = faults, BundledAt = bundledAt };
        foreach (var (name, bytes) in signers)
            if (Certificates([new(name, bytes)], faults) is [var certificate]) folder.Add(name, certificate, faults);
        return folder;
    }

    private static bool IsSigner(byte[] der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return SignerCertificate.TryMake(certificate, out _) is not null;
    }

    // Whoever may certify others and has certified itself.
    private static bool IsAuthority(byte[] der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true }
                && SignedStructure.TryRead(der)?.IsSignedBy(certificate) == true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Writes a folder: anchors and signers by their subjects, revocations, void list, policy.</summary>
    public static void Write(string folder, TrustPolicy policy, IEnumerable<X509Certificate2> anchors, IEnumerable<X509Certificate2> signers, IEnumerable<byte[]> revocations, byte[]? voidList)
    {
        ArgumentNullException.ThrowIfNull(policy);
        foreach (var (name, certificates) in new[] { ("anchors", anchors), ("signers", signers) })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            foreach (var certificate in certificates)
                File.WriteAllBytes(Path.Combine(folder, name, certificate.Thumbprint[..16].ToLowerInvariant() + ".der"), certificate.RawData);
        }

        Directory.CreateDirectory(Path.Combine(folder, "crl"));
        var number = 0;
        foreach (var list in revocations) File.WriteAllBytes(Path.Combine(folder, "crl", $"{++number}.crl"), list);
        if (voidList is not null) File.WriteAllBytes(Path.Combine(folder, "void.bin"), voidList);
        File.WriteAllText(Path.Combine(folder, TrustPolicy.FileName), policy.ToJson() + "\n");
    }

    /// <summary>Whether there is a signer of that name and serial number (hexadecimal, without leading zeros).</summary>
    public bool KnowsSigner(string identifier, string reference) => Signers(identifier).Any(s => s.Certificate.Reference == reference);

    /// <summary>Whether a signer's authority has revoked it by the newest list that lies here.</summary>
    public bool IsRevoked(string identifier, string reference) => Signers(identifier).Any(s => s.Certificate.Reference == reference && s.Revocations?.Revokes(s.Certificate.Serial) == true);

    internal IReadOnlyList<TrustedSigner> Signers(string identifier) => signers.TryGetValue(identifier, out var found) ? found : [];

    internal IEnumerable<TrustedSigner> AllSigners => signers.Values.SelectMany(s => s);

    private void Add(string name, X509Certificate2 certificate, List<string> faults)
    {
        if (SignerCertificate.TryMake(certificate, out var refusal) is not { } signer)
        {
            faults.Add($"The signer {certificate.Subject} cannot be used: {refusal}.");
            return;
        }

        if (!signers.TryGetValue(signer.Identifier, out var same)) signers[signer.Identifier] = same = [];
        same.Add(Vouched(signer) with { Name = name });
    }

    /// <summary>Finds the authority that vouches for a certificate, and the newest list of what that authority has revoked.</summary>
    internal TrustedSigner Vouched(SignerCertificate signer)
    {
        var authority = IssuerOf(signer.Certificate, Anchors);
        var revocation = authority is null ? null
            : Revocations.Where(r => r.Issuer.AsSpan().SequenceEqual(authority.SubjectName.RawData) && r.IsSignedBy(authority)).MaxBy(r => r.ThisUpdate);
        return new(signer, authority, revocation) { AuthorityUntil = authority is null ? null : DateOnly.FromDateTime(authority.NotAfter.ToUniversalTime()) };
    }

    internal static X509Certificate2? IssuerOf(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> anchors)
    {
        if (SignedStructure.TryRead(certificate.RawData) is not { } signed) return null;
        foreach (var anchor in anchors)
        {
            if (!anchor.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)) continue;
            var constraints = anchor.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
            if (constraints is { CertificateAuthority: false }) continue;
            if (signed.IsSignedBy(anchor)) return anchor;
        }

        return null;
    }

    private static (SignedVoidList?, string?) ReadVoidList(byte[]? file, List<X509Certificate2> anchors)
    {
        if (file is null) return (null, "There is no void list.");
        if (!Documents.VoidList.TryRead(file, out var list, out var fault)) return (null, fault);
        if (!list!.SignatureValid) return (null, "The void list's signature is wrong.");
        if (IssuerOf(list.Certificate, anchors) is null) return (null, "The void list is signed by nobody we trust.");
        var usages = SignerCertificate.TryMake(list.Certificate, out _)?.Usages;
        return usages?.Contains(SignerCertificate.ListUsage) == true ? (list, null) : (null, "The void list's signer may not sign lists.");
    }

    // A State declares its own documents void, no other's.
    private static List<SignedVoidList> Others(IEnumerable<KeyValuePair<string, byte[]>> files, List<X509Certificate2> anchors, List<string> faults)
    {
        var lists = new List<SignedVoidList>();
        foreach (var (name, bytes) in files)
        {
            var (list, fault) = ReadVoidList(bytes, anchors);
            if (list is null) faults.Add($"{name}: {fault}");
            else if (SignerCertificate.TryMake(list.Certificate, out _)?.Country != CountryCodes.TwoLetters(list.List.Header.Issuer)) faults.Add($"{name} is of {list.List.Header.Issuer}, but its signer is of another State.");
            else lists.Add(list);
        }

        return lists;
    }

    private static List<RevocationList> Lists(IEnumerable<KeyValuePair<string, byte[]>> files, List<X509Certificate2> anchors, List<string> faults)
    {
        var lists = new List<RevocationList>();
        foreach (var (name, bytes) in files)
        {
            if (RevocationList.TryRead(bytes) is not { } list) faults.Add($"{name} is no revocation list.");
            else if (!anchors.Any(list.IsSignedBy)) faults.Add($"{name} is signed by no authority we trust.");
            else lists.Add(list);
        }

        return lists;
    }

    private static List<X509Certificate2> Certificates(IEnumerable<KeyValuePair<string, byte[]>> files, List<string> faults)
    {
        var certificates = new List<X509Certificate2>();
        foreach (var (name, bytes) in files)
        {
            try { certificates.Add(X509CertificateLoader.LoadCertificate(bytes)); }
            catch (CryptographicException) { faults.Add($"{name} is no certificate."); }
        }

        return certificates;
    }

    private static KeyValuePair<string, byte[]>[] Files(string folder, string part, string pattern)
    {
        var path = Path.Combine(folder, part);
        if (!Directory.Exists(path)) return [];
        return Directory.EnumerateFiles(path, pattern).Order(StringComparer.Ordinal).Select(f => KeyValuePair.Create(f, File.ReadAllBytes(f))).ToArray();
    }
}

/// <summary>A signer's certificate with the authority that vouches for it and the newest list of what that authority has revoked.</summary>
internal sealed record TrustedSigner(SignerCertificate Certificate, X509Certificate2? Authority, RevocationList? Revocations)
{
    /// <summary>The name of its file; null for one that came with the seal.</summary>
    public string? Name { get; init; }

    /// <summary>The last day of the authority's own certificate.</summary>
    public DateOnly? AuthorityUntil { get; init; }
}
