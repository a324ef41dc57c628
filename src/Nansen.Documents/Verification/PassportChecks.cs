namespace Nansen.Documents;

/// <summary>A visa's seal against the passport in which it is shown (Doc 9303-7): the sealed number is the passport's.</summary>
internal static class PassportChecks
{
    private const byte PassportNumber = 5;

    public static void Run(CheckList checks, Seal seal, IReadOnlyList<string>? passport)
    {
        if (passport is null) return;
        if (seal.Header is not { FeatureDefinition: 0x5D, DocumentCategory: 0x01 }) { checks.NotSupported("sealAgainstPassport", "Only a visa is compared with a passport."); return; }
        var reading = ZoneChecks.ReadZone(passport);
        if (!reading.CheckDigitsValid) checks.Wrong("passportMrz", "INVALID_PASSPORT_MRZ", $"The passport's zone is wrong in {ZoneChecks.Wrong(reading)}.");
        else checks.Right("passportMrz", "The digits of the passport's zone are right.");
        if (reading.Document() is not { } document || seal.Feature(PassportNumber) is not { } value || FeatureText.Read(FeatureCoding.C40, value.Span) is not { } sealedNumber)
            checks.Aborted("sealAgainstPassport");
        else if (sealedNumber.TrimEnd(' ') == document.DocumentNumber) checks.Right("sealAgainstPassport", "The visa was given for this passport.");
        else checks.Wrong("sealAgainstPassport", "SEAL_PASSPORT_MISMATCH", $"The visa was given for the passport {sealedNumber.TrimEnd(' ')}; this is {document.DocumentNumber}.");
    }
}
