using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Nansen.Statistics.Tests;

public sealed class ExchangeTests
{
    private static readonly FigureTable Account = new(["year", "coo", "sex", "age"], ["opening", "in_applied", "aged_in", "aged_out", "closing"],
    [
        new(["2023", "SYR", "F", "0-4"], [0, 2, 0, 0, 2]), new(["2023", "SYR", "F", "60+"], [0, 1, 0, 0, 1]),
        new(["2024", "SYR", "F", "0-4"], [2, 0, 0, 1, 1]), new(["2024", "SYR", "U", "unknown"], [null, null, 0, 0, null]),
    ]);

    [Fact]
    public void SdmxCsv_OfAnAccount_ReadsBackTheSame()
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        SdmxCsv.Write(Account, SdmxDataflow.Account, text);
        Assert.StartsWith("STRUCTURE,STRUCTURE_ID,ACTION,TIME_PERIOD,COO,SEX,AGE,OPENING,IN_APPLIED,AGED_IN,AGED_OUT,CLOSING\n"
            + "dataflow,NANSEN:DF_ACCOUNT(1.0),R,2023,SYR,F,Y0T4,0,2,0,0,2\n", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("2024,SYR,U,_U,NaN,NaN,0,0,NaN\n", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(Account.ToCsv(), SdmxCsv.Read(new StringReader(text.ToString())).ToCsv());
    }

    public static TheoryData<string> Tables => ["account", "empty", "odd names", "published"];

    [Theory]
    [MemberData(nameof(Tables))]
    public void SdmxJson_OfAnyTable_FitsThePublicSchemaAndReadsBackTheSame(string which)
    {
        var table = Table(which);
        var message = SdmxJson.Write(table, SdmxDataflow.Account, "таблица 1.csv", new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));
        Assert.Empty(SdmxJsonRules.Broken(message));
        Assert.Equal("2025-01-02T03:04:05+00:00", (string?)message["meta"]!["prepared"]);
        Assert.Equal(table.ToCsv(), SdmxJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(message.ToJsonString()))).ToCsv());
    }

    public static TheoryData<string, Action<JsonNode>> Mistakes => new()
    {
        { "meta/id", m => m["meta"]!["id"] = "a b" },
        { "meta/prepared", m => m["meta"]!["prepared"] = "yesterday" },
        { "meta/sender", m => m["meta"]!.AsObject().Remove("sender") },
        { "structure/dimensions", m => m["data"]!["structures"]![0]!.AsObject().Remove("dimensions") },
        { "structure/measures: member", m => m["data"]!["structures"]![0]!["measures"]!["series"] = new JsonArray() },
        { "dimension/id", m => m["data"]!["structures"]![0]!["dimensions"]!["observation"]![0]!["id"] = "1st" },
        { "dimension/values", m => m["data"]!["structures"]![0]!["dimensions"]!["observation"]![0]!["values"] = new JsonArray() },
        { "dimension/values/value", m => m["data"]!["structures"]![0]!["dimensions"]!["observation"]![1]!["values"]![0]!.AsObject().Remove("name") },
        { "twice", m => m["data"]!["structures"]![0]!["measures"]!["observation"]![1] = m["data"]!["structures"]![0]!["measures"]!["observation"]![0]!.DeepClone() },
        { "measure/id", m => m["data"]!["structures"]![0]!["measures"]!["observation"]![0]!["id"] = "rec%" },
        { "dataSet/links", m => m["data"]!["dataSets"]![0]!.AsObject().Remove("links") },
        { "dataSet/action", m => m["data"]!["dataSets"]![0]!["action"] = "R" },
        { "dataSet/observations", m => m["data"]!["dataSets"]![0]!["observations"]!["x"] = new JsonArray(1) },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void SdmxJson_BrokenMessage_IsCaught(string rule, Action<JsonNode> mistake)
    {
        var message = SdmxJson.Write(Account, SdmxDataflow.Account, "release-1", DateTimeOffset.UnixEpoch);
        mistake(message);
        Assert.Contains(rule, SdmxJsonRules.Broken(message));
    }

    private static FigureTable Table(string which) => which switch
    {
        "empty" => Account with { Rows = [] },
        "odd names" => new FigureTable(["Регион", "5-year group"], ["Persons", "rec%"], [new(["Север и юг", "a/b"], [1.5m, null])]),
        "published" => PublishedFigures.Shipped.Totals(["coa", "year"]),
        _ => Account,
    };

    [Fact]
    public void HxlCsv_OfAnAccount_HasTagsAndReadsBackTheSame()
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        HxlCsv.Write(Account, text);
        Assert.Equal("#date+year,#country+code+origin,#indicator+sex,#indicator+age,#affected+opening,#affected+in_applied,#affected+aged_in,#affected+aged_out,#affected+closing",
            text.ToString().Split('\n')[1]);
        Assert.Equal(Account.ToCsv(), HxlCsv.Read(new StringReader(text.ToString())).ToCsv());
    }

    [Fact]
    public void Workbook_IsKnownByItsBeginning_AndATableThatBeginsWithTheSameLetterIsNone()
    {
        using var stream = new MemoryStream();
        Workbook.Write(Account, stream);
        Assert.True(Workbook.Begins(stream.ToArray()));
        foreach (var text in new[] { "", "P", "Period,persons\n", "PKT,persons\n" }) Assert.False(Workbook.Begins(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Read_KeyColumnsOfDigitsThatAreNamed_AreKeysInEveryForm()
    {
        const string Csv = "district,persons\n101,7\n102,\n";
        string[] keys = ["district"];
        var table = HxlCsv.Read(new StringReader(Csv), keys);
        Assert.Equal(keys, table.Keys);
        using var workbook = new MemoryStream();
        Workbook.Write(table, workbook);
        workbook.Position = 0;
        Assert.Equal(Csv, Workbook.Read(workbook, keys).ToCsv());
        var sdmx = new StringWriter();
        SdmxCsv.Write(table, SdmxDataflow.Account, sdmx);
        Assert.Equal(Csv, SdmxCsv.Read(new StringReader(sdmx.ToString()), keys.Length).ToCsv());
    }

    [Fact]
    public void Workbook_OfAnAccount_ReadsBackTheSame()
    {
        using var stream = new MemoryStream();
        Workbook.Write(Account, stream, new Dictionary<string, string> { ["source"] = "test" });
        stream.Position = 0;
        Assert.Equal(Account.ToCsv(), Workbook.Read(stream).ToCsv());
    }

    [Fact]
    public void Read_AnyBytes_FailsOnlyInItsOwnWords() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        foreach (var read in new Action[]
        {
            () => SdmxJson.Read(new MemoryStream(bytes)), () => Workbook.Read(new MemoryStream(bytes)),
            () => SdmxCsv.Read(new StringReader(Encoding.Latin1.GetString(bytes))), () => HxlCsv.Read(new StringReader(Encoding.Latin1.GetString(bytes))),
        })
        {
            var wrong = Record.Exception(read);
            Assert.True(wrong is null or FormatException, wrong?.ToString());
        }
    }, iter: 500);

    [Fact]
    public void Csv_FieldsWithAnything_ReadBackTheSame() => Gen.Char["ab,\"\n 1"].Array[0, 6].Select(c => new string(c)).Array[2, 5].Sample(fields =>
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Csv.WriteLine(text, fields);
        if (fields.All(f => f.Length == 0)) return;
        Assert.Equal(fields, Assert.Single(Csv.Read(new StringReader(text.ToString()))));
    });
}
