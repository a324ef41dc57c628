using System.Globalization;

namespace Nansen.Documents;

/// <summary>Verifies ICAO barcodes and seals in JSON: the same checks of signer, signature and lists.</summary>
internal static class OtherForms
{
    public static Verdict Verify(IcaoBarcode barcode, TrustFolder trust, DateTimeOffset now, IReadOnlyList<string>? printed)
    {
        ArgumentNullException.ThrowIfNull(barcode);
        ArgumentNullException.ThrowIfNull(trust);
        var checks = new CheckList();
        var country = barcode.CountryRaw.TrimEnd('<');
        checks.Right("sealFormat", "The barcode has the right form.");
        SealChecks.SpecimenState(checks, country, trust.Policy);
        TrustedSigner? signer = null;
        if (!barcode.IsSigned) checks.Wrong("signature", "INVALID_SIGNATURE", "The barcode is not signed: anybody can have made it.");
        else
        {
            var signedOn = DateOnly.TryParseExact(barcode.SignatureDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
            var item = new SignedItem(country, barcode.Signed, barcode.Signature, signedOn, barcode.SignatureAlgorithm switch { 1 => 256, 2 => 384, 3 => 512, _ => 0 }, false);
            var candidates = trust.AllSigners.Where(s => s.Certificate.BarcodeReference.AsSpan().SequenceEqual(barcode.CertificateReference.Span)).ToList();
            if (candidates.Count == 0 && Inside(barcode.Certificate, trust) is { } inside) candidates.Add(inside);
            signer = SignerChecks.Run(checks, item, candidates, Convert.ToHexStringLower(barcode.CertificateReference.Span), DateOnly.FromDateTime(now.UtcDateTime));
        }

        var zones = ZoneChecks.Run(checks, Zone(checks, barcode), printed, false, DateOnly.FromDateTime(now.UtcDateTime), LastDay(barcode));
        ListChecks.Run(checks, zones.Sealed ?? zones.Printed, signer, trust, now);
        return Verdict(checks, zones, signer, trust, now) with { Barcode = barcode };
    }

    public static Verdict Verify(JsonSeal seal, TrustFolder trust, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(trust);
        var checks = new CheckList();
        checks.Right("sealFormat", "The seal has the right form.");
        SealChecks.SpecimenState(checks, seal.Issuer, trust.Policy);
        var item = new SignedItem(seal.Issuer, seal.CanonicalData, seal.Signature, null, seal.Algorithm switch { "ES256" => 256, "ES384" => 384, "ES512" => 512, _ => 0 }, false);
        var signer = SignerChecks.Run(checks, item, Inside(seal.Certificate, trust) is { } inside ? [inside] : trust.AllSigners, "inside the seal", DateOnly.FromDateTime(now.UtcDateTime));
        ListChecks.Run(checks, null, signer, trust, now);
        return Verdict(checks, default, signer, trust, now);
    }

    private static TrustedSigner? Inside(ReadOnlyMemory<byte> certificate, TrustFolder trust) =>
        !certificate.IsEmpty && SignerCertificate.TryMakeInside(certificate.Span, out _) is { } signer ? trust.Vouched(signer) : null;

    private static MrzDocument? Zone(CheckList checks, IcaoBarcode barcode)
    {
        foreach (var feature in barcode.Features)
        {
            if (IcaoBarcode.MessageType(feature.Tag)?.Coding != FeatureCoding.Mrz) continue;
            var reading = Mrz.Read(string.Join('|', FeatureText.Lines(FeatureCoding.Mrz, feature.Value.Span)));
            if (reading.CheckDigitsValid) checks.Right("sealMrz", "The digits of the sealed zone are right.");
            else checks.Wrong("sealMrz", "INVALID_SEAL_MRZ", "The digits of the sealed zone are wrong.");
            return reading.Document();
        }

        return null;
    }

    private static DateOnly? LastDay(IcaoBarcode barcode)
    {
        foreach (var feature in barcode.Features)
            if (IcaoBarcode.MessageType(feature.Tag) is { Name: "EXPIRY_DATE" } message) return ZoneChecks.Day(FeatureText.Read(message.Coding, feature.Value.Span));
        return null;
    }

    private static Verdict Verdict(CheckList checks, ZoneChecks.Zones zones, TrustedSigner? signer, TrustFolder trust, DateTimeOffset now) => new()
    {
        Result = checks.AnyFailed ? VerdictResult.NotValid : VerdictResult.Valid,
        Checks = checks.All,
        SignerCertificate = signer?.Name,
        SealedZone = zones.Sealed,
        PrintedZone = zones.Printed,
        Comparisons = zones.Comparisons ?? [],
        Lists = ListChecks.Ages(trust, now, zones.Sealed ?? zones.Printed),
        CompareByEye = Verifier.EyesFor(zones),
    };
}
