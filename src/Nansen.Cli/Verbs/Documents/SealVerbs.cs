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
        verb.Subcommands.Add(SealMaking.Make());
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
            var trusted = TrustFolder.Load(parsed.GetRequiredValue(trust));
            foreach (var fault in trusted.Faults) Console.Error.WriteLine(fault);
            var verdict = Verifier.Verify(seal.Bytes, trusted, parsed.GetValue(at) ?? DateTimeOffset.UtcNow);
            var signature = seal.IsSigned ? VerdictReport.SignatureState(verdict) : "not signed";
            var report = new JsonObject { ["signature"] = signature, ["policy"] = verdict.Result == VerdictResult.Valid ? "VALID" : "INVALID", ["status"] = DocumentOutput.Array(verdict.Status) };
            foreach (var (name, value) in VerdictReport.Of(verdict))
                if (!report.ContainsKey(name)) report[name] = value?.DeepClone();
            report["seal"] = seal.Report(signature);
            DocumentOutput.Line(report);
            return VerdictReport.ExitCode(verdict);
        }));
        return verb;
    }
}
