using System.Text.Json.Nodes;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary>A verdict as JSON.</summary>
internal static class VerdictReport
{
    public static int ExitCode(Verdict verdict) => verdict.Result switch { VerdictResult.Valid => 0, VerdictResult.NotValid => 1, _ => DocumentOutput.Unreadable };

    public static JsonObject Of(Verdict verdict) => new()
    {
        ["verdict"] = Camel(verdict.Result.ToString()),
        ["valid"] = verdict.Result == VerdictResult.Valid,
        ["status"] = DocumentOutput.Array(verdict.Status),
        ["signerCertificate"] = verdict.SignerCertificate,
        ["checks"] = new JsonArray([.. verdict.Checks.Select(c => new JsonObject { ["id"] = c.Id, ["outcome"] = Camel(c.Outcome.ToString()), ["status"] = c.Status, ["message"] = c.Message })]),
        ["seal"] = verdict switch { { Seal: { } seal } => SealReport.Of(seal, SignatureState(verdict)), { Barcode: { } barcode } => GivenSeal.BarcodeReport(barcode, SignatureState(verdict)), _ => null },
        ["sealedZone"] = Zone(verdict.SealedZone),
        ["printedZone"] = Zone(verdict.PrintedZone),
        ["comparisons"] = new JsonArray([.. verdict.Comparisons.Select(c => new JsonObject { ["field"] = c.Field, ["sealed"] = c.Sealed, ["printed"] = c.Printed, ["equal"] = c.Equal })]),
        ["lists"] = new JsonArray([.. verdict.Lists.Select(l => new JsonObject { ["name"] = l.Name, ["issuedAt"] = l.IssuedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), ["ageDays"] = l.AgeDays, ["stale"] = l.Stale })]),
        ["compareByEye"] = DocumentOutput.Array(verdict.CompareByEye),
    };

    /// <summary>valid, invalid, or why it could not be told.</summary>
    public static string SignatureState(Verdict verdict) => verdict.Checks.FirstOrDefault(c => c.Id == "signature")?.Outcome switch
    {
        CheckOutcome.Successful => "valid",
        CheckOutcome.Failed => "invalid",
        _ => verdict.Checks.Any(c => c.Status == "UNKNOWN_CERTIFICATE") ? "signer certificate unknown" : "not checked",
    };

    private static JsonObject? Zone(MrzDocument? zone)
    {
        if (zone is null) return null;
        var fields = new JsonObject { ["format"] = zone.Format.ToString() };
        foreach (var name in MrzJson.Names(zone.Format)) fields[name] = MrzJson.Field(zone, name);
        return fields;
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
