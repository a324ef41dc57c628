using System.Text;

namespace Nansen.Statistics.Tests;

/// <summary>What somebody is told whose file is no table: the line, the column, and what to do.</summary>
public sealed class FigureTableCsvTests
{
    [Theory]
    [InlineData("", "the table is empty; it must begin with the column names")]
    [InlineData("coo,persons\nSYR,ten\nAFG,5\n", "line 2: persons 'ten' is no number")]
    [InlineData("coo,persons\nSYR,5\nAFG\n", "line 3: fields: 1; the header has 2")]
    [InlineData("coo,persons\nSYR,5\nSYR,6\n", "line 3: the row SYR (by coo) stands twice")]
    [InlineData("coo,coo,persons\nSYR,AFG,5\n", "line 1: a column is named twice")]
    [InlineData("coo,persons\n\"two\nlines\",5\nAFG,\"6\n", "line 4: a quotation mark is not closed")]
    [InlineData("year,sex\n2020,F\n", "no column of figures was found; name the key columns with --keys")]
    [InlineData("\ncoo,persons\n\nSYR,ten\nAFG,5\n", "line 4: persons 'ten' is no number")]
    [InlineData("coo,persons\n\n\"two\nlines\",5\n\nAFG\n", "line 6: fields: 1; the header has 2")]
    [InlineData("opening,closing\n1,x\n", "line 2: closing 'x' is no number")]
    public void Read_NoTable_SaysWhereAndWhatToDo(string csv, string says)
    {
        using var reader = new StringReader(csv);
        Assert.StartsWith(says, Assert.Throws<FormatException>(() => FigureTableCsv.Read(reader)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coo,age,persons\nSYR,0-4,5\nSYR,5-11,c\n", "coo,age", "persons")]
    [InlineData("coo,\"persons, all\"\n\"a \"\"b\"\"\",5\n", "coo", "persons, all")]
    public void Read_ATable_FindsKeysAndFigures(string csv, string keys, string measures)
    {
        using var reader = new StringReader(csv);
        var table = FigureTableCsv.Read(reader);
        Assert.Equal((keys, measures), (string.Join(',', table.Keys), string.Join(',', table.Measures)));
    }

    [Fact]
    public void Read_NoSdmxNoReleaseNoWorkbook_SaysWhatIsWanted()
    {
        foreach (var json in new[] { "{}", """{"data":{"dataSets":[]}}""", """{"data":{"dataSets":[{"observations":{"0":[1]}}],"structures":[{}]}}""" })
            Assert.Contains("dimensions and measures at the observation", Assert.Throws<FormatException>(() => SdmxJson.Read(Bytes(json))).Message, StringComparison.Ordinal);
        Assert.StartsWith("This is no JSON", Assert.Throws<FormatException>(() => SdmxJson.Read(Bytes("{"))).Message, StringComparison.Ordinal);
        Assert.Contains("it must be JSON with number, date", Assert.Throws<FormatException>(() => Release.Read("""{"a":1}"""u8)).Message, StringComparison.Ordinal);
        Assert.StartsWith("This is no Excel workbook", Assert.Throws<FormatException>(() => Workbook.Read(Bytes("PK nothing"))).Message, StringComparison.Ordinal);
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
