using System.IO.Compression;
using System.Text;
using CsCheck;
using Nansen.Values;

namespace Nansen.Register.Tests;

public class ListFileTests
{
    private const string Styles = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"dd/mm/yyyy;@\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";

    [Fact]
    public void Read_DateCells_GivesDaysAsWritten()
    {
        var rows = Read(Lists.Workbook("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>32996</v></c><c r=\"B1\" s=\"2\"><v>1</v></c><c r=\"C1\" s=\"2\"><v>61</v></c><c r=\"D1\"><v>380671234567</v></c><c r=\"E1\" t=\"b\"><v>1</v></c><c r=\"F1\" t=\"e\"><v>#N/A</v></c></row>", styles: Styles));
        Assert.Equal(["1990-05-03", "1900-01-01", "1900-03-01", "380671234567", "true"], rows[0].Cells);
    }

    [Fact]
    public void Read_SharedAndRichStrings_GivesTheirTextWithoutPhoneticRuns()
    {
        const string shared = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><r><t>Ами</t></r><r><t>на</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si><si><t xml:space=\"preserve\"> \u200FКарим\u202C </t></si></sst>";
        var rows = Read(Lists.Workbook("<row r=\"5\"><c r=\"A5\" t=\"s\"><v>0</v></c><c r=\"C5\" t=\"s\"><v>1</v></c><c r=\"D5\" t=\"s\"><v>77</v></c></row>", shared));
        Assert.Equal(5, rows[0].Number);
        Assert.Equal(["Амина", "", "Карим"], rows[0].Cells);
    }

    [Fact]
    public async Task A_formula_is_no_answer()
    {
        await using var test = await TestNode.StartAsync();
        var sheet = Lists.Rows(Lists.Csv(Lists.Person("1", "1", "focal_point", "Amina", "Testova", "1990"))).Replace("<is><t>Amina</t></is>", "<f>HYPERLINK(\"x\")</f><v>Amina</v>").Replace("D2\" t=\"inlineStr\"", "D2\" t=\"str\"");
        var finding = Assert.Single((await test.StageAsync(Lists.Workbook(sheet), "list.xlsx")).Findings);
        Assert.Equal((2, "given_latn", "formula"), (finding.Row, finding.Column, finding.Code));
        var csv = await test.StageAsync(Lists.Csv(Lists.Person("1", "1", "focal_point", "=cmd()", "Testova", "1990")));
        Assert.Equal("formula", Assert.Single(csv.Findings).Code);
    }

    [Fact]
    public async Task Titles_above_the_header_and_Kobo_group_names_and_Russian_labels_are_understood()
    {
        await using var test = await TestNode.StartAsync();
        const string header = "семья,_uuid,родство,bio/names_given,bio/names_family,Дата рождения,bio/sex_recorded,Гражданство,Country of origin,Категория лиц,languages/rus,languages/ara,travel/arrival_date,Нынешний адрес,no_disclosure_to,fear_of_return,information_notice_language,Уведомление об обработке данных: Способ,_submission_time,formhub/uuid";
        var csv = "Биография,,,,,,,Origin\n" + header + "\n7,u-1,Контактное лицо группы,Амина,Тестова,03.05.1990,Женский,Syrian Arab Republic;IRQ,SYR,Лицо\u00A0ищущее убежище,1,0,2026-02-27,Центр,SYR,Да,русский,Устно,x,y\n";
        csv = csv.Replace("Syrian Arab Republic", test.Node.Pack.Codes["countries"].Find("SYR")!.Title.In("en"), StringComparison.Ordinal);
        var staging = await test.StageAsync(csv);
        Assert.Empty(staging.Findings.Select(f => $"{f.Column} {f.Code} {f.Message}"));
        var person = staging.Groups.Single().Persons.Single();
        Assert.Equal((3, "Амина Тестова", "u-1", "focal_point"), (person.Row, person.Name, person.ExternalId, person.Relationship));
        Assert.Equal("""["rus"]""", person.Facts.Single(f => f.Field == "languages").Value.GetRawText());
        Assert.Equal(2, person.Facts.Single(f => f.Field == "nationalities").Value.GetArrayLength());
        Assert.Equal("1990-05-03", person.Facts.Single(f => f.Field == "date_of_birth").Text);
        Assert.Equal(1, (await test.ImportAsync(csv)).Persons);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-8", false)]
    [InlineData("windows-1251", false)]
    public void Read_CyrillicText_IsUnderstoodInItsEncoding(string name, bool mark)
    {
        var encoding = name == "windows-1251" ? CodePagesEncodingProvider.Instance.GetEncoding(1251)! : Encoding.GetEncoding(name);
        var text = "имя;фамилия\r\nАмина;Тестова\r\n";
        Assert.Equal(["Амина", "Тестова"], Read([.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)])[1].Cells);
    }

