namespace Nansen.Matching.Tests;

/// <summary>Figures on people who are held out are worth something only when nothing of them reaches what is learned.</summary>
public sealed class HeldOutTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nansen-held-out-");

    public HeldOutTests() => LabelledFolder.Write(_folder.FullName);

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void A_model_learned_without_a_file_is_the_same_whatever_its_labels_say()
    {
        var before = Learned(files => new NamedPeople(files).Without("people.csv"));
        var all = Learned(files => files);
        ShuffleLabels("people.csv", "entity_id");
        Assert.Equal(before, Learned(files => new NamedPeople(files).Without("people.csv")));
        // The labels do matter to a model that is learned from them.
        Assert.NotEqual(all, Learned(files => files));
    }

    [Theory]
    [InlineData("names.csv")]
    [InlineData("fullnames.csv")]
    public void A_model_learned_without_a_part_is_the_same_whatever_the_labels_of_that_part_say(string name)
    {
        var files = LabelledFile.Read(_folder.FullName);
        var (people, file) = (new NamedPeople(files), files.Single(f => f.Name == name));
        var (before, all) = (Learned(people.WithoutPart(0, 3)), Learned(files));
        var (match, turned) = (file.Table.Column("match"), 0);
        foreach (var row in file.Table.Rows.Where(row => people.PartOf(file, row, 3) == 0))
        {
            row[match] = row[match] == "1" ? "0" : "1";
            turned++;
        }

        Assert.True(turned > 20);
        Assert.Equal(before, Learned(people.WithoutPart(0, 3)));
        Assert.NotEqual(all, Learned(files));
    }

    [Fact]
    public void Who_is_measured_in_a_part_is_named_in_no_row_learned_from_in_any_file_and_spelling()
    {
        var files = LabelledFile.Read(_folder.FullName);
        var people = new NamedPeople(files);
        var full = files.Single(f => f.Name == "fullnames.csv");
        for (var part = 0; part < 3; part++)
        {
            var measured = full.Table.Rows.Where(row => people.PartOf(full, row, 3) == part).ToList();
            var aside = measured.Select(row => row[0]).Concat(measured.Where(row => row[4] == "1").Select(row => row[2])).ToHashSet();
            Assert.NotEmpty(aside);
            var kept = people.WithoutPart(part, 3);
            Assert.Contains(kept, f => f.Name == "people.csv" && f.Table.Rows.Count > 0);
            Assert.DoesNotContain(kept.SelectMany(f => f.Table.Rows.SelectMany(cells => cells)), aside.Contains);
        }
    }

    [Fact]
    public void A_file_left_out_takes_its_people_out_of_the_others()
    {
        var files = LabelledFile.Read(_folder.FullName);
        var named = files.Single(f => f.Name == "people.csv").Table.Rows.Select(row => row[2]).ToHashSet();
        var kept = new NamedPeople(files).Without("people.csv");
        Assert.DoesNotContain(kept, f => f.Name == "people.csv");
        Assert.DoesNotContain(kept.SelectMany(f => f.Table.Rows.SelectMany(cells => cells)), named.Contains);
    }

    [Fact]
    public void Every_set_is_measured_twice_and_always_the_same()
    {
        var (first, second) = (Measured(), Measured());
        Assert.Equal(["fullnames fullnames.csv True", "names names.csv True", "dedupe people.csv True", "private people.csv False"],
            first.Select(row => $"{row.Shipped.Kind} {row.Shipped.File} {row.HeldOut is not null}"));
        Assert.Equal(first.Select(Figures), second.Select(Figures));
        // Sounds learned from two thirds of some hundred made-up names already tell them from each other.
        Assert.True(first.Single(row => row.Shipped.Kind == "names").HeldOut!.F1 > 0.8);
    }

    [Fact]
    public void What_was_learned_is_read_again_as_it_was_written()
    {
        Learned(files => files);
        var first = ModelLearner.Read(Path.Combine(_folder.FullName, "learned"));
        var again = Path.Combine(_folder.FullName, "again");
        ModelLearner.Write(first, again);
        var (table, second) = (CsvTable.Read(Path.Combine(_folder.FullName, "names.csv")), ModelLearner.Read(again));
        Assert.Equal(NameColumns.Scores(table, (0, 1), first), NameColumns.Scores(table, (0, 1), second));
        Assert.NotEqual(NameColumns.Scores(table, (0, 1)), NameColumns.Scores(table, (0, 1), first));
        Assert.Throws<FormatException>(() => ModelLearner.Read(_folder.FullName));
    }

    private List<HeldOutRow> Measured() => [.. HeldOutEvaluation.Run(_folder.FullName)];

    private static (double, double?, double?) Figures(HeldOutRow row) => (row.Shipped.F1, row.HeldOut?.Precision, row.HeldOut?.Recall);

    private string Learned(Func<IReadOnlyList<LabelledFile>, IReadOnlyList<LabelledFile>> kept) => Learned(kept(LabelledFile.Read(_folder.FullName)));

    private string Learned(IReadOnlyList<LabelledFile> files)
    {
        var to = Path.Combine(_folder.FullName, "learned");
        ModelLearner.Write(ModelLearner.Learn(files, HeldOutEvaluation.Unlearned(MatchingModel.Shipped)), to);
        return File.ReadAllText(Path.Combine(to, "sounds.txt")) + File.ReadAllText(Path.Combine(to, "matching.json"));
    }

    private void ShuffleLabels(string name, string column)
    {
        var path = Path.Combine(_folder.FullName, name);
        var table = CsvTable.Read(path);
        var labels = table.Rows.Select(row => row[table.Column(column)]).ToArray();
        new Random(3).Shuffle(labels);
        var rows = table.Rows.Select((row, at) => string.Join(',', row.Select((cell, c) => c == table.Column(column) ? labels[at] : cell)));
        File.WriteAllLines(path, [string.Join(',', table.Header), .. rows]);
    }
}
