using System.CommandLine;
using System.Text.Json.Nodes;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary><c>seal read | verify | make</c>.</summary>
internal static class SealVerbs
{
    public static Command Seal()
    {
        var verb = new Command("seal", "Visible digital seals: read, verify, make.");
        verb.Subcommands.Add(Read());
        verb.Subcommands.Add(Verify());
        verb.Subcommands.Add(Make());
        return verb;
    }

    private static Command Read()
    {
        var verb = new Command("read", "Shows what a seal holds; exit 2 when it cannot be read.");
        foreach (var option in GivenSeal.Options) verb.Options.Add(option);
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            DocumentOutput.Line(GivenSeal.Of(parsed).Report("not checked"));
            return 0;
        }));
        return verb;
    }

    private static Command Verify()
    {
        var trust = new Option<string>("--trust") { Required = true, Description = "A trust folder." };
        var at = new Option<DateTimeOffset?>("--at") { Description = "Verify as of this moment; now by default." };
        var verb = new Command("verify", "Verifies a seal: the signature, and the policy apart from it.") { trust, at };
        foreach (var option in GivenSeal.Options) verb.Options.Add(option);
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var seal = GivenSeal.Of(parsed);
            var verdict = seal.Verify(TrustFolder.Load(parsed.GetRequiredValue(trust)), parsed.GetValue(at) ?? DateTimeOffset.UtcNow);
            var signature = VerdictReport.SignatureState(verdict);
            var report = new JsonObject { ["signature"] = signature, ["policy"] = verdict.Result == VerdictResult.Valid ? "VALID" : "INVALID", ["status"] = DocumentOutput.Array(verdict.Status) };
            foreach (var (name, value) in VerdictReport.Of(verdict))
                if (!report.ContainsKey(name)) report[name] = value?.DeepClone();
            report["seal"] = seal.Report(signature);
            DocumentOutput.Line(report);
            return VerdictReport.ExitCode(verdict);
        }));
        return verb;
    }

    private static Command Make()
    {
        var profile = new Option<string>("--profile") { Required = true, Description = "ARRIVAL_ATTESTATION, fd02…" };
        var json = new Option<string>("--json") { Required = true, Description = "File with {\"issuingCountry\",\"issueDate\",\"signatureDate\",\"features\":{\"MRZ\":\"…\"}}, or - for standard input." };
        var signer = new Option<string>("--signer") { Required = true, Description = "A signer's key file, NAME.key, with its certificate NAME.der beside it; passphrase from NANSEN_PASSPHRASE." };
        var verb = new Command("make", "Makes and signs a seal; prints it in hexadecimal as JSON.") { profile, json, signer };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var name = parsed.GetRequiredValue(profile);
            var source = parsed.GetRequiredValue(json);
            var content = JsonNode.Parse(source == "-" ? Console.In.ReadToEnd() : File.ReadAllText(source)) as JsonObject ?? throw new DocumentException("The JSON should be one object.");
            var path = parsed.GetRequiredValue(signer);
            using var key = new KeyFolder(Path.GetDirectoryName(Path.GetFullPath(path))!, Environment.GetEnvironmentVariable("NANSEN_PASSPHRASE")).LoadSigner(Path.GetFileNameWithoutExtension(path));
            var seal = Draft(SealProfiles.Named(name) ?? throw new DocumentException($"No profile '{name}'; there are {string.Join(", ", SealProfiles.All.Select(p => p.Code))}."), content).Sign(key);
            DocumentOutput.Line(new JsonObject { ["sealHex"] = Convert.ToHexStringLower(seal.Bytes.Span) });
            return 0;
        }));
        return verb;
    }

    private static SealDraft Draft(SealProfile profile, JsonObject content)
    {
        var features = content["features"] as JsonObject ?? throw new DocumentException("'features' is missing: names by the profile with their texts.");
        return new()
        {
            Profile = profile,
            IssuingCountry = DocumentOutput.Text(content, "issuingCountry"),
            IssueDate = Date(content, "issueDate"),
            SignatureDate = Date(content, "signatureDate"),
            Version = content["version"] is JsonValue version && version.TryGetValue(out int number) ? number : null,
            Texts = [.. features.Select(f => KeyValuePair.Create(f.Key, DocumentOutput.Text(features, f.Key)))],
        };
    }

    private static DateOnly Date(JsonObject content, string name)
    {
        var text = DocumentOutput.Text(content, name);
        if (text.Length == 0) return DateOnly.FromDateTime(DateTime.UtcNow);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : throw new DocumentException($"'{name}': '{text}' is no date; write 2026-03-01.");
    }
}