    [Theory]
    [InlineData(20866, "имя;фамилия\nАмина;Тестова\n")]
    [InlineData(866, "имя;фамилия\nАмина;Тестова\n")]
    [InlineData(1252, "given;family\nJosé;Muñoz\n")]
    public void Read_OtherEncoding_IsRefusedAndNotGuessed(int page, string text)
    {
        var refused = Assert.Throws<RegisterException>(() => Read(CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(text)));
        Assert.Contains("UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 broken")]
    [InlineData("a,b\n\"never closed\n")]
    [InlineData("only one column\n1\n")]
    [InlineData("\u0001\u0002\0\u0003")]
    public async Task Unreadable_files_are_refused_in_one_sentence(string text)
    {
        await using var test = await TestNode.StartAsync();
        var refused = await Assert.ThrowsAsync<RegisterException>(() => test.StageAsync(Encoding.Latin1.GetBytes(text)));
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Read_ZipBomb_IsRefusedWithoutUnpackingIt()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
        {
            using (var part = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open())) part.Write("<workbook xmlns:r=\"r\"><sheets><sheet r:id=\"a\"/></sheets></workbook>");
            using (var part = new StreamWriter(zip.CreateEntry("xl/_rels/workbook.xml.rels").Open())) part.Write("<Relationships><Relationship Id=\"a\" Target=\"s.xml\"/></Relationships>");
            using var sheet = new StreamWriter(zip.CreateEntry("xl/s.xml", CompressionLevel.SmallestSize).Open());
            sheet.Write("<worksheet><sheetData>");
            var row = "<row>" + string.Concat(Enumerable.Repeat("<c t=\"str\"><v>a</v></c>", 300)) + "</row>";
            for (var i = 0; i < 20_000; i++) sheet.Write(row);
        }

        Assert.True(memory.Length < 2_000_000);
        Assert.Throws<RegisterException>(() => Read(memory.ToArray()));
    }

    [Fact]
    public void Read_EntitiesFromOutside_AreRefused()
    {
        var workbook = Lists.Workbook("", workbook: "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><workbook>&x;</workbook>");
        Assert.Throws<RegisterException>(() => Read(workbook));
    }

    [Fact]
    public void Read_TooManyRows_IsRefused() =>
        Assert.Throws<RegisterException>(() => Read(Lists.Utf8("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", ListFile.MostRows + 1)))));

    [Theory]
    [InlineData("05/03/1978", "ambiguous_date", null)]
    [InlineData("25/03/1978", null, "1978-03-25")]
    [InlineData("03.05.1978", null, "1978-05-03")]
    [InlineData("05.1978", null, "1978-05")]
    [InlineData("1978", null, "1978")]
    [InlineData("1978-05-03T00:00:00", null, "1978-05-03")]
    [InlineData("31.02.1978", "not_a_date", null)]
    [InlineData("неизвестно", null, "")]
    public async Task Dates_are_read_as_far_as_they_are_known(string written, string? finding, string? date)
    {
        await using var test = await TestNode.StartAsync();
        var staging = await test.StageAsync(Lists.Csv(Lists.Person("1", "1", "focal_point", "Amina", "Testova", written)));
        Assert.Equal(finding, staging.Findings.SingleOrDefault()?.Code);
        if (date is null) return;
        var fact = staging.Groups[0].Persons[0].Facts.Single(f => f.Field == "date_of_birth");
        Assert.Equal((date, date.Length == 0 ? Certainty.Unknown : Certainty.Certain), (fact.Text, fact.Certainty));
    }

    [Fact]
    public void Read_AnyBytes_GivesRowsOrARefusal() => Gen.OneOf(
            Gen.Byte.Array[0, 400],
            Gen.Byte.Array[0, 60].Select(b => (byte[])[0x50, 0x4B, 3, 4, .. b]),
            Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte, (at, value) => { var copy = Whole.ToArray(); copy[at] = value; return copy; }))
        .Sample(bytes =>
        {
            try
            {
                Read(bytes);
            }
            catch (RegisterException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }, iter: 2000);

    private static readonly byte[] Whole = Lists.Workbook(Lists.Rows(Lists.Csv(Lists.Family())), "<sst><si><t>a</t></si></sst>", Styles);

    private static IReadOnlyList<ListRow> Read(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return ListFile.Read(content, "list");
    }
}
