using System.Text.Json.Nodes;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary>A seal as JSON.</summary>
internal static class SealReport
{
    public static JsonObject Of(Seal seal, string signature) => new()
    {
        ["parses"] = true,
        ["rawVersion"] = seal.Header.RawVersion,
        ["icaoVersion"] = seal.Header.Version,
        ["issuingCountry"] = seal.Header.IssuingCountry,
        ["issuingCountryRaw"] = seal.Header.IssuingCountryRaw,
        ["signerIdentifier"] = seal.Header.SignerIdentifier,
        ["certificateReference"] = seal.Header.CertificateReference,
        ["issuingDate"] = seal.Header.IssueDate.ToString(),
        ["signatureDate"] = seal.Header.SignatureDate.ToString(),
        ["featureDefinitionReference"] = seal.Header.FeatureDefinition,
        ["documentTypeCategory"] = seal.Header.DocumentCategory,
        ["profile"] = seal.Profile?.Name,
        ["features"] = new JsonArray([.. seal.Features.Select(f => Feature(f, seal.Profile?.Feature(f.Tag)))]),
        ["signedBytesLength"] = seal.Signed.Length,
        ["signatureHex"] = Convert.ToHexStringLower(seal.Signature.Span),
        ["signature"] = signature,
        ["findings"] = DocumentOutput.Array(Findings(seal)),
    };

    public static JsonObject Feature(SealFeature feature, ProfileFeature? profile)
    {
        var report = new JsonObject { ["tag"] = feature.Tag, ["name"] = profile?.Name, ["valueHex"] = Convert.ToHexStringLower(feature.Value.Span), ["coding"] = profile?.CodingName };
        if (profile is null) return report;
        if (FeatureText.Lines(profile.Coding, feature.Value.Span) is { Count: > 0 } lines && profile.Coding is FeatureCoding.Mrz or FeatureCoding.MrzVisaA or FeatureCoding.MrzVisaB)
            report["lines"] = DocumentOutput.Array(FeatureText.Lines(profile.Coding, feature.Value.Span));
        else if (profile.Coding == FeatureCoding.Byte && feature.Value.Length == 1) report["number"] = feature.Value.Span[0];
        else if (FeatureText.Read(profile.Coding, feature.Value.Span) is { } text) report["text"] = text;
        return report;
    }

    private static IEnumerable<string> Findings(Seal seal)
    {
        if (seal.Header.IssueDate.Day is null) yield return $"The issuing date {seal.Header.IssueDate} is no date.";
        if (seal.Header.SignatureDate.Day is null) yield return $"The signature date {seal.Header.SignatureDate} is no date.";
        if (seal.Profile is not { } profile) yield return "No profile with this reference is published; the messages are shown as bytes.";
        else
            foreach (var fault in profile.Faults(seal)) yield return fault;
    }
}
