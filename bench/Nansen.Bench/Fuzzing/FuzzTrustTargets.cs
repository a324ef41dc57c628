using System.Formats.Asn1;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>Certificates, curves, revocation lists, master lists, bundles, void lists.</summary>
internal static class FuzzTrustTargets
{
    public static IEnumerable<FuzzTarget> All(SpecimenState utopia)
    {
        var (authority, signer, lister, now) = (utopia.Authority, utopia.Signer, utopia.ListSigner, SpecimenState.Now);
        var list = VoidList.Create(new("UTO", now), [new(new("UTO", "IR", "A1"), VoidReason.Lost)]).Sign(lister);
        var revocations = authority.Revoke([3, 70_000], 1, now);
        var folder = Directory.CreateTempSubdirectory("nansen-fuzz-").FullName;
        TrustFolder.Write(folder, new() { Specimen = true }, [authority.Certificate], [signer.Certificate], [revocations], list);
        var bundle = CheckpointBundle.Pack(folder, lister, now);
        Directory.Delete(folder, true);

        yield return new("certificate", [signer.Certificate.RawData, authority.Certificate.RawData], d =>
        {
            using var certificate = SignerCertificate.TryMakeInside(d.Span, out _);
            return certificate is { Reference.Length: 0 };
        });
        yield return new("curve parameters", [Named("1.3.36.3.3.2.8.1.1.7"), .. Explicit()], d => NamedCurve.Of(d, out var refusal) is null && refusal is null);
        yield return new("revocations", [revocations], d => RevocationList.TryRead(d)?.Revokes(7) == true && false);
        yield return new("signed revocations", [revocations], d => RevocationList.TryRead(d) is { } read && !d.Span.SequenceEqual(revocations) && read.IsSignedBy(authority.Certificate)) { Full = 1_000_000 };
        yield return new("master list", [FuzzMasterList.Make(authority, now)], d => Opens(() => MasterList.Open(d, [authority.Certificate]).Authorities.Count != 1));
        yield return new("bundle", [bundle], d => CheckpointBundle.IsOne(d.Span) && false);
        yield return new("signed bundle", [bundle], d => Opens(() => CheckpointBundle.Open(d, [authority.Certificate]) is not null && !d.Span.SequenceEqual(bundle))) { Full = 1_000_000 };
        yield return new("void list", [list], d => VoidListFile.TryParse(d, out var read, out _) && read.List.Contains(new("UTO", "IR", "B2")) && false);
        yield return new("signed void list", [list], d => VoidList.TryRead(d, out var read, out _) && read!.SignatureValid && !d.Span.SequenceEqual(list)) { Full = 1_000_000 };
    }

    private static bool Opens(Func<bool> open)
    {
        try { return open(); }
        catch (DocumentException) { return false; }
    }

    private static byte[] Named(string oid)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        return writer.Encode();
    }

    private static IEnumerable<byte[]> Explicit()
    {
        foreach (var name in new[] { "P-256", "brainpoolP256r1" })
            yield return new Org.BouncyCastle.Asn1.X9.X962Parameters(Org.BouncyCastle.Asn1.X9.ECNamedCurveTable.GetByName(name)).GetDerEncoded();
    }
}
