using System.Numerics;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Nansen.Matching.Tests;

/// <summary>Encodings: kernels alike, links found, keys kept apart, and what an attacker without the key learns.</summary>
public sealed class PrivateLinkageTests
{
    private static EncodingKey Key(byte fill) => EncodingKey.Read([.. Enumerable.Repeat(fill, 40)]);

    [Fact]
    public void Count_EveryKernel_SameCounts()
    {
        var random = new Random(3);
        foreach (var rows in (int[])[0, 1, 3, 4, 5, 17, 64])
        {
            var bits = Enumerable.Range(0, (rows + 1) * RecordEncoder.Words).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
            var (scalar, wide, middle, chosen) = (new ushort[rows], new ushort[rows], new ushort[rows], new ushort[rows]);
            BitOverlap.Scalar(bits.AsSpan(0, RecordEncoder.Words), bits.AsSpan(RecordEncoder.Words), scalar);
            BitOverlap.Count(bits.AsSpan(0, RecordEncoder.Words), bits.AsSpan(RecordEncoder.Words), chosen);
            Assert.Equal(scalar, chosen);
            if (Avx2.IsSupported)
            {
                BitOverlap.Middle(bits.AsSpan(0, RecordEncoder.Words), bits.AsSpan(RecordEncoder.Words), middle);
                Assert.Equal(scalar, middle);
            }

            if (!Avx512BW.IsSupported) continue;
            BitOverlap.Wide(bits.AsSpan(0, RecordEncoder.Words), bits.AsSpan(RecordEncoder.Words), wide);
            Assert.Equal(scalar, wide);
        }
    }

    [Fact]
    public void Link_TwoScripts_FindsWithoutNames()
    {
        var (first, person1) = MadeUpPeople.Make(400, 11);
        var (lines, person) = (first.Where((_, i) => i == 0 || person1[i] != person1[i - 1]).ToList(), person1.Distinct().ToList());
        var (second, _) = MadeUpPeople.Make(400, 11, secondsOnly: true);
        var again = Enumerable.Range(0, person1.Count).Where(i => i > 0 && person1[i] == person1[i - 1]).Select(i => person1[i]).ToList();
        var encoder = new RecordEncoder(Key(1));
        var result = PrivateLinker.Link(encoder.Encode(MadeUpPeople.Read(lines)), encoder.Encode(MadeUpPeople.Read(second)));
        var right = result.Pairs.Count(p => person[p.Left] == again[p.Right]);
        Assert.True(right > 0.9 * again.Count && right > 0.95 * result.Pairs.Count, $"{right} of {again.Count} in {result.Pairs.Count}");
    }

    [Fact]
    public void Link_EachFileHoldsPeopleTwice_FindsThemAll()
    {
        // Both files hold records of everybody, half of them in two spellings.
        var (lines, person) = MadeUpPeople.Make(400, 14);
        var (again, other) = MadeUpPeople.Make(400, 14);
        var encoder = new RecordEncoder(Key(1));
        var (left, right) = (encoder.Encode(MadeUpPeople.Read(lines)), encoder.Encode(MadeUpPeople.Read(again)));
        var result = PrivateLinker.Link(left, right);
        var correct = result.Pairs.Count(p => person[p.Left] == other[p.Right]);
        var all = person.Sum(p => other.Count(o => o == p));
        Assert.True(correct > 0.95 * all && correct > 0.95 * result.Pairs.Count, $"{correct} of {all} in {result.Pairs.Count}");
    }

    [Fact]
    public void Link_FilesInEitherOrder_SamePairs()
    {
        var encoder = new RecordEncoder(Key(1));
        var left = encoder.Encode(MadeUpPeople.Read(MadeUpPeople.Make(300, 15).Lines));
        var right = encoder.Encode(MadeUpPeople.Read(MadeUpPeople.Make(300, 15, secondsOnly: true).Lines));
        var (one, other) = (PrivateLinker.Link(left, right), PrivateLinker.Link(right, left));
        Assert.Equal(one.Bar, other.Bar);
        Assert.Equal(one.Pairs.Select(p => (p.Left, p.Right)).Order(), other.Pairs.Select(p => (Left: p.Right, Right: p.Left)).Order());
    }

    [Fact]
    public void Link_NothingInCommon_FindsHardlyAnything()
    {
        var encoder = new RecordEncoder(Key(1));
        var left = encoder.Encode(MadeUpPeople.Read(MadeUpPeople.Make(500, 16).Lines));
        var right = encoder.Encode(MadeUpPeople.Read(MadeUpPeople.Make(500, 17).Lines));
        Assert.True(PrivateLinker.Link(left, right).Pairs.Count <= 5);
    }

    [Fact]
    public void Link_EmptyFileOrEmptyRecords_FindsNothing()
    {
        var encoder = new RecordEncoder(Key(1));
        var some = encoder.Encode(MadeUpPeople.Read(MadeUpPeople.Make(20, 1).Lines));
        var none = new EncodedFile(some.KeyMark, [], []);
        var blank = encoder.Encode(MadeUpPeople.Read(["r1,,,,,,", "r2,,,,,,"]));
        Assert.Empty(PrivateLinker.Link(some, none).Pairs);
        Assert.Empty(PrivateLinker.Link(none, some).Pairs);
        Assert.Empty(PrivateLinker.Link(blank, blank).Pairs);
    }

