using System.Globalization;
using System.Text;
using CsCheck;

namespace Nansen.Matching.Tests;

/// <summary>Linkage of whole files.</summary>
public sealed class LinkerTests
{
    private static (double Precision, double Recall) Score(LinkResult result, List<int> person)
    {
        var right = result.Matches.Count(m => person[m.Left] == person[m.Right]);
        var all = person.GroupBy(p => p).Sum(g => g.Count() * (g.Count() - 1) / 2);
        return (right / (double)Math.Max(1, result.Matches.Count), right / (double)all);
    }

    [Fact]
    public void Run_TwoScripts_FindsTheDoubles()
    {
        var (lines, person) = MadeUpPeople.Make(1500, 1);
        var (precision, recall) = Score(Linker.Run(MadeUpPeople.Read(lines)), person);
        Assert.True(precision > 0.97 && recall > 0.93, $"precision {precision:0.000}, recall {recall:0.000}");
    }

    [Theory]
    [InlineData(2, 60_000)]
    [InlineData(3, 60_000)]
    [InlineData(5, 60_000)]
    [InlineData(2, 150)]
    [InlineData(3, 150)]
    public void Run_AnyNumberOfThreads_SamePairs(int threads, int learnFrom)
    {
        var (lines, _) = MadeUpPeople.Make(800, 2);
        var one = Linker.Run(MadeUpPeople.Read(lines), new LinkageOptions { Threads = 1, LearnFrom = learnFrom });
        var many = Linker.Run(MadeUpPeople.Read(lines), new LinkageOptions { Threads = threads, LearnFrom = learnFrom });
        Assert.Equal(one.Summary.Candidates, many.Summary.Candidates);
        Assert.Equal(one.Matches, many.Matches);
        Assert.Equal(one.Review, many.Review);
    }

    [Fact]
    public void Run_ClassesLearnedFromAPartOfTheKeys_FindsTheDoublesStill()
    {
        var (lines, person) = MadeUpPeople.Make(3000, 9);
        var (precision, recall) = Score(Linker.Run(MadeUpPeople.Read(lines), new LinkageOptions { LearnFrom = 500 }), person);
        Assert.True(precision > 0.97 && recall > 0.93, $"precision {precision:0.000}, recall {recall:0.000}");
    }

    [Fact]
    public void TryCompare_PairsLeftOnTheWay_ReachTheLeastProbabilityInNoWay()
    {
        const double least = 0.1;
        string[] names = ["Марина", "Marina", "Мария", "Murat", "Мурад", "Karim", "Керим", "Anna", "Rustam", "Рустем", "Petrova", "Петров", "Sidorov", "Petrosian", "Ali Reza", ""];
        string[] births = ["1980-03-05", "1980-05-03", "1980-01-01", "1981-03-05", "1992-11-30", "1980", ""];
        var random = new Random(8);
        string Of(string[] list) => list[random.Next(list.Length)];
        var prepared = new PreparedRecords(MadeUpPeople.Read(
            Enumerable.Range(0, 400).Select(r => $"r{r},{Of(names)},{Of(names)},{Of(names)},{Of(births)},{Of(["F", "M", ""])},{Of(["+99911111111", "+99922222222", ""])}"),
            "rec_id,family,given,patronymic,dob,sex,phone"));
        var options = new LinkageOptions();
        var comparers = Linker.Comparers(prepared, options);
        var classes = new LatentClasses(comparers[0].Attributes, options.Model);
        classes.Learn(Patterns.Count(new Blocking(prepared), comparers, 0));
        var prospects = new Prospects(classes, comparers[0].Attributes, least);
        var kept = 0;
        for (var a = 0; a < prepared.Count; a++)
            for (var b = a + 1; b < prepared.Count; b++)
            {
                var whole = classes.Match(comparers[0].Compare(a, b));
                if (comparers[^1].TryCompare(a, b, prospects, out var pattern)) Assert.Equal(whole, classes.Match(pattern));
                else Assert.True(whole < least, $"{a} and {b}");
                if (whole >= least) kept++;
            }

        Assert.True(kept > 100, $"{kept}");
    }

    [Fact]
    public void Run_TheSameSetTwice_SamePairs()
    {
        var set = MadeUpPeople.Read(MadeUpPeople.Make(300, 12).Lines);
        Assert.Equal(Linker.Run(set).Matches, Linker.Run(set).Matches);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(150)]
    public void Run_RecordsInAnotherOrder_SamePairs(int learnFrom)
    {
        var (lines, _) = MadeUpPeople.Make(600, 3);
        // Others of one day and place, who meet under no name.
        lines.AddRange(lines.Where((_, i) => i % 2 == 0).Select(l => l.Split(',')).Select(c => $"x{c[0]},{string.Concat(c[1].Reverse())},{string.Concat(c[2].Reverse())},{c[3]},{c[4]},{c[5]},").ToList());
        var shuffled = lines.ToArray();
        new Random(4).Shuffle(shuffled);
        var options = new LinkageOptions { LearnFrom = learnFrom };
        Assert.Equal(Weighed(MadeUpPeople.Read(lines), options), Weighed(MadeUpPeople.Read(shuffled), options));
    }

