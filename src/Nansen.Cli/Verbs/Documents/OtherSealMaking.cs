using System.Text.Json;
using System.Text.Json.Nodes;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary><c>seal make --profile icao-barcode</c> and <c>--profile vds-nc</c>: the other two forms of seals, made and signed.</summary>
internal static class OtherSealMaking
{
    /// <summary>What is printed for a form that is no profile of a visible digital seal; null for a profile.</summary>
    public static JsonObject? Make(string profile, JsonObject content, DocumentSigner signer) => profile.ToLowerInvariant() switch
    {
        "icao-barcode" or "idb" => new() { ["barcode"] = Barcode(content).Make(signer) },
        "vds-nc" => new() { ["vdsnc"] = JsonNode.Parse(Json(content, signer)) },
        _ => null,
    };

    private static IcaoBarcodeDraft Barcode(JsonObject content) => new()
    {
        Country = DocumentOutput.Text(content, "country") is { Length: > 0 } country ? country : DocumentOutput.Text(content, "issuingCountry"),
        SignatureDate = SealMaking.Date(content, "signatureDate"),
        ShortDate = content["shortDate"] is JsonValue shortDate && shortDate.GetValueKind() == JsonValueKind.True,
        WithCertificate = content["withCertificate"] is JsonValue inside && inside.GetValueKind() == JsonValueKind.True,
        Features = content["features"] switch
        {
            JsonObject names => [.. names.Select(n => Message(n.Key, DocumentOutput.Text(names, n.Key)))],
            JsonArray list => [.. list.Select(i => i as JsonObject ?? throw new DocumentException("A feature is no object.")).Select(i => new SealFeature(SealMaking.Tag(i), DocumentOutput.Hex(DocumentOutput.Text(i, "valueHex"))))],
            _ => throw new DocumentException($"'features' is missing: names with their texts, or the list that seal read gives. Names are {string.Join(", ", SealProfiles.BarcodeMessages.Select(m => m.Name))}."),
        },
    };

    private static SealFeature Message(string name, string text)
    {
        var message = SealProfiles.BarcodeMessages.FirstOrDefault(m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new DocumentException($"No barcode message '{name}'; there are {string.Join(", ", SealProfiles.BarcodeMessages.Select(m => m.Name))}.");
        return new(message.Tag, FeatureText.Write(message.Coding, text));
    }

    private static string Json(JsonObject content, DocumentSigner signer)
    {
        if (content["msg"] is not { } message) throw new DocumentException("'msg' is missing: the object that the seal is about, with \"type\", \"version\" and \"issuer\" beside it.");
        var version = content["version"] is JsonValue value && value.TryGetValue(out int number) ? number : 1;
        return JsonSeal.Make(DocumentOutput.Text(content, "type"), version, DocumentOutput.Text(content, "issuer"), JsonSerializer.SerializeToElement(message), signer);
    }
}
