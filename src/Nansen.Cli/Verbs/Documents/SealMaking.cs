using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary><c>seal make</c>: what <c>seal read</c> shows can be given back to it.</summary>
internal static class SealMaking
{
    private const string Passphrase = "NANSEN_PASSPHRASE";

    public static Command Make()
    {
        var profile = new Option<string>("--profile") { Required = true, Description = "A profile (ARRIVAL_ATTESTATION, fd02…), icao-barcode, or vds-nc." };
        var json = new Option<string>("--json") { Required = true, Description = "File with {\"issuingCountry\",\"issueDate\",\"signatureDate\",\"features\":{\"MRZ\":\"…\"}} (a barcode: {\"country\",\"signatureDate\",\"features\":{\"MRZ_TD3\":\"…\"}}; vds-nc: {\"type\",\"version\",\"issuer\",\"msg\":{…}}), - for standard input, or the JSON itself." };
        var signer = new Option<string>("--signer") { Required = true, Description = $"A signer's key file, NAME.key, with its certificate NAME.der beside it, or a PEM file with both; passphrase from {Passphrase}." };
        var verb = new Command("make", "Makes and signs a seal; prints it as JSON: sealHex, or a barcode's text, or a seal in JSON.") { profile, json, signer };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var name = parsed.GetRequiredValue(profile);
            var content = DocumentOutput.Parse(Source(parsed.GetRequiredValue(json)), "--json") as JsonObject ?? throw new DocumentException("The JSON should be one object.");
            using var key = Signer(Path.GetFullPath(parsed.GetRequiredValue(signer)));
            if (OtherSealMaking.Make(name, content, key) is { } other)
            {
                DocumentOutput.Line(other);
                return 0;
            }

            var kind = SealProfiles.Named(name) ?? throw new DocumentException($"No profile '{name}'; there are {string.Join(", ", SealProfiles.All.Select(p => p.Code))}, icao-barcode and vds-nc.");
            var seal = Draft(kind, content).Sign(key);
            DocumentOutput.Line(new JsonObject { ["sealHex"] = Convert.ToHexStringLower(seal.Bytes.Span) });
            return 0;
        }));
        return verb;
    }

    private static string Source(string given)
    {
        if (given.TrimStart().StartsWith('{')) return given;
        if (given != "-") return File.ReadAllText(given);
        using var input = DocumentOutput.Input();
        return input.ReadToEnd();
    }

    private static DocumentSigner Signer(string path)
    {
        var passphrase = Environment.GetEnvironmentVariable(Passphrase);
        if (Path.GetExtension(path) is ".key" or ".token" or ".der")
            return new KeyFolder(Path.GetDirectoryName(path)!, passphrase).LoadSigner(Path.GetFileNameWithoutExtension(path));
        try
        {
            var pem = File.ReadAllText(path);
            var key = ECDsa.Create();
            if (passphrase is null) key.ImportFromPem(pem);
            else key.ImportFromEncryptedPem(pem, passphrase);
            return new(X509Certificate2.CreateFromPem(pem), key);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new DocumentException($"{path} holds no certificate with its elliptic-curve key in PEM, or the passphrase is wrong.", error);
        }
    }

    private static SealDraft Draft(SealProfile profile, JsonObject content)
    {
        var (texts, features) = Messages(profile, content["features"]);
        return new()
        {
            Profile = profile,
            IssuingCountry = DocumentOutput.Text(content, "issuingCountry"),
            IssueDate = Date(content, "issueDate", "issuingDate"),
            SignatureDate = Date(content, "signatureDate"),
            Version = (content["version"] ?? content["icaoVersion"]) is JsonValue version && version.TryGetValue(out int number) ? number : null,
            Texts = texts,
            Features = features,
        };
    }

    // Either names with their texts, or the list that seal read gives: texts, lines and numbers by name, anything else by its bytes.
    private static (List<KeyValuePair<string, string>> Texts, List<SealFeature> Features) Messages(SealProfile profile, JsonNode? given)
    {
        var (texts, features) = (new List<KeyValuePair<string, string>>(), new List<SealFeature>());
        if (given is JsonObject names) texts.AddRange(names.Select(n => KeyValuePair.Create(n.Key, DocumentOutput.Text(names, n.Key))));
        else if (given is JsonArray list)
            foreach (var item in list.Select(i => i as JsonObject ?? throw new DocumentException("A feature is no object.")))
            {
                if (DocumentOutput.Text(item, "valueHex") is { Length: > 0 } hex) features.Add(new(Tag(item), DocumentOutput.Hex(hex)));
                else texts.Add(new(NameOf(profile, item), item["lines"] is JsonArray lines ? string.Join('|', lines.Select(l => l?.ToString())) : DocumentOutput.Text(item, item["number"] is null ? "text" : "number")));
            }
        else throw new DocumentException("'features' is missing: names by the profile with their texts, or the list that seal read gives.");
        return (texts, features);
    }

    internal static byte Tag(JsonObject item) =>
        item["tag"] is JsonValue value && value.TryGetValue(out int tag) && tag is >= 0 and < 255 ? (byte)tag : throw new DocumentException("A feature has no 'tag' from 0 to 254.");

    private static string NameOf(SealProfile profile, JsonObject item) =>
        DocumentOutput.Text(item, "name") is { Length: > 0 } name ? name : profile.Feature(Tag(item))?.Name ?? throw new DocumentException($"The profile {profile.Code} has no message with tag {Tag(item)}; give its valueHex.");

    internal static DateOnly Date(JsonObject content, params string[] names)
    {
        foreach (var name in names)
        {
            var text = DocumentOutput.Text(content, name);
            if (text.Length == 0) continue;
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : throw new DocumentException($"'{name}': '{text}' is no date; write 2026-03-01.");
        }

        return DateOnly.FromDateTime(DateTime.UtcNow);
    }
}
