namespace Nansen.Documents;

/// <summary>The seal's own form against its profile, and whose it claims to be.</summary>
internal static class SealChecks
{
    public static void Form(CheckList checks, Seal seal, TrustPolicy policy)
    {
        if (seal.Profile is not { } profile)
            checks.NotSupported("profile", $"No profile {seal.Header.FeatureDefinition:X2}/{seal.Header.DocumentCategory:X2} is published; the messages are shown as they are.");
        else if (profile.Faults(seal).FirstOrDefault() is { } fault) checks.Wrong("profile", "WRONG_FORMAT", fault);
        else checks.Right("profile", profile.Name);
        Features(checks, seal);

        if (seal.Header.IssueDate.Day is null || seal.Header.SignatureDate.Day is null)
            checks.Wrong("sealDates", "WRONG_FORMAT", $"The seal's dates {seal.Header.IssueDate} and {seal.Header.SignatureDate} are no dates.");
        else checks.Right("sealDates", "The seal's dates are dates.");

        SpecimenState(checks, seal.Header.IssuingCountry, policy);
    }

    // Unknown messages must not make a seal invalid (Doc 9303-13): they are told, no more.
    private static void Features(CheckList checks, Seal seal)
    {
        if (seal.Profile is not { } profile) return;
        foreach (var feature in seal.Features)
            if (profile.Feature(feature.Tag) is null) checks.Open("features", $"The profile has no message with tag {feature.Tag}; it is shown as bytes.", "UNKNOWN_FEATURE");
    }

    public static void SpecimenState(CheckList checks, string country, TrustPolicy policy)
    {
        if (country != CountryCodes.Specimen) return;
        if (policy.Specimen) checks.Right("specimen", "A specimen of Utopia, which this trust folder accepts; it is no document.");
        else checks.Wrong("specimen", "UNTRUSTED_CERTIFICATE", "A specimen of Utopia is no document; production refuses it.");
    }
}
