using System.Text.RegularExpressions;

namespace Nansen.Architecture.Tests;

/// <summary>Rules about the text of the sources; each is shown to catch what it is for.</summary>
public partial class SourceTests
{
    private const int MostLines = 400;

    [Fact]
    public void No_file_is_longer_than_four_hundred_lines() =>
        None(Repository.Sources("src", "tests", "bench"), f => TooLong(Repository.Read(f)));

    [Fact]
    public void No_test_sleeps() =>
        None(Repository.Sources("tests"), f => Sleeps(Repository.Read(f)));

    [Fact]
    public void Rows_are_written_only_by_the_folds_of_entries() =>
        None(Repository.Sources("src"), f => !MayWriteRows(f) && WritesRows(Repository.Read(f)));

    [Fact]
    public void No_namespace_is_a_block() =>
        None(Repository.Sources("src", "tests", "bench"), f => !f.Contains("/Fixture/", StringComparison.Ordinal) && BlockNamespace().IsMatch(Repository.Read(f)));

    [Fact]
    public void The_rules_catch_what_they_are_for()
    {
        Assert.True(TooLong(string.Concat(Enumerable.Repeat("x\n", MostLines + 1))));
        Assert.True(Sleeps("await Task." + "Delay(100);"));
        Assert.True(Sleeps("Thread." + "Sleep(1);"));
        Assert.True(WritesRows("tx.Execute(\"" + "update records set state='closed'\")"));
        Assert.True(WritesRows("command.CommandText = \"" + "delete from person_cards\";"));
        Assert.True(WritesRows("\"\"\"\n   " + "insert into record_links values (1)\n\"\"\""));
        Assert.False(WritesRows("// rows say: update records of the office"));
        Assert.False(WritesRows("\"select 1 from records\""));
        Assert.Matches(BlockNamespace(), "namespace Nansen.Values\n{");
    }

    // The fold of each room; the journal's own store; the sign-in tables, which hold secrets and no records (docs/architecture).
    private static bool MayWriteRows(string file) =>
        file.StartsWith("src/Nansen.Journal/", StringComparison.Ordinal)
        || Repository.Read(file).Contains(": IRowFold", StringComparison.Ordinal)
        || file.Contains("/Identity/Migrations/", StringComparison.Ordinal);

    private static void None(IEnumerable<string> sources, Func<string, bool> broken)
    {
        var found = sources.Where(broken).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static bool TooLong(string text) => text.AsSpan().Count('\n') > MostLines;

    private static bool Sleeps(string text) => Sleeping().IsMatch(text);

    private static bool WritesRows(string text) => Writing().IsMatch(text);

    [GeneratedRegex(@"\b(Thread\s*\.\s*Sleep|Task\s*\.\s*Delay)\s*\(")]
    private static partial Regex Sleeping();

    // SQL begins a string, or a line of a raw string.
    [GeneratedRegex("""("|^)\s*(insert\s+into|delete\s+from|update\s+\w+\s+set|drop\s+table|truncate)\s""", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Writing();

    [GeneratedRegex(@"^namespace\s+[\w.]+\s*\r?\n?\s*\{", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();
}