    [Fact]
    public void Link_OtherKey_IsRefused()
    {
        var lines = MadeUpPeople.Make(5, 1).Lines;
        var (a, b) = (new RecordEncoder(Key(1)).Encode(MadeUpPeople.Read(lines)), new RecordEncoder(Key(2)).Encode(MadeUpPeople.Read(lines)));
        Assert.Throws<FormatException>(() => PrivateLinker.Link(a, b));
        // Under another key the same record looks like a stranger's.
        for (var i = 0; i < a.Count; i++) Assert.True(Dice(a.Row(i), b.Row(i)) < 0.55);
    }

    [Fact]
    public void Encode_FewerThanThreeFields_IsRefused() =>
        Assert.Throws<FormatException>(() => new RecordEncoder(Key(1)).Encode(MadeUpPeople.Read(["r1,Olaf,Berg"], "rec_id,given,family")));

    [Fact]
    public void Encode_RecordOfFewerThanThreeFilledFields_HasNoBitsAndIsLikeNobody()
    {
        var encoded = new RecordEncoder(Key(1)).Encode(MadeUpPeople.Read(["r1,Berg,,,,,", "r2,Berg,Olaf,,,,", "r3,Berg,Olaf,1980-05-03,,,", "r4,Berg,,1980,M,,"]));
        Assert.Equal([false, false, true, true], Enumerable.Range(0, 4).Select(i => encoded.Row(i).ContainsAnyExcept(0UL)));
        Assert.Equal(2, encoded.TooBare);
        Assert.DoesNotContain(PrivateLinker.Link(encoded, encoded, 0.5).Pairs, p => p.Left < 2 || p.Right < 2);
    }

    [Fact]
    public void File_WrittenAndRead_IsTheSame()
    {
        var encoded = new RecordEncoder(Key(1)).Encode(MadeUpPeople.Read(MadeUpPeople.Make(20, 1).Lines));
        var text = new StringWriter();
        encoded.Write(text);
        var read = EncodedFile.Read(new StringReader(text.ToString()), "test");
        Assert.Equal(encoded.Ids, read.Ids);
        Assert.Equal(encoded.Rows, read.Rows);
        Assert.Throws<FormatException>(() => EncodedFile.Read(new StringReader(text.ToString()[..^20]), "cut"));
        Assert.Throws<FormatException>(() => EncodedFile.Read(new StringReader("a,b\n"), "other"));
    }

    /// <summary>
    /// The frequency attack: the commonest encodings are taken for the commonest names. With three and more fields an
    /// encoding hardly ever occurs twice, so there is nothing to rank.
    /// </summary>
    [Fact]
    public void Encodings_RankedByFrequency_TellNothing()
    {
        var (lines, person) = MadeUpPeople.Make(1500, 12);
        var encoded = new RecordEncoder(Key(1)).Encode(MadeUpPeople.Read(lines));
        var repeated = Enumerable.Range(0, encoded.Count).GroupBy(i => Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(encoded.Row(i))))
            .Where(g => g.Select(i => person[i]).Distinct().Count() > 1).Sum(g => g.Count());
        Assert.True(repeated < encoded.Count * 0.01, $"{repeated} of {encoded.Count}");
    }

    /// <summary>
    /// Pattern mining (Christen and others 2018): bits that are always set together betray one value. The attacker knows
    /// the share of the commonest sex and looks for bits with about that share. Without folding these bits stand out by
    /// never being 0 where the value holds; folding breaks "never".
    /// </summary>
    [Fact]
    public void Encodings_MinedForPatterns_FoldingHidesTheBitsOfAValue()
    {
        var (lines, _) = MadeUpPeople.Make(1500, 13);
        var female = lines.Select(l => l.Split(',')[4] == "F").ToArray();
        var folded = Certain(new RecordEncoder(Key(1), fold: true).Encode(MadeUpPeople.Read(lines)), female);
        var plain = Certain(new RecordEncoder(Key(1), fold: false).Encode(MadeUpPeople.Read(lines)), female);
        Assert.True(plain >= 10, $"the attack must work where nothing protects: {plain}");
        Assert.True(folded <= plain / 5, $"folded {folded}, plain {plain}");

        // Bits that every record of a value has, and far from every other has.
        static int Certain(EncodedFile file, bool[] value)
        {
            var found = 0;
            for (var bit = 0; bit < RecordEncoder.Bits; bit++)
            {
                var (with, without) = (0, 0);
                for (var i = 0; i < file.Count; i++)
                    if ((file.Row(i)[bit >> 6] >> (bit & 63) & 1) != 0) { if (value[i]) with++; else without++; }
                if (with == value.Count(v => v) && without < value.Count(v => !v) * 0.9) found++;
            }

            return found;
        }
    }

    private static double Dice(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        var (shared, bits) = (0, 0);
        for (var w = 0; w < a.Length; w++)
        {
            shared += BitOperations.PopCount(a[w] & b[w]);
            bits += BitOperations.PopCount(a[w]) + BitOperations.PopCount(b[w]);
        }

        return 2.0 * shared / bits;
    }
}
