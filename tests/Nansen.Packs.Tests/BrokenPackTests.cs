using System.Text;
using System.Text.RegularExpressions;
using Nansen.Values;

namespace Nansen.Packs.Tests;

public sealed partial class BrokenPackTests
{
    public static TheoryData<int> Samples { get; } = [.. Enumerable.Range(0, BrokenSamples.All.Count)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Load_PackWithOneThingBroken_SaysWhatAndWhere(int index)
    {
        var sample = BrokenSamples.All[index];

        var result = sample.AsFile is { } further
            ? ModelPack.WithFile(further, ModelPack.Text(sample.File))
            : ModelPack.With(sample.File, sample.Find, sample.Replace);

        var finding = result.Findings.FirstOrDefault(f => f.Rule == sample.Rule && f.Reason.Contains(sample.Says, StringComparison.Ordinal));
        Assert.True(finding is not null, $"{sample}\n{string.Join('\n', result.Findings)}");
        Assert.Equal(sample.FoundIn ?? sample.File, finding.File);
        Assert.True(finding.Line >= 1);
        Assert.NotEmpty(finding.Fix);
        Assert.Equal(finding.Level == FindingLevel.Warning, result.IsSound);
    }

    [Fact]
    public void Samples_OfEveryRule_AreThere()
    {
        // A rule that no sample can break might be a rule that cannot fail.
        var rules = Directory.EnumerateFiles(Home.PathOf("src", "Nansen.Packs"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => RuleInSource().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value + m.Groups[2].Value)).ToHashSet();

        Assert.NotEmpty(rules);
        Assert.Empty(rules.Except(BrokenSamples.All.Select(s => s.Rule)));
    }

    [Fact]
    public void Load_SuspensiveEffectTakenAwayWithoutRequestToStay_IsRefused()
    {
        var files = new Dictionary<string, byte[]>(ModelPack.Files)
        {
            ["parameters.yaml"] = Changed("parameters.yaml", "  appeal.suspensive:\n    value: true", "  appeal.suspensive:\n    value: false"),
        };
        Assert.True(PackLoader.Read(files).IsSound);

        files["procedures/asylum.yaml"] = Changed("procedures/asylum.yaml", "event: request_to_stay", "event: ask_to_stay");
        Assert.Contains(PackLoader.Read(files).Findings, f => f.Rule == "floor" && f.Reason.Contains("no way to ask for a stay", StringComparison.Ordinal));
    }

    [Fact]
    public void Load_Warning_DoesNotStopThePack()
    {
        var result = ModelPack.With("records/individual.yaml", "\"Father's name\"", "\"Name in the tribe\"");

        Assert.True(result.IsSound);
        Assert.Equal(FindingLevel.Warning, Assert.Single(result.Findings).Level);
    }

    [Fact]
    public void Load_QuotationMarkInsideAText_IsTheOneFinding_WithFileLineAndWhatToDo()
    {
        var finding = Assert.Single(ModelPack.With("drawings/asylum_seeker_certificate.yaml", "{en: \"Asylum-seeker certificate\"", "{en: \"Asylum-seeker \"certificate\"\"").Findings);
        Assert.Equal(("drawings/asylum_seeker_certificate.yaml", 7, "yaml"), (finding.File, finding.Line, finding.Rule));
        Assert.Contains("inside a text write “…”, «…» or \\\"", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FindingInTheMiddleOfAFile_NamesItsLine()
    {
        var text = ModelPack.Text("safeguards.yaml");
        var line = text[..text.IndexOf("{need: [detained_here]}", StringComparison.Ordinal)].Count(c => c == '\n') + 1;

        var finding = Assert.Single(ModelPack.With("safeguards.yaml", "{need: [detained_here]}", "{need: [held]}").Findings);

        Assert.Equal(("safeguards.yaml", line), (finding.File, finding.Line));
        Assert.StartsWith($"safeguards.yaml:{line}: error: SG-16 names the specific need 'held', which does not exist. ", finding.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Changed(string file, string find, string replace)
    {
        Assert.Contains(find, ModelPack.Text(file), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(ModelPack.Text(file).Replace(find, replace, StringComparison.Ordinal));
    }

    [GeneratedRegex("""(?:Error|Warning)\("([a-z_]+)"|Bad\([a-z]+, "([a-z_]+)""")]
    private static partial Regex RuleInSource();
}
