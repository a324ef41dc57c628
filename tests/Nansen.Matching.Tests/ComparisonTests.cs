using CsCheck;

namespace Nansen.Matching.Tests;

/// <summary>The short ways of comparing give what the long ways give.</summary>
public sealed class ComparisonTests
{
    private static readonly Gen<byte[]> Word = Gen.Byte[2, 25].Array[1, 20].Select(letters => (byte[])[Alphabets.Edge, .. letters, Alphabets.Edge]);

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

    [Fact]
    public void Weigh_ModelsWithAnyUnits_AsTheAlignmentWithItsPath()
    {
        // Few letters, so that groups of letters stand beside, behind and inside each other, on either side or against nothing.
        var letters = Gen.Byte[2, 5].Array[0, 3];
        var units = Gen.Select(letters, letters, Gen.Int[-600, 300].Select(hundredths => hundredths / 100f)).Where(u => u.Item1.Length + u.Item2.Length > 0).Array[5, 60];
        var word = Gen.Byte[2, 5].Array[1, 13];
        Gen.Select(units, Gen.Select(word, word).Array[20]).Sample((units, words) =>
        {
            var model = new SoundModel(Writing.Latin, Writing.Latin, units);
            foreach (var (a, b) in words) Assert.Equal(model.Align(a, b, []), model.Weigh(a, b), 0.001f);
        }, iter: 1000);
    }

    [Fact]
    public void Near_AnyTwoSkeletons_AsTheLongestCommonSubsequenceHasIt() =>
        Gen.Select(Gen.Int[1, 10].Array[0, 12], Gen.Int[1, 10].Array[0, 12]).Sample((a, b) =>
        {
            var common = new int[a.Length + 1, b.Length + 1];
            for (var i = 1; i <= a.Length; i++)
                for (var j = 1; j <= b.Length; j++)
                    common[i, j] = a[i - 1] == b[j - 1] ? common[i - 1, j - 1] + 1 : Math.Max(common[i - 1, j], common[i, j - 1]);
            var (most, all, met) = (Math.Max(a.Length, b.Length), a.Length + b.Length, common[a.Length, b.Length]);
            Assert.Equal(most < 3 || (met * 2 >= most && met >= all / 3), Near(a, b));
            Assert.Equal(Near(a, b), Near(b, a));
        }, iter: 20_000);

    private static bool Near(int[] a, int[] b)
    {
        var (x, y) = (Packed(a), Packed(b));
        return Skeleton.Near(x, Skeleton.ClassesOf(x), y, Skeleton.ClassesOf(y));

        static ulong Packed(int[] classes) => classes.Select((c, i) => (ulong)c << (4 * i)).Aggregate(0UL, (all, one) => all | one);
    }

    [Theory]
    [MemberData(nameof(Writings))]
    public void Weigh_BetweenTwoBars_IsExactAndBeyondThemBeyond(int left, int right)
    {
        var model = Sounds.Shipped.Model((Writing)left, (Writing)right);
        // Words of any letters are hardly ever one name; a word and the same with a slip or two often are.
        var slips = Gen.Select(Word, Gen.Select(Gen.Int[0, 2], Gen.Int[1, 20], Gen.Byte[2, 25]).Array[0, 2]).Select((word, slips) => (word, slips.Aggregate(word, Slip)));
        Gen.Select(Gen.OneOf(Gen.Select(Word, Word), slips), Gen.Float[-20, 10], Gen.Float[0, 10]).Sample((words, least, room) =>
        {
            var (a, b) = words;
            var (whole, bounded) = (model.Weigh(a, b), model.Weigh(a, b, least, least + room));
            Assert.True(whole < least ? bounded < least : whole > least + room ? bounded > least + room : bounded == whole, $"{bounded} for {whole} between {least} and {least + room}");
        }, iter: 2000);
    }

    /// <summary>A letter more, a letter less, another letter.</summary>
    private static byte[] Slip(byte[] word, (int Kind, int At, byte Letter) slip)
    {
        var at = 1 + slip.At % (word.Length - 1);
        return slip.Kind == 0 || at == word.Length - 1 ? [.. word[..at], slip.Letter, .. word[at..]]
            : slip.Kind == 1 && word.Length > 3 ? [.. word[..at], .. word[(at + 1)..]]
            : [.. word[..at], slip.Letter, .. word[(at + 1)..]];
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
