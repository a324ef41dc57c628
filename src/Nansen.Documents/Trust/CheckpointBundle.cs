using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nansen.Documents;

/// <summary>
/// A trust folder in one signed file for a checkpoint without a network: anchors, signers, revocations, void list, profiles.
/// It carries its age, and who verifies with it never says "valid" once it is stale. The device holds only the anchor that
/// vouches for the bundle's signer; the other States' anchors come inside.
/// Layout, numbers with the low byte first: <c>NCB1</c>; seconds since 1970, 8; parts, 4; for each its name's length, 2, name,
/// length, 4, bytes; length of the certificate, 2; certificate; signature r ‖ s over all before it.
/// </summary>
public static class CheckpointBundle
{
    private const int MaxParts = 100_000, MaxName = 200;

    private static readonly byte[] Magic = "NCB1"u8.ToArray();

    /// <summary>Packs a trust folder.</summary>
    /// <param name="folder">The trust folder.</param>
    /// <param name="signer">A signer of lists.</param>
    /// <param name="now">The moment from which its age counts.</param>
    public static byte[] Pack(string folder, DocumentSigner signer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (!Directory.Exists(folder)) throw new DocumentException($"There is no trust folder {folder}.");
        using var bundle = new MemoryStream();
        using (var writer = new BinaryWriter(bundle, Encoding.UTF8, leaveOpen: true))
        {
            var parts = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => (Name: Path.GetRelativePath(folder, f).Replace('\\', '/'), File: f))
                .Where(p => IsKnown(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => (p.Name, Bytes: File.ReadAllBytes(p.File)))
                .Append((Name: "profiles.json", Bytes: SealProfiles.File())).ToArray();
            writer.Write(Magic);
            writer.Write(now.ToUnixTimeSeconds());
            writer.Write(parts.Length);
            foreach (var (name, bytes) in parts)
            {
                var words = Encoding.UTF8.GetBytes(name);
                writer.Write((ushort)words.Length);
                writer.Write(words);
                writer.Write(bytes.Length);
                writer.Write(bytes);
            }

            writer.Write((ushort)signer.Certificate.RawData.Length);
            writer.Write(signer.Certificate.RawData);
        }

        var signed = bundle.ToArray();
        return [.. signed, .. signer.Sign(signed)];
    }

    /// <summary>Opens a bundle whose signer one of the device's own anchors vouches for.</summary>
    /// <exception cref="DocumentException">It is damaged, its signature is wrong, or nobody trusted here has signed it.</exception>
    public static TrustFolder Open(ReadOnlyMemory<byte> file, IReadOnlyList<X509Certificate2> anchors)
    {
        if (!TryParts(file.Span, out var issuedAt, out var parts, out var certificateAt)) throw new DocumentException("That is no checkpoint bundle, or it is cut short.");
        var span = file.Span;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(span[certificateAt..]);
        var signatureAt = certificateAt + 2 + length;
        var signer = ReadSigner(span.Slice(certificateAt + 2, length)) ?? throw new DocumentException("The bundle's certificate cannot be used.");
        if (!signer.Key.Verify(span[..signatureAt], span[signatureAt..])) throw new DocumentException("The bundle's signature is wrong.");
        if (signer.Usages?.Contains(SignerCertificate.ListUsage) != true) throw new DocumentException("The bundle's signer may not sign bundles.");
        if (TrustFolder.IssuerOf(signer.Certificate, anchors) is null) throw new DocumentException("The bundle is signed by nobody this device trusts.");

        var policy = parts.TryGetValue(TrustPolicy.FileName, out var json) ? TrustPolicy.Parse(Encoding.UTF8.GetString(json), TrustPolicy.FileName) : TrustPolicy.Production;
        return TrustFolder.Of(policy with { RefuseWhenStale = true }, In(parts, "anchors/"), In(parts, "signers/"), In(parts, "crl/"), parts.GetValueOrDefault("void.bin"), issuedAt, In(parts, "void/"));
    }

    /// <summary>Whether a file can be taken apart as a bundle; nothing is said about its signature.</summary>
    internal static bool IsOne(ReadOnlySpan<byte> file) => TryParts(file, out _, out _, out _);

    private static bool IsKnown(string name) =>
        name is TrustPolicy.FileName or "void.bin" || name.StartsWith("anchors/", StringComparison.Ordinal) || name.StartsWith("signers/", StringComparison.Ordinal) || name.StartsWith("crl/", StringComparison.Ordinal)
        || (name.StartsWith("void/", StringComparison.Ordinal) && name.EndsWith(".bin", StringComparison.Ordinal));

    private static IEnumerable<KeyValuePair<string, byte[]>> In(SortedDictionary<string, byte[]> parts, string folder) =>
        parts.Where(p => p.Key.StartsWith(folder, StringComparison.Ordinal));

    private static SignerCertificate? ReadSigner(ReadOnlySpan<byte> der)
    {
        try { return SignerCertificate.TryMake(X509CertificateLoader.LoadCertificate(der), out _); }
        catch (CryptographicException) { return null; }
    }

    private static bool TryParts(ReadOnlySpan<byte> file, out DateTimeOffset issuedAt, out SortedDictionary<string, byte[]> parts, out int at)
    {
        (issuedAt, parts, at) = (default, new(StringComparer.Ordinal), 16);
        if (file.Length < 18 || !file.StartsWith(Magic)) return false;
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(file[4..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(file[12..]);
        if (seconds is < 0 or > 253_402_300_799 || count is < 0 or > MaxParts) return false;
        issuedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        for (var i = 0; i < count; i++)
        {
            if (at + 2 > file.Length) return false;
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);
            if (nameLength > MaxName || at + 2 + nameLength + 4 > file.Length) return false;
            var name = Encoding.UTF8.GetString(file.Slice(at + 2, nameLength));
            at += 2 + nameLength;
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[at..]);
            at += 4;
            if (length < 0 || length > file.Length - at) return false;
            parts[name] = file.Slice(at, length).ToArray();
            at += length;
        }

        return at + 2 <= file.Length && at + 2 + BinaryPrimitives.ReadUInt16LittleEndian(file[at..]) < file.Length;
    }
}
