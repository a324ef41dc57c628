using System.Text;

namespace Nansen.Matching.Tests;

/// <summary>Lists as offices send them: other separators, other encodings, other columns. What cannot be read aright is refused in words.</summary>
public sealed class FilesAsTheyComeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nansen-files");

    public void Dispose() => _folder.Delete(true);

    private string File(string name, string text, Encoding? encoding = null)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }

    private static string People(string separator = ",", string end = "\n") =>
        string.Concat(MadeUpPeople.Make(60, 21).Lines.Prepend("rec_id,family,given,dob,sex,place,phone").Select(l => l.Replace(",", separator, StringComparison.Ordinal) + end));

    private static string Pairs(RecordSet set) => string.Join(' ', Linker.Run(set).Matches.Select(m => $"{set.IdOf(m.Left)}+{set.IdOf(m.Right)}"));

    [Theory]
    [InlineData(";", "\n")]
    [InlineData("\t", "\n")]
    [InlineData(",", "\r\n")]
    public void Read_OtherSeparators_SamePairs(string separator, string end)
    {
        var usual = Pairs(new RecordReader().Read(File("a.csv", People())));
        Assert.NotEmpty(usual);
        Assert.Equal(usual, Pairs(new RecordReader().Read(File("b.csv", People(separator, end), new UTF8Encoding(true)))));
    }

    [Fact]
    public void Read_SeparatorWithinAColumnsName_IsNoSeparator()
    {
        var set = new RecordReader().Read(File("a.csv", "rec_id;\"given, or first\";family;given\n1;x;Duko;Mina\n"));
        Assert.Equal(["given, or first", "family", "given"], set.Compared.Select(c => c.Name));
        Assert.Equal(["given, or first", "family"], CsvTable.Read(File("b.csv", "\"given, or first\";family\nMina;Duko\n")).Header);
    }

    [Theory]
    [InlineData("\n\nrec_id,given\n1,Mina\n", "first line is empty")]
    [InlineData("rec_id,colour,shape\n1,red,round\n", "colour, shape")]
    [InlineData("rec_id|given|family\n1|Mina|Duko\n", "rec_id|given|family")]
    public void Read_HeaderThatSaysNothing_IsRefusedInWords(string text, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => new RecordReader().Read(File("a.csv", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_AnotherEncoding_IsRefusedInWords()
    {
        byte[] windows1251 = [.. "rec_id,given\n1,"u8, 0xCC, 0xE8, 0xED, 0xE0, .. "\n"u8];
        var path = Path.Combine(_folder.FullName, "1251.csv");
        System.IO.File.WriteAllBytes(path, windows1251);
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => new RecordReader().Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Assert.Throws<FormatException>(() => CsvTable.Read(path)).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Assert.Throws<FormatException>(() => new RecordReader().Read(File("16.csv", People(), Encoding.Unicode))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneDamagedLineAmongMany_IsRead()
    {
        var path = File("a.csv", People());
        System.IO.File.AppendAllBytes(path, [.. "bad,"u8, 0xCC, 0xE8, .. ",,,,,\n"u8]);
        Assert.Equal(MadeUpPeople.Make(60, 21).Lines.Count + 1, new RecordReader().Read(path).Count);
    }

    [Theory]
    [InlineData("Duko\" x,Mina")]
    [InlineData("\"Duko,Mina")]
    [InlineData("Abu \"Duko,Mina")]
    [InlineData("Duko,\"Mina")]
    public void Read_StrayQuote_LosesNoOtherRecord(string names)
    {
        var lines = MadeUpPeople.Make(600, 22).Lines;
        foreach (var at in (int[])[0, 40, lines.Count])
        {
            string[] with = [.. lines.Take(at), $"stray,{names},1980-02-03,F,,", .. lines.Skip(at)];
            var set = new RecordReader().Read(File("a.csv", "rec_id,family,given,dob,sex,place,phone\n" + string.Join('\n', with) + "\n"));
            Assert.Equal(with.Select(l => l.Split(',')[0]), Enumerable.Range(0, set.Count).Select(set.IdOf));
        }
    }

    [Fact]
    public void Read_QuotedCells_AreReadWhole()
    {
        var set = new RecordReader().Read(File("a.csv", "rec_id,given,family\n\"a\"\"1\",\"Mina, or\nNina\",Duko\nb,\"\",\"Du\"\"ko\"\n"));
        Assert.Equal(["a\"1", "b"], [set.IdOf(0), set.IdOf(1)]);
    }

    [Fact]
    public void Link_OneFileWithoutRecords_FindsNothing()
    {
        var (some, none) = (File("a.csv", People()), File("b.csv", "rec_id,family,given,dob,sex,place,phone\n"));
        foreach (var set in (RecordSet[])[new RecordReader().Read(some, none), new RecordReader().Read(none, some), new RecordReader().Read(none, none)])
        {
            var result = Linker.Run(set);
            Assert.Empty(result.Matches);
            Assert.Empty(result.Review);
            Assert.Equal(set.Count, result.Summary.Records);
        }
    }

    [Fact]
    public void Link_NothingInCommon_IsRefusedInWords()
    {
        var parts = File("a.csv", "rec_id,given,family,dob\n1,Mina,Duko,1980-02-03\n");
        Assert.Contains("place", Refused(parts, File("b.csv", "rec_id,place\n1,UTO-1\n")), StringComparison.Ordinal);
        Assert.Contains("given, family and full_name", Refused(parts, File("c.csv", "rec_id,full_name,dob\n1,Mina Duko,1980-02-03\n")), StringComparison.Ordinal);

        static string Refused(string a, string b) => Assert.Throws<FormatException>(() => new RecordReader().Read(a, b)).Message;
    }

    [Fact]
    public void Map_ColumnThatIsNotThere_IsRefused()
    {
        var reader = new RecordReader(new Dictionary<string, FieldKind>(StringComparer.OrdinalIgnoreCase) { ["nom"] = FieldKind.Family });
        Assert.Contains("nom", Assert.Throws<FormatException>(() => reader.Read(File("a.csv", People()))).Message, StringComparison.Ordinal);
        Assert.Equal(1, new RecordReader(new Dictionary<string, FieldKind> { ["nom"] = FieldKind.Family }).Read(File("b.csv", "nom\nDuko\n")).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(double.NaN)]
    public void Run_BarThatIsNoProbability_IsRefused(double bar)
    {
        var set = new RecordReader().Read(File("a.csv", People()));
        Assert.Throws<FormatException>(() => Linker.Run(set, new LinkageOptions { Bar = bar }));
        var encoded = new RecordEncoder(EncodingKey.Read(new byte[40])).Encode(set);
        Assert.Throws<FormatException>(() => PrivateLinker.Link(encoded, encoded, bar));
    }

    // Two records that only others of their cluster hold together would else stand below pairs that wait for an officer.
    [Fact]
    public void Run_EveryMatch_ReachesTheBarAndNothingUndecidedDoes()
    {
        var first = MadeUpPeople.Make(400, 23).Lines;
        var again = MadeUpPeople.Make(400, 23, secondsOnly: true).Lines;
        string[] worn = [.. first.Select(l => l.Split(',')).Select(c => $"{c[0]},{c[1][..^1]}о,{c[2][..1]},,{c[4]},,{c[6]}")];
        var result = Linker.Run(MadeUpPeople.Read([.. first, .. again.Select(l => "b" + l), .. worn.Select(l => "c" + l)]));
        Assert.NotEmpty(result.Review);
        Assert.True(result.Summary.Clusters < result.Matches.Count);
        Assert.All(result.Matches, m => Assert.True(Math.Round(m.Probability, 4) >= result.Summary.Bar));
        Assert.All(result.Review, m => Assert.True(m.Probability < result.Summary.Bar + 0.0001));
    }
}
