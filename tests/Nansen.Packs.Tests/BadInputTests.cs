using System.Text;
using CsCheck;

namespace Nansen.Packs.Tests;

public sealed class BadInputTests
{
    [Fact]
    public void Read_NoFiles_SaysThatPackIsMissing()
    {
        var result = PackLoader.Read(new Dictionary<string, byte[]>());

        Assert.Null(result.Pack);
        Assert.Contains(result.Findings, f => f.Rule == "missing" && f.File == "pack.yaml");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("- a\n- b")]
    [InlineData("kind: pack\n---\nkind: pack")]
    [InlineData("kind: [pack]")]
    [InlineData("? {a: b}\n: c")]
    [InlineData("kind: codes\nlists: {a: {title: {en: x, ru: x}, items: {? [1, 2] : 3}}}")]
    [InlineData("a: *nowhere")]
    [InlineData("a: &x [*x]")]
    [InlineData("\t\tkind: pack")]
    [InlineData("kind: !!binary pack")]
    public void Read_FileThatIsNoPackFile_IsAFinding(string text)
    {
        var result = ModelPack.OnlyWith("further.yaml", Encoding.UTF8.GetBytes(text));

        Assert.Null(result.Pack);
        Assert.Contains(result.Findings, f => f.File == "further.yaml" && f.Level == FindingLevel.Error);
    }

    [Fact]
    public void Read_FileThatIsNotUtf8_IsAFinding()
    {
        var finding = Assert.Single(ModelPack.OnlyWith("further.yaml", [0x6B, 0xFF, 0xFE]).Findings, f => f.File == "further.yaml");
        Assert.Contains("UTF-8", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void Read_NestingThatWouldExhaustTheStack_IsRefused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 20_000)) + string.Concat(Enumerable.Repeat(close, 20_000));

        var finding = Assert.Single(ModelPack.OnlyWith("further.yaml", Encoding.UTF8.GetBytes(deep)).Findings, f => f.File == "further.yaml");

        Assert.Contains("nested too deep", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RandomBytes_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ModelPack.OnlyWith("further.yaml", bytes).Pack is null, iter: 500);

    [Fact]
    public void Read_FileOfThePackWithAPieceCutOrRepeated_NeverThrows()
    {
        string[] files = ["safeguards.yaml", "access.yaml", "tables.yaml", "forms/decision.yaml", "procedures/removal.yaml", "letters/appeals.yaml"];
        var gen = Gen.Select(Gen.OneOfConst(files), Gen.Double[0, 1], Gen.Int[1, 60], Gen.Bool);
        gen.Sample(
            (file, where, length, repeat) =>
            {
                var text = ModelPack.Text(file);
                var at = (int)(where * (text.Length - 1));
                var to = Math.Min(text.Length, at + length);
                var changed = repeat ? text[..to] + text[at..] : text[..at] + text[to..];
                var result = ModelPack.WithFile(file, changed);
                return result.IsSound == !result.Findings.Any(f => f.Level == FindingLevel.Error)
                    && result.Findings.All(f => f.Line >= 1 && f.Line <= Math.Max(changed.Count(c => c == '\n'), ModelPack.Files.Values.Max(b => b.Count(x => x == '\n'))) + 1);
            },
            iter: 60);
    }

    [Fact]
    public void Read_ParameterBelowTheInternationalFloor_IsRefusedWhateverItsOwnFloorSays()
    {
        var floors = InternationalFloors.ByParameter.Where(f => f.Value.Least is not null).ToArray();
        Gen.Select(Gen.OneOfConst(floors), Gen.Int[1, 30], Gen.Bool).Sample(
            (floor, below, ownFloor) =>
            {
                var value = Math.Max(0, floor.Value.Least!.Value - below);
                var own = ownFloor ? $"\n    floor: {value}" : "";
                var text = $"kind: parameters\nparameters:\n  {floor.Key}:\n    value: {value}\n    unit: {floor.Value.Unit}\n    tag: INST\n    law: national{own}\n";
                return ModelPack.OnlyWith("national.yaml", Encoding.UTF8.GetBytes(text)).Findings.Any(f => f.Rule == "floor" && f.File == "national.yaml");
            },
            iter: 300);
    }
}
