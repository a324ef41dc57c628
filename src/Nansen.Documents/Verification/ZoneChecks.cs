using System.Globalization;

namespace Nansen.Documents;

/// <summary>The zones: the sealed one, the printed one, one against the other, and the expiry.</summary>
internal static class ZoneChecks
{
    /// <summary>What was found.</summary>
    internal readonly record struct Zones(MrzDocument? Sealed, MrzDocument? Printed, IReadOnlyList<FieldComparison> Comparisons);

    public static Zones Run(CheckList checks, Seal seal, IReadOnlyList<string>? printedLines, DateOnly today)
    {
        var isVisa = seal.Header is { FeatureDefinition: 0x5D, DocumentCategory: 0x01 };
        return Run(checks, SealedZone(checks, seal, isVisa), printedLines, isVisa, today, LastDay(seal));
    }

    // Administrative documents have no zone; their term is a message of its own.
    private static DateOnly? LastDay(Seal seal)
    {
        foreach (var feature in seal.Profile?.Features ?? [])
            if (feature.Name is "VALIDITY_DATES" or "VALID_TO" && seal.Feature(feature.Tag) is { } value) return Day(FeatureText.Read(feature.Coding, value.Span)?.Split('/')[^1]);
        return null;
    }

    /// <summary>A day as messages of seals write it; null when it is none. No text is a day of our time in both orders of eight digits.</summary>
    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd", "ddMMyyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The same for a zone that another form of seal holds.</summary>
    public static Zones Run(CheckList checks, MrzDocument? inside, IReadOnlyList<string>? printedLines, bool isVisa, DateOnly today, DateOnly? lastDay)
    {
        var printed = PrintedZone(checks, printedLines, isVisa);
        IReadOnlyList<FieldComparison> comparisons = [];
        if (inside is not null && printed is not null)
        {
            comparisons = ZoneComparison.Compare(inside, printed, isVisa);
            var different = comparisons.Where(c => !c.Equal).Select(c => c.Field).ToArray();
            if (different.Length == 0) checks.Right("sealAgainstPrinted", "Seal and printed zone agree.");
            else checks.Wrong("sealAgainstPrinted", isVisa ? "SEAL_VISA_MISMATCH" : "SEAL_DOCUMENT_MISMATCH", $"Seal and printed zone differ in {string.Join(", ", different)}.");
        }
        else if (inside is not null) checks.Open("sealAgainstPrinted", "The printed zone is not known; compare it by eye.");
        else if (printed is not null) checks.Open("sealAgainstPrinted", "The seal holds no zone: it does not confirm what is printed.");

        Expiry(checks, inside ?? printed, lastDay, today);
        return new(inside, printed, comparisons);
    }

    private static MrzDocument? SealedZone(CheckList checks, Seal seal, bool isVisa)
    {
        if (seal.Profile is not { } profile) return null;
        foreach (var feature in profile.Features)
        {
            if (feature.Coding is not (FeatureCoding.Mrz or FeatureCoding.MrzVisaA or FeatureCoding.MrzVisaB) || seal.Feature(feature.Tag) is not { } value) continue;
            var lines = FeatureText.Lines(feature.Coding, value.Span);
            // A visa's second line is cut behind the expiry's digit: the optional data are not sealed.
            if (isVisa && lines.Count == 2) lines = [lines[0], lines[1].PadRight(lines[0].Length, '<')];
            var reading = ReadZone(lines);
            if (reading.CheckDigitsValid) checks.Right("sealMrz", "The digits of the sealed zone are right.");
            else checks.Wrong("sealMrz", isVisa ? "INVALID_VISA_MRZ" : "INVALID_SEAL_MRZ", $"The sealed zone is wrong in {Wrong(reading)}.");
            return reading.Document();
        }

        return null;
    }

    private static MrzDocument? PrintedZone(CheckList checks, IReadOnlyList<string>? lines, bool isVisa)
    {
        if (lines is null) return null;
        var reading = ReadZone(lines);
        if (reading.CheckDigitsValid) checks.Right("printedMrz", "The digits of the printed zone are right.");
        else checks.Wrong("printedMrz", isVisa ? "INVALID_VISA_MRZ" : "INVALID_PRINTED_MRZ", $"The printed zone is wrong in {Wrong(reading)}.");
        return reading.Document();
    }

    internal static MrzReading ReadZone(IReadOnlyList<string> lines) => lines.Count switch
    {
        2 => Mrz.Read(lines[0], lines[1]),
        3 => Mrz.Read(lines[0], lines[1], lines[2]),
        _ => Mrz.Read([], []),
    };

    internal static string Wrong(MrzReading reading) =>
        reading.WellFormed ? string.Join(", ", reading.Failing.Names()) : "its form: " + string.Join(" ", reading.Findings.Explain().Select(f => f.Message));

    // What the seal says counts before what anybody can print.
    private static void Expiry(CheckList checks, MrzDocument? zone, DateOnly? lastDay, DateOnly today)
    {
        if (zone is null && lastDay is null) return;
        if ((lastDay ?? new CenturyPolicy(today).Expiry(zone!.DateOfExpiry)) is not { } expiry) checks.Open("documentExpiry", "The zone has no date of expiry.");
        else if (expiry < today) checks.Wrong("documentExpiry", "EXPIRED_DOCUMENT", $"The document expired on {expiry:yyyy-MM-dd}.");
        else checks.Right("documentExpiry", $"In force until {expiry:yyyy-MM-dd}.");
    }
}
