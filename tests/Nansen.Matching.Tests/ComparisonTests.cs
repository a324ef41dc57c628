using CsCheck;

namespace Nansen.Matching.Tests;

/// <summary>The short ways of comparing give what the long ways give.</summary>
public sealed class ComparisonTests
{
    private static readonly Gen<byte[]> Word = Gen.Byte[2, 25].Array[1, 14].Select(letters => (byte[])[Alphabets.Edge, .. letters, Alphabets.Edge]);

    public static TheoryData<int, int> Writings()
    {
        var pairs = new TheoryData<int, int>();
        foreach (var left in Sounds.Writings)
            foreach (var right in Sounds.Writings)
                if (left <= right) pairs.Add((int)left, (int)right);
        return pairs;
    }

    [Theory]
    [MemberData(nameof(Writings))]
    public void Weigh_AnyTwoWords_AsTheAlignmentWithItsPath(int left, int right)
    {
        var model = Sounds.Shipped.Model((Writing)left, (Writing)right);
        Gen.Select(Word, Word).Sample((a, b) => Assert.Equal(model.Align(a, b, []), model.Weigh(a, b), 0.001f), iter: 5000);
        Word.Sample(a => Assert.Equal(model.Align(a, a, []), model.Weigh(a, a), 0.001f), iter: 100);
    }

    [Theory]
    [MemberData(nameof(Writings))]
    public void Weigh_WithABar_IsExactAboveAndBelowBelow(int left, int right)
    {
        var model = Sounds.Shipped.Model((Writing)left, (Writing)right);
        Gen.Select(Word, Word, Gen.Float[-20, 10]).Sample((a, b, bar) =>
        {
            var (whole, bounded) = (model.Weigh(a, b), model.Weigh(a, b, bar));
            Assert.True(whole < bar ? bounded < bar : bounded == whole, $"{bounded} for {whole} and bar {bar}");
        }, iter: 500);
    }

    [Theory]
    [InlineData("rec_id,family,given,dob,sex,place,phone")]
    [InlineData("rec_id,name,text,dob,sex,place,phone")]
    [InlineData("rec_id,family,given,father,sex,text,phone")]
    public void Find_PairsRuledOutEarly_AreThoseWholeComparisonRulesOut(string header)
    {
        var prepared = new PreparedRecords(MadeUpPeople.Read(MadeUpPeople.Make(400, 11).Lines, header));
        var comparer = new PairComparer(prepared, MatchingModel.Shipped);
        var classes = new LatentClasses(comparer.Attributes, MatchingModel.Shipped);
        classes.Learn(Patterns.Count(new Blocking(prepared), [comparer], 0));
        var (pairs, candidates) = LikelyPairs.Find(new Blocking(prepared), [comparer], classes, 0.1);
        var seen = new HashSet<(int, int)>();
        new Blocking(prepared).Pairs([new Collector(seen)], 0);
        Assert.Equal(candidates, seen.Count);
        var expected = seen.Select(p => new LinkedPair(p.Item1, p.Item2, classes.Match(comparer.Compare(p.Item1, p.Item2)))).Where(p => p.Probability >= 0.1).ToHashSet();
        Assert.NotEmpty(expected);
        Assert.True(expected.SetEquals(pairs));
    }

    private readonly struct Collector(HashSet<(int, int)> seen) : IPairVisitor
    {
        public void Visit(int a, int b) => Assert.True(seen.Add((a, b)), $"the pair {a}, {b} was handed on twice");
    }
}