    /// <summary>All pairs that are written, by the marks of their records, with their probability to the last digit.</summary>
    private static List<string> Weighed(RecordSet set, LinkageOptions? options = null)
    {
        var found = Linker.Run(set, options);
        return [.. found.Matches.Concat(found.Review).Select(m => string.Create(CultureInfo.InvariantCulture,
            $"{string.Join('+', new[] { set.IdOf(m.Left), set.IdOf(m.Right) }.Order(StringComparer.Ordinal))} {m.Probability:R}")).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Run_RecordsInAnotherOrder_NamesInEachOthersPlace_SamePairs()
    {
        var random = new Random(31);
        var lines = MadeUpPeople.Make(500, 31).Lines.Select(l => l.Split(',')).Select((c, i) => string.Join(',', i % 5 == 0 ? [c[0], c[2], c[1], .. c[3..]] : c)).ToArray();
        // Three records of one person, of which any two may be joined first.
        lines = [.. lines, .. lines.Where((_, i) => i % 3 == 0).Select(l => l.Split(',')).Select(c => $"x{c[0]},{c[1]},{c[2][..^1]}{"аоу"[random.Next(3)]},{c[3][..5]}01-01,{c[4]},,")];
        var shuffled = lines.ToArray();
        random.Shuffle(shuffled);
        var (one, other) = (MadeUpPeople.Read(lines), MadeUpPeople.Read(shuffled));
        Assert.Equal(Weighed(one), Weighed(other));
    }

    [Fact]
    public void Run_OneNameInCapitalsAndInSmallLetters_WhicheverComesFirst()
    {
        const string header = "rec_id,family,given,dob,place";
        // Names of two words of which any may be like both of the other: which reading is best is settled by how they are written.
        string[] words = ["Said", "Saeed", "Salih", "Saleh", "Azeez", "Aziz", "Саид", "Салех", "Азиз", "Салиха", "Nur", "Нура"];
        var random = new Random(12);
        string Two() => $"{words[random.Next(words.Length)]} {words[random.Next(words.Length)]}";
        var lines = Enumerable.Range(0, 1500).Select(i => $"r{i},{(random.Next(2) == 0 ? Two() : Two().ToUpperInvariant())},{words[random.Next(words.Length)]},{1980 + random.Next(20)}-0{1 + random.Next(9)}-1{random.Next(10)},UTO-{random.Next(5)}").ToList();
        var there = Weighed(MadeUpPeople.Read(lines, header));
        Symmetric(MadeUpPeople.Read(lines, header));
        lines.Reverse();
        Assert.NotEmpty(there);
        Assert.Equal(there, Weighed(MadeUpPeople.Read(lines, header)));

        static void Symmetric(RecordSet set)
        {
            var prepared = new PreparedRecords(set);
            var (comparer, other) = (new PairComparer(prepared, MatchingModel.Shipped), new PairComparer(prepared, MatchingModel.Shipped));
            for (var a = 0; a < set.Count; a++)
                for (var b = a + 1; b < set.Count; b += 7)
                    Assert.Equal(comparer.Compare(a, b), other.Compare(b, a));
        }
    }

    [Fact]
    public void Run_TwoFilesInEitherOrder_SamePairs()
    {
        var first = Write(MadeUpPeople.Make(500, 5).Lines.Select(l => "a" + l));
        var second = Write(MadeUpPeople.Make(500, 5, secondsOnly: true).Lines.Select(l => "b" + l));
        try
        {
            var (there, back) = (Pairs(first, second), Pairs(second, first));
            Assert.NotEmpty(there);
            Assert.Equal(there, back);
            Assert.All(there, p => Assert.True(p.Contains('a', StringComparison.Ordinal) && p.Contains('b', StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(first);
            File.Delete(second);
        }

        static List<string> Pairs(string a, string b) => Weighed(new RecordReader().Read(a, b));

        static string Write(IEnumerable<string> lines)
        {
            var path = Path.GetTempFileName();
            File.WriteAllLines(path, ["rec_id,family,given,dob,sex,place,phone", .. lines]);
            return path;
        }
    }

    [Fact]
    public void Run_TheTruthColumns_AreNotLookedAt()
    {
        var set = MadeUpPeople.Read(["r1,e1,h1,Olaf,Berg", "r2,e1,h1,Zarina,Duko"], "rec_id,entity_id,household_id,given,family");
        Assert.Equal(["given", "family"], set.Compared.Select(c => c.Name));
        Assert.Empty(Linker.Run(set).Matches);
    }

    [Fact]
    public void Run_TwinsOfOneHousehold_StayApart()
    {
        var (lines, person) = MadeUpPeople.Make(600, 6);
        lines.Add("t1,Лесучо,Мина,1999-04-17,F,UTO-3,+99912345678");
        lines.Add("t2,Лесучо,Рати,1999-04-17,F,UTO-3,+99912345678");
        person.AddRange([9001, 9002]);
        Assert.DoesNotContain(Linker.Run(MadeUpPeople.Read(lines)).Matches, m => person[m.Left] >= 9001 || person[m.Right] >= 9001);
    }

    [Theory]
    [InlineData("all of one birth date")]
    [InlineData("one household")]
    [InlineData("one name")]
    [InlineData("empty cells")]
    [InlineData("names of ten thousand letters")]
    [InlineData("marks of direction and mixed scripts")]
    public void Run_HostileFiles_EndsWithFewPairs(string what)
    {
        var random = new Random(8);
        var lines = Enumerable.Range(0, 6000).Select(i => what switch
        {
            "all of one birth date" => $"r{i},{Word()},{Word()},1980-05-05,F,,",
            "one household" => $"r{i},Berg,{Word()},{1950 + i % 60}-{1 + i % 12:00}-{1 + i % 28:00},F,UTO-1,+99911111111",
            "one name" => $"r{i},Berg,Olaf,{1950 + i % 60}-{1 + i / 60 % 12:00}-{1 + i / 720 % 28:00},M,,",
            "names of ten thousand letters" => i < 60 ? $"r{i},{string.Concat(Enumerable.Repeat(Word(), 1250))},{Word()},1980-05-05,F,," : $"r{i},{Word()},{Word()},,,,",
            "marks of direction and mixed scripts" => $"r{i},\u202Bحسن\u200F{Word()},Мaр\u0301и{Word()},{1950 + i % 60}-01-01,F,,",
            _ => $"r{i},,,,,,",
        });
        Assert.InRange(Linker.Run(MadeUpPeople.Read(lines)).Summary.Candidates, 0, 6000 * 600);

        string Word() => string.Concat(Enumerable.Range(0, 4).Select(_ => "abdegiklmnorstuz"[random.Next(16)].ToString() + "aeiou"[random.Next(5)]));
    }

    [Fact]
    public void Read_AnyBytes_NeverFailsOtherwiseThanByFormat() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        try
        {
            Linker.Run(new RecordReader().Read(new MemoryStream([.. Encoding.UTF8.GetBytes("name,dob\n"), .. bytes]), "fuzz"));
        }
        catch (FormatException)
        {
        }
    }, iter: 400);

    private static IEnumerable<int> Codes(RecordSet set, int column) =>
        set.Pieces.SelectMany(p => Enumerable.Range(0, p.Count).Select(i => p.Codes[i * p.Width + column]));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Read_InPieces_SameNumbersAsInOneGo(int pieces) => Gen.Char["aaabbcc,,\"\n\r \u0436"].Array[0, 300].Sample(letters =>
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "rec_id,given,family,dob\n" + new string(letters));
            var one = new RecordReader { Pieces = 1, Large = 0 }.Read(path);
            var many = new RecordReader { Pieces = pieces, Large = 0 }.Read(path);
            Assert.Equal(one.Count, many.Count);
            for (var c = 0; c < one.Columns.Count; c++)
            {
                Assert.Equal(Codes(one, c).Select(one.Columns[c].Values.Text), Codes(many, c).Select(many.Columns[c].Values.Text));
                Assert.Equal(Codes(one, c), Codes(many, c));
            }

            Assert.Equal(Enumerable.Range(0, one.Count).Select(one.IdOf), Enumerable.Range(0, many.Count).Select(many.IdOf));
        }
        finally
        {
            File.Delete(path);
        }
    }, iter: 150);

    [Fact]
    public void Read_NoHeader_SaysSo() =>
        Assert.Contains("header", Assert.Throws<FormatException>(() => new RecordReader().Read(new MemoryStream(), "empty.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Model_WrittenAndRead_IsTheSame() => Assert.Equal(MatchingModel.Shipped.Write(), MatchingModel.Read(MatchingModel.Shipped.Write()).Write());

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("{\"names\":{\"bias\":1}}")]
    public void Model_NotAModel_IsRefusedInWords(string json) => Assert.Throws<FormatException>(() => MatchingModel.Read(json));
}
