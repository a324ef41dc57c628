using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Nansen.Register;

/// <summary>
/// Reads the first visible sheet of a workbook (ECMA-376 part 1, sections 18.2 to 18.8) as a stream: values only, and
/// where a formula stood. A workbook is a zip of XML that somebody else made: every part has a limit, nothing is
/// resolved from outside, and no declared size is believed.
/// </summary>
internal sealed class XlsxSheet
{
    private const long MostXmlCharacters = 100_000_000;
    private const int MostParts = 2_000;
    private const int MostSharedCharacters = 100_000_000;

    private readonly string _name;
    private readonly ZipArchive _zip;
    private readonly List<string> _shared = [];
    private readonly List<bool> _dateStyles = [];
    private bool _from1904;

    private XlsxSheet(string name, ZipArchive zip) => (_name, _zip) = (name, zip);

    public static IReadOnlyList<ListRow> Read(byte[] bytes, string name)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostParts) throw new RegisterException($"{name} has more than {MostParts} parts; this is no list.");
            return new XlsxSheet(name, zip).Read();
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or FormatException or OverflowException or NotSupportedException or EndOfStreamException)
        {
            throw new RegisterException($"{name} cannot be read as a workbook: it is damaged, too large inside, or not an .xlsx file. Open it and save it again as .xlsx.", broken);
        }
    }

    private List<ListRow> Read()
    {
        var sheet = FirstSheet();
        ReadShared();
        ReadStyles();
        return ReadRows(sheet);
    }

    private string FirstSheet()
    {
        var id = "";
        using (var xml = Open("xl/workbook.xml") ?? throw new RegisterException($"{_name} is a zip archive but no .xlsx workbook."))
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") _from1904 = xml.GetAttribute("date1904") is "1" or "true";
                else if (xml.LocalName == "sheet" && id.Length == 0 && (xml.GetAttribute("state") ?? "visible") == "visible") id = Attribute(xml, "id");
            }

        using var relations = Open("xl/_rels/workbook.xml.rels") ?? throw new RegisterException($"{_name} is no complete workbook.");
        while (relations.Read())
            if (relations.NodeType == XmlNodeType.Element && relations.LocalName == "Relationship" && relations.GetAttribute("Id") == id && relations.GetAttribute("Target") is { } target)
                return target.StartsWith('/') ? target[1..] : "xl/" + target;
        throw new RegisterException($"{_name} has no visible sheet.");
    }

    // The relation id stands in a namespace of its own, which differs between the transitional and the strict form.
    private static string Attribute(XmlReader xml, string localName)
    {
        var value = "";
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == localName && xml.Prefix.Length > 0) value = xml.Value;
        xml.MoveToElement();
        return value;
    }

    private void ReadShared()
    {
        using var xml = Open("xl/sharedStrings.xml");
        if (xml is null) return;
        long characters = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
            _shared.Add(TextIn(xml, "si"));
            characters += _shared[^1].Length;
            if (characters > MostSharedCharacters) throw new InvalidDataException("Too much text.");
        }
    }

    private void ReadStyles()
    {
        using var xml = Open("xl/styles.xml");
        if (xml is null) return;
        var own = new Dictionary<int, string>();
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt") own[Whole(xml.GetAttribute("numFmtId"))] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.LocalName == "xf" && inCells)
            {
                var format = Whole(xml.GetAttribute("numFmtId"));
                // Section 18.8.30: built-in date formats; 27–36 and 50–58 are those of East Asian editions.
                _dateStyles.Add(own.TryGetValue(format, out var code) ? IsDateFormat(code) : format is (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58));
            }
        }
    }

    private static bool IsDateFormat(string code)
    {
        var inside = '\0';
        foreach (var c in code)
        {
            if (inside != '\0') inside = c == inside ? '\0' : inside;
            else if (c == '"') inside = '"';
            else if (c == '[') inside = ']';
            else if (char.ToLowerInvariant(c) is 'y' or 'd') return true;
        }

        return false;
    }

    private List<ListRow> ReadRows(string part)
    {
        using var xml = Open(part) ?? throw new RegisterException($"{_name} is no complete workbook.");
        var rows = new List<ListRow>();
        var number = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            number = xml.GetAttribute("r") is { } r ? Whole(r) : number + 1;
            if (ReadRow(xml, number) is not { } row) continue;
            rows.Add(row);
            if (rows.Count > ListFile.MostRows) throw new RegisterException($"{_name} has more than {ListFile.MostRows} rows. Split the list.");
        }

        return rows;
    }

    private ListRow? ReadRow(XmlReader xml, int number)
    {
        var cells = new List<string>();
        HashSet<int>? formulas = null;
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
                var column = xml.GetAttribute("r") is { } reference ? ColumnOf(reference) : cells.Count;
                if (column >= ListFile.MostColumns) throw new RegisterException($"{_name}, row {number}: more than {ListFile.MostColumns} columns.");
                var (text, formula) = ReadCell(xml);
                if (text.Length == 0 && !formula) continue;
                while (cells.Count <= column) cells.Add("");
                cells[column] = ListFile.Clean(text);
                if (formula) (formulas ??= []).Add(column);
            }
        }

        return cells.Exists(c => c.Length > 0) || formulas is not null ? new ListRow(number, cells, formulas ?? []) : null;
    }

    private (string Text, bool Formula) ReadCell(XmlReader xml)
    {
        var type = xml.GetAttribute("t") ?? "n";
        var style = Whole(xml.GetAttribute("s"));
        if (xml.IsEmptyElement) return ("", false);
        var (value, formula, depth) = ("", false, xml.Depth);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "f") formula = true;
            else if (xml.LocalName == "v") value = TextIn(xml, "v");
            else if (xml.LocalName == "is") value = TextIn(xml, "is");
        }

        if (value.Length > ListFile.MostCharacters) throw new RegisterException($"{_name}: a cell has more than {ListFile.MostCharacters} characters.");
        return (type switch
        {
            "s" => Whole(value) is var at && at >= 0 && at < _shared.Count ? _shared[at] : "",
            "b" => value == "1" ? "true" : "false",
            "e" => "", // an error value such as #N/A is no answer
            "d" => value.Length >= 10 ? value[..10] : value,
            "n" => Number(value, style),
            _ => value,
        }, formula);
    }

    private string Number(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return value;
        if (style >= 0 && style < _dateStyles.Count && _dateStyles[style] && number is >= 1 and < 2_958_466) return ListFile.Day(DayOf((int)number));
        return number == Math.Floor(number) && Math.Abs(number) < 1e15 ? number.ToString("0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
    }

    // Serial 60 is 29 February 1900, a day that never was (section 18.17.4.1); days before it are one off.
    private DateOnly DayOf(int serial) => _from1904 ? new DateOnly(1904, 1, 1).AddDays(serial) : new DateOnly(1899, 12, serial < 60 ? 31 : 30).AddDays(serial);

    /// <summary>All text inside an element but phonetic runs (rPh), leaving the reader on its end.</summary>
    private static string TextIn(XmlReader xml, string element)
    {
        if (xml.IsEmptyElement) return "";
        var text = new StringBuilder();
        var depth = xml.Depth;
        var phonetic = 0;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth && xml.LocalName == element))
        {
            if (xml.LocalName == "rPh" && !xml.IsEmptyElement) phonetic += xml.NodeType == XmlNodeType.Element ? 1 : xml.NodeType == XmlNodeType.EndElement ? -1 : 0;
            else if (phonetic == 0 && xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA) text.Append(xml.Value);
        }

        return text.ToString();
    }

    private XmlReader? Open(string part) => _zip.GetEntry(part) is not { } entry ? null : XmlReader.Create(entry.Open(), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = true,
        MaxCharactersInDocument = MostXmlCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (c is < 'A' or > 'Z') break;
            column = Math.Min(column * 26 + (c - 'A' + 1), 1_000_000);
        }

        return Math.Max(column - 1, 0);
    }

    private static int Whole(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
