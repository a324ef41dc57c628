using System.Text;

namespace Nansen.Documents;

/// <summary>
/// Verifies seals, and papers that carry them, offline against a trust folder: form, signer, chain, revocation, signature,
/// the zone inside, the zone printed, expiry, void list. One verdict with its reasons.
/// </summary>
public static class Verifier
{
    /// <summary>Verifies a seal, and what is printed beside it when that is given.</summary>
    /// <param name="bytes">The seal: a visible digital seal, the text of an ICAO barcode, or a seal in JSON.</param>
    /// <param name="trust">What the verifier trusts.</param>
    /// <param name="now">The moment of verifying.</param>
    /// <param name="printed">The printed zone as the checker or a reader reads it, or null.</param>
    /// <param name="passport">For a visa: the zone of the passport in which it is shown, or null.</param>
    public static Verdict Verify(ReadOnlyMemory<byte> bytes, TrustFolder trust, DateTimeOffset now, IReadOnlyList<string>? printed = null, IReadOnlyList<string>? passport = null)
    {
        ArgumentNullException.ThrowIfNull(trust);
        var checks = new CheckList();
        if (IcaoBarcode.IsOne(bytes.Span))
            return IcaoBarcode.TryRead(Encoding.ASCII.GetString(bytes.Span), out var barcode, out var wrong) ? Verify(barcode!, trust, now, printed) : Unreadable(checks, wrong!, trust, now);
        if (bytes.Span is [(byte)'{', ..])
            return JsonSeal.TryRead(bytes, out var wrong) is { } json ? Verify(json, trust, now) : Unreadable(checks, wrong!, trust, now);
        if (!Seal.TryRead(bytes, out var seal, out var fault)) return Unreadable(checks, fault!, trust, now);
        checks.Right("sealFormat", "The seal has the right form.");
        SealChecks.Form(checks, seal!, trust.Policy);
        var signer = SignerChecks.Run(checks, seal!, trust, DateOnly.FromDateTime(now.UtcDateTime));
        var zones = ZoneChecks.Run(checks, seal!, printed, DateOnly.FromDateTime(now.UtcDateTime));
        PassportChecks.Run(checks, seal!, passport);
        ListChecks.Run(checks, zones.Sealed ?? zones.Printed, signer, trust, now);
        return new()
        {
            Result = checks.AnyFailed ? VerdictResult.NotValid : VerdictResult.Valid,
            Checks = checks.All,
            Seal = seal,
            SignerCertificate = signer?.Name,
            SealedZone = zones.Sealed,
            PrintedZone = zones.Printed,
            Comparisons = zones.Comparisons,
            Lists = ListChecks.Ages(trust, now, zones.Sealed ?? zones.Printed),
            CompareByEye = EyesFor(zones),
        };
    }

    private static Verdict Unreadable(CheckList checks, SealFault fault, TrustFolder trust, DateTimeOffset now)
    {
        checks.Wrong("sealFormat", fault.Status, $"{fault.Message} (byte {fault.Offset})");
        checks.Aborted("signerKnown", "signature", "sealMrz", "voidList");
        return new() { Result = VerdictResult.Unreadable, Checks = checks.All, Lists = ListChecks.Ages(trust, now) };
    }

    /// <summary>Verifies an ICAO barcode, and what is printed beside it when that is given.</summary>
    public static Verdict Verify(IcaoBarcode barcode, TrustFolder trust, DateTimeOffset now, IReadOnlyList<string>? printed = null) => OtherForms.Verify(barcode, trust, now, printed);

    /// <summary>Verifies a seal in JSON.</summary>
    public static Verdict Verify(JsonSeal seal, TrustFolder trust, DateTimeOffset now) => OtherForms.Verify(seal, trust, now);

    /// <summary>Verifies a page: its symbol and its printed zone are read from the page itself.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="trust">What the verifier trusts.</param>
    /// <param name="now">The moment of verifying.</param>
    /// <param name="printed">The printed zone as the checker reads it on the paper; it takes precedence over the page's text.</param>
    public static Verdict VerifyPage(ReadOnlyMemory<byte> pdf, TrustFolder trust, DateTimeOffset now, IReadOnlyList<string>? printed = null)
    {
        return VerifyPage(PageReading.Read(pdf), trust, now, printed);
    }

    /// <summary>The same of a page that was read already, in another process for example.</summary>
    /// <param name="page">What was read from it.</param>
    /// <param name="trust">What the verifier trusts.</param>
    /// <param name="now">The moment of verifying.</param>
    /// <param name="printed">The printed zone as the checker reads it on the paper; it takes precedence over the page's text.</param>
    public static Verdict VerifyPage(PageReading page, TrustFolder trust, DateTimeOffset now, IReadOnlyList<string>? printed = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(trust);
        if (page.Seals.Count > 0) return Worst([.. page.Seals.DistinctBy(s => Convert.ToHexString(s.Span)).Select(s => Verify(s, trust, now, printed ?? page.Zone))]);
        var checks = new CheckList();
        checks.Wrong("symbol", "READ_ERROR", page.Fault ?? "No symbol with a seal was found on the page.");
        checks.Aborted("sealFormat", "signerKnown", "signature", "sealMrz", "voidList");
        return new() { Result = VerdictResult.Unreadable, Checks = checks.All, Lists = ListChecks.Ages(trust, now) };
    }

    // A right seal of another document, put on a page beside its own, must not speak for it; symbols that are no seals say nothing.
    private static Verdict Worst(List<Verdict> verdicts)
    {
        var told = verdicts.Find(v => v.Result == VerdictResult.NotValid) ?? verdicts.Find(v => v.Result == VerdictResult.Valid) ?? verdicts[0];
        var seals = verdicts.Count(v => v.Result != VerdictResult.Unreadable);
        return seals < 2 ? told : told with { Checks = [.. told.Checks, new("symbol", CheckOutcome.Undetermined, "SEVERAL_SEALS", $"The page has {seals} different seals, and this is the verdict over one: look which of them belongs to the document.")] };
    }

    internal static IReadOnlyList<string> EyesFor(ZoneChecks.Zones zones) =>
        zones.Printed is null && zones.Sealed is not null ? ["The printed machine-readable zone with the sealed one shown here.", .. ByEye] : ByEye;

    internal static readonly string[] ByEye =
    [
        "The photo with the holder.",
        "The name in both scripts with the zone.",
        "The paper itself: alterations, erasures, a pasted photo. A right seal shows that the data are the issuer's, not that the paper is.",
    ];
}
