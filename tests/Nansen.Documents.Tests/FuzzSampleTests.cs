using Nansen.Bench;

namespace Nansen.Documents.Tests;

/// <summary>A sample of what <c>./nansen fuzz</c> feeds the parsers by the million.</summary>
public sealed class FuzzSampleTests
{
    private static readonly IReadOnlyList<FuzzTarget> Targets = FuzzTargets.All(PageReading.Read);

    public static TheoryData<string> Names => [.. Targets.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_ChangedInputs_GivesItsOwnResultAndNothingElse(string name)
    {
        var target = Targets.Single(t => t.Name == name);
        var (random, room) = (new Random(1), new byte[target.Seeds.Max(s => s.Length) + Mutator.Spare]);
        for (var i = 0; i < Math.Max(20, target.Full / 5000); i++)
            Assert.Null(target.Feed(room.AsMemory(0, target.Change(target.Seeds[i % target.Seeds.Length], room, random))));
    }

    // Found by fuzzing: zlib wants a dictionary and says so with an exception of its own.
    [Theory]
    [InlineData("RDB1CGGTAGQ")]
    [InlineData("RDB1CPC5Q")]
    public void Barcode_PackedInAWayThatCannotBeUnpacked_IsRefused(string text)
    {
        Assert.False(IcaoBarcode.TryRead(text, out _, out var fault));
        Assert.Equal("WRONG_FORMAT", fault!.Status);
    }
}
