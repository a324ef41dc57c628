using System.IO.Compression;
using System.Text;

namespace Nansen.Register.Tests;

/// <summary>Registration lists of synthetic people, as CSV and as workbooks.</summary>
internal static class Lists
{
    public const string Header = "group,external_id,relationship,given_latn,family_latn,given_cyrl,family_cyrl,date_of_birth,sex_recorded,nationalities,country_of_origin,population_group,languages,arrival_date,current_address,no_disclosure_to,fear_of_return,unaccompanied_separated,information_notice_language,information_notice_method";

    public static string Person(string group, string id, string relationship, string given, string family, string born, string sex = "F", string child = "", string origin = "SYR") =>
        $"{group},{id},{relationship},{given},{family},,,{born},{sex},{origin},{origin},asylum_seeker,ara rus,2026-02-27,Reception centre,{origin},yes,{child},rus,oral";

    public static string Family(string group = "1") => string.Join('\n',
        Person(group, group + "-1", "focal_point", "Amina", "Testova", "1990-05-03"),
        Person(group, group + "-2", "child", "Karim", "Testov", "2015-01", "M", "with_family"));

    public static string Csv(params string[] rows) => Header + "\n" + string.Join('\n', rows) + "\n";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static async Task<ImportStaging> StageAsync(this TestNode test, byte[] list, string name = "list.csv", string form = "registration_emergency")
    {
        using var content = new MemoryStream(list);
        return Assert.IsType<ImportStaging>(await test.Node.Lists.StageAsync(content, name, new ListToImport(test.As("registration_officer"), TestNode.Office, form)));
    }

    public static Task<ImportStaging> StageAsync(this TestNode test, string csv) => test.StageAsync(Utf8(csv));

    public static async Task<ImportResult> ImportAsync(this TestNode test, string csv) =>
        Assert.IsType<ImportResult>(await test.Node.Imports.CommitAsync(test.As("registration_officer"), await test.StageAsync(csv)));

    public static async Task<long> IndividualsAsync(this TestNode test) => (await test.Room.Rows.CountsAsync()).GetValueOrDefault("individual");

    /// <summary>A workbook of one sheet, its parts as given; a part may be replaced by anything.</summary>
    public static byte[] Workbook(string sheetData, string? shared = null, string? styles = null, string? workbook = null)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
        {
            void Part(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(xml);
            }

            const string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
            Part("xl/workbook.xml", workbook ?? $"<workbook {main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"hidden\" sheetId=\"2\" state=\"hidden\" r:id=\"rId9\"/><sheet name=\"list\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"t\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            if (shared is not null) Part("xl/sharedStrings.xml", shared);
            if (styles is not null) Part("xl/styles.xml", styles);
            Part("xl/worksheets/sheet1.xml", $"<worksheet {main}><sheetData>{sheetData}</sheetData></worksheet>");
        }

        return memory.ToArray();
    }

    /// <summary>The same list as a sheet of inline strings.</summary>
    public static string Rows(string csv, int from = 1) => string.Concat(csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((line, i) =>
        $"<row r=\"{from + i}\">{string.Concat(line.Split(',').Select((cell, c) => $"<c r=\"{(char)('A' + c)}{from + i}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>"));
}
