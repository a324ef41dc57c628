using System.Globalization;
using System.Text;
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

    [Fact]
    public void SdmxJson_OfAnAccount_ReadsBackTheSameAndHasWhatTheSchemaRequires()
    {
        var message = SdmxJson.Write(Account, SdmxDataflow.Account, "release-1", new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var set = message["data"]!["dataSets"]![0]!;
        Assert.NotNull(set["links"]);
        Assert.Equal("2025-01-02T03:04:05+00:00", (string?)message["meta"]!["prepared"]);
        Assert.All(message["data"]!["structures"]![0]!["dimensions"]!["observation"]!.AsArray(), d =>
        {
            Assert.NotNull(d!["keyPosition"]);
            Assert.All(d["values"]!.AsArray(), v => Assert.True((v!["id"] is not null && v["name"] is not null) || v["value"] is not null));
        });
        Assert.Equal(Account.ToCsv(), SdmxJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(message.ToJsonString()))).ToCsv());
    }

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
