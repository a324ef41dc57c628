using System.Text.Json;
using Nansen.Documents;
using Nansen.Packs;

namespace Nansen.Web;

/// <summary>What the phone's page says and must know, in the language of the page.</summary>
internal static class PhoneTexts
{
    private static readonly string[] Fields = ["primary", "secondary", "documentNumber", "dateOfBirth", "sex", "nationality", "issuer", "documentCode", "dateOfExpiry"];

    private static readonly string[] Status =
        ["EXPIRED_CERTIFICATE", "EXPIRED_DOCUMENT", "INVALID_DOCUMENTTYPE", "INVALID_SEAL_MRZ", "INVALID_SIGNATURE", "REVOKED_CERTIFICATE", "STALE_LISTS", "UNKNOWN_CERTIFICATE", "UNTRUSTED_CERTIFICATE", "VOID_DOCUMENT", "WRONG_FORMAT"];

    private static readonly string[] Own = ["camera", "cameraStop", "cameraMissing", "reading", "listsFresh", "listsOld", "listsAge", "reasons", "report"];

    private static readonly string[] Problems = ["bundleMissing", "bundleDamaged", "bundleSignature", "bundleSigner"];

    public static string Json(Texts texts)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["sealed"] = texts["verify.sealed"],
            ["byEye"] = texts["verify.byEye"],
            ["result.Valid"] = texts["verify.result.Valid"],
            ["result.NotValid"] = texts["verify.result.NotValid"],
            ["result.Unreadable"] = texts["verify.result.Unreadable"],
            ["result.Stale"] = texts["verify.phone.stale"],
            ["resultText.Valid"] = texts["verify.resultText.Valid"],
            ["resultText.NotValid"] = texts["verify.resultText.NotValid"],
            ["resultText.Unreadable"] = texts["verify.phone.unreadableText"],
            ["resultText.Stale"] = texts["verify.phone.staleText"],
        };
        foreach (var key in Own) all[key] = texts["verify.phone." + key];
        foreach (var key in Problems) all[key] = texts["verify.phone.problem." + key];
        foreach (var key in Fields) all["field." + key] = texts["verify.field." + key];
        foreach (var key in Status) all["status." + key] = texts["verify.status." + key];
        foreach (var key in new[] { "zone", "photo", "name", "paper" }) all["eye." + key] = texts["verify.eye." + key];
        for (var reason = 1; reason <= 7; reason++) all[$"void.{reason}"] = texts[$"verify.phone.void.{reason}"];
        return JsonSerializer.Serialize(all);
    }

    /// <summary>Three letters of a State to the two that its certificates bear: a signer of one State seals no other's documents.</summary>
    public static string Countries(Pack pack) => JsonSerializer.Serialize(
        (pack.Codes.GetValueOrDefault("countries")?.Items ?? []).Select(c => c.Code).Append(CountryCodes.Specimen).Append("D").Distinct()
        .Select(code => (Code: code, Two: CountryCodes.TwoLetters(code))).Where(c => c.Two is not null).ToDictionary(c => c.Code, c => c.Two));
}
