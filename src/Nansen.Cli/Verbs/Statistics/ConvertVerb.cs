using System.CommandLine;
using System.Text;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary><c>nansen statistics convert</c>: a table from one form into another.</summary>
internal static class ConvertVerb
{
    private static readonly string[] Forms = ["csv", "hxl", "xlsx", "sdmx-csv", "sdmx-json"];

    public static Command Convert()
    {
        var file = new Argument<string>("TABLE") { Description = "CSV (also with HXL tags), .xlsx, SDMX-CSV 2.0 or SDMX-JSON 2.0; known by its content." };
        var to = new Option<string>("--to") { Description = string.Join(", ", Forms), Required = true };
        var output = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var keys = new Option<string>("--keys") { Description = "The key columns with commas, when they are not plain from their names." };
        var command = new Command("convert", "Writes a table in another form.") { file, to, output, keys };
        command.SetAction(r => StatisticsOutput.Write(_ =>
        {
            var form = r.GetValue(to)!;
            if (!Forms.Contains(form)) throw new FormatException($"--to '{form}' must be one of {string.Join(", ", Forms)}.");
            Write(Read(r.GetValue(file)!, r.GetValue(keys)?.Split(',', StringSplitOptions.TrimEntries)), form, r.GetValue(output)!);
        }));
        return command;
    }

    private static FigureTable Read(string path, string[]? keys)
    {
        using var stream = File.OpenRead(path);
        Span<byte> begins = stackalloc byte[4];
        begins = begins[..stream.ReadAtLeast(begins, begins.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        try
        {
            if (Workbook.Begins(begins) || Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)) return Workbook.Read(stream, keys);
            if (begins.StartsWith("{"u8)) return SdmxJson.Read(stream);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, true));
            var text = reader.ReadToEnd();
            using var again = new StringReader(text);
            return text.StartsWith("STRUCTURE", StringComparison.Ordinal) ? SdmxCsv.Read(again, keys?.Length) : HxlCsv.Read(again, keys);
        }
        catch (Exception wrong) when (wrong is FormatException or DecoderFallbackException)
        {
            throw new FormatException($"{path}: {(wrong is FormatException ? wrong.Message : "the file is not UTF-8; save it as UTF-8 and try again")}", wrong);
        }
    }

    private static void Write(FigureTable table, string form, string path)
    {
        using var stream = File.Create(path);
        if (form == "xlsx")
        {
            Workbook.Write(table, stream);
            return;
        }

        using var writer = new StreamWriter(stream);
        if (form == "csv") table.WriteCsv(writer);
        else if (form == "hxl") HxlCsv.Write(table, writer);
        else if (form == "sdmx-csv") SdmxCsv.Write(table, SdmxDataflow.Account, writer);
        else writer.Write(SdmxJson.Write(table, SdmxDataflow.Account, Path.GetFileNameWithoutExtension(path).Replace(' ', '-'), DateTimeOffset.UtcNow).ToJsonString());
    }
}
