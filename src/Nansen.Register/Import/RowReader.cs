using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Turns the cells of one row into facts, and says of each cell what is wrong with it.</summary>
internal sealed partial class RowReader(Pack pack, Form form, IReadOnlyList<ListColumn> columns, DateOnly on)
{
    // Answers that are no value (section 5.0). A list that has such a code keeps it.
    private static readonly Dictionary<string, Certainty> NoValue = new()
    {
        ["unknown"] = Certainty.Unknown,
        ["неизвестно"] = Certainty.Unknown,
        ["не_знает"] = Certainty.Unknown,
        ["dk"] = Certainty.Unknown,
        ["refused"] = Certainty.Refused,
        ["prefers_not_to_say"] = Certainty.Refused,
        ["отказ"] = Certainty.Refused,
        ["не_желает_отвечать"] = Certainty.Refused,
        ["not_asked"] = Certainty.NotAsked,
        ["не_спрашивали"] = Certainty.NotAsked,
    };

    public (IReadOnlyList<FactValue> Facts, IReadOnlyList<ImportFinding> Findings) Read(ListRow row)
    {
        var findings = new List<ImportFinding>();
        foreach (var column in columns.Where(c => row.Formulas.Contains(c.At))) findings.Add(ImportFindings.Formula(row.Number, column.Title));
        var facts = new List<FactValue>();
        foreach (var field in columns.Where(c => c.Field is not null).GroupBy(c => c.Field!))
        {
            var filled = field.Where(c => row[c.At].Length > 0 && !row.Formulas.Contains(c.At)).ToList();
            if (filled.Count > 0 && Fact(row, field.Key, filled, findings) is { } fact) facts.Add(fact);
        }

        ReadAge(row, facts, findings);
        foreach (var fact in facts)
            if (pack.FieldOf(form.Record, fact.Field) is { } field && FormRules.CheckValue(pack, field, fact, on) is { } problem)
                findings.Add(ImportFindings.Malformed(row.Number, TitleOf(field.Code), problem.Text));
        return (facts, findings);
    }

    public string TitleOf(string field) => columns.FirstOrDefault(c => c.Field?.Code == field)?.Title ?? field;

    private FactValue? Fact(ListRow row, Field field, List<ListColumn> filled, List<ImportFinding> findings)
    {
        var first = filled[0];
        var text = row[first.At];
        if (first.Kind is ColumnKind.Answer or ColumnKind.NamePart && Without(field, text) is { } none)
            return new FactValue { Field = field.Code, Certainty = none };
        return first.Kind switch
        {
            ColumnKind.NamePart => Names(row, field, filled, findings),
            ColumnKind.Cell => Cells(row, field, filled, findings),
            ColumnKind.Choice => Choices(row, field, filled),
            _ => field.Type switch
            {
                FieldType.Code or FieldType.Country => Code(row, first, ListColumns.ListOf(pack, field), text, findings) is { } code ? FactValue.Of(field.Code, code) : null,
                FieldType.Codes or FieldType.Languages => Several(row, first, field, text, findings) is { } codes ? FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(codes)) : null,
                FieldType.Nationalities => Nationalities(row, first, field, text, findings),
                FieldType.Needs => Several(row, first, field, text, findings) is { } needs ? Needs(field, needs) : null,
                FieldType.Date => Date(row, first, field, text, findings),
                FieldType.Boolean => FactValue.Of(field.Code, ListColumns.Plain(text) is "1" or "yes" or "true" or "да" ? "true" : ListColumns.Plain(text) is "0" or "no" or "false" or "нет" ? "false" : text),
                FieldType.Number => FactValue.Of(field.Code, text.Replace(',', '.')),
                FieldType.Place => FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(new JsonObject { ["text"] = text })),
                _ => FactValue.Of(field.Code, text),
            },
        };
    }

    private Certainty? Without(Field field, string text) => NoValue.TryGetValue(ListColumns.Plain(text), out var certainty)
        && ListColumns.ListOf(pack, field) is var list && (list is null || Find(list, text) is null) ? certainty : null;

    // One name a script; a column that names no script goes with the script its letters are of.
    private static FactValue? Names(ListRow row, Field field, List<ListColumn> filled, List<ImportFinding> findings)
    {
        var parts = new List<(Script Script, NamePart Part)>();
        foreach (var column in filled)
        {
            var text = row[column.At];
            var script = Scripts.Of(text);
            if (script == Script.Mixed) findings.Add(ImportFindings.MixedScripts(row.Number, column.Title, text));
            else if (column.Script is { } named && script != Script.Other && script != named) findings.Add(ImportFindings.OtherScript(row.Number, column.Title, text));
            parts.Add((column.Script ?? script, new NamePart(column.Part, text)));
        }

        int Order(NamePartKind kind) => kind switch { NamePartKind.Given => 0, NamePartKind.Patronymic => 1, NamePartKind.Family => 2, _ => 3 };
        var names = parts.GroupBy(p => p.Script).Select(g => new PersonName(g.Select(p => p.Part).OrderBy(p => Order(p.Kind)))).ToList();
        return FactValue.OfJson(field.Code, PersonNameJson.Write(names));
    }

    private FactValue? Cells(ListRow row, Field field, List<ListColumn> filled, List<ImportFinding> findings)
    {
        var one = new JsonObject();
        foreach (var column in filled)
        {
            var list = field.Columns.First(c => c.Code == column.Word).CodeList is { } code ? pack.Codes.GetValueOrDefault(code) : null;
            if (list is null) one[column.Word] = row[column.At];
            else if (Code(row, column, list, row[column.At], findings) is { } known) one[column.Word] = known;
        }

        return one.Count == 0 ? null : FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(new JsonArray(one)));
    }

    private static FactValue? Choices(ListRow row, Field field, List<ListColumn> filled)
    {
        var codes = filled.Where(c => ListColumns.Plain(row[c.At]) is "1" or "true" or "yes" or "да").Select(c => c.Word).ToList();
        if (codes.Count == 0) return null;
        return field.Type == FieldType.Needs ? Needs(field, codes) : FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(codes));
    }

    private static FactValue Needs(Field field, IReadOnlyList<string> codes) => FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(codes.Select(c => new { code = c, state = "pending_assessment" })));

    private FactValue? Nationalities(ListRow row, ListColumn column, Field field, string text, List<ImportFinding> findings)
    {
        if (ListColumns.Plain(text) is "none" or "stateless" or "нет" or "без_гражданства")
            return FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(new[] { new { state = "", grade = "none_stateless_claimed" } }));
        return Several(row, column, field, text, findings) is { } states
            ? FactValue.OfJson(field.Code, JsonSerializer.SerializeToElement(states.Select(s => new { state = s, grade = "declared" }))) : null;
    }

    private static string? Code(ListRow row, ListColumn column, CodeList? list, string text, List<ImportFinding> findings)
    {
        if (list is null || Find(list, text) is { } code && (text = code).Length > 0) return text;
        findings.Add(ImportFindings.NotInList(row.Number, column.Title, text, list));
        return null;
    }

    // Choices stand with ; or , or a line break between, or as ODK has it with a space; a name of a code may have spaces itself.
    private List<string>? Several(ListRow row, ListColumn column, Field field, string text, List<ImportFinding> findings)
    {
        var list = ListColumns.ListOf(pack, field);
        var codes = new List<string>();
        foreach (var piece in text.Split([';', '\n', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            foreach (var word in list is null || Find(list, piece) is not null ? [piece] : piece.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                if (Code(row, column, list, word, findings) is not { } code) return null;
                else if (!codes.Contains(code)) codes.Add(code);
        return codes.Count > 0 ? codes : null;
    }

    /// <summary>The code that a cell means: the code itself, its name in any language, or UNHCR's code for it (never for countries, where the two lists contradict each other).</summary>
    public static string? Find(CodeList list, string text)
    {
        if (list.Find(text) is { } exact) return exact.Code;
        var plain = ListColumns.Plain(text);
        if (plain.Length == 0) return null;
        return (list.Items.FirstOrDefault(i => string.Equals(i.Code, text, StringComparison.OrdinalIgnoreCase) || ListColumns.Plain(i.Code) == plain)
            ?? list.Items.FirstOrDefault(i => i.Title.ByLanguage.Values.Any(t => ListColumns.Plain(t) == plain))
            ?? (list.Code == "countries" ? null : list.Items.FirstOrDefault(i => i.External.Values.Any(e => string.Equals(e, text, StringComparison.OrdinalIgnoreCase)))))?.Code;
    }

    private static FactValue? Date(ListRow row, ListColumn column, Field field, string text, List<ImportFinding> findings)
    {
        var written = text.Length > 10 && text[10] is 'T' or ' ' ? text[..10] : text;
        if (PartialDate.TryParse(written, out var date)) return FactValue.Of(field.Code, date.ToString());
        if (Dotted().Match(text) is { Success: true } match)
        {
            int Part(string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            var (first, year) = (Part("first"), Part("year"));
            // Dots are written day first everywhere; strokes are not.
            if (!match.Groups["second"].Success) written = $"{year:0000}-{first:00}";
            else if (match.Groups["mark"].ValueSpan is "/" && first <= 12 && Part("second") <= 12 && first != Part("second"))
            {
                findings.Add(ImportFindings.AmbiguousDate(row.Number, column.Title, text));
                return null;
            }
            else written = match.Groups["mark"].ValueSpan is "/" && Part("second") > 12 ? $"{year:0000}-{first:00}-{Part("second"):00}" : $"{year:0000}-{Part("second"):00}-{first:00}";
            if (PartialDate.TryParse(written, out date)) return FactValue.Of(field.Code, date.ToString()) with { Original = text };
        }

        findings.Add(ImportFindings.NotADate(row.Number, column.Title, text));
        return null;
    }

    // An age said today is an interval of birth dates; a birth date, if there is one, says more.
    private void ReadAge(ListRow row, List<FactValue> facts, List<ImportFinding> findings)
    {
        if (columns.FirstOrDefault(c => c.Kind == ColumnKind.Age) is not { } column || row[column.At] is not { Length: > 0 } text) return;
        if (facts.Exists(f => f.Field == "date_of_birth" && f.HasValue)) return;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var age) || age > 125)
        {
            findings.Add(ImportFindings.NotADate(row.Number, column.Title, text));
            return;
        }

        facts.RemoveAll(f => f.Field == "date_of_birth");
        facts.Add(FactValue.Of("date_of_birth", PartialDate.OfAge(age, on).ToString()) with { Original = text });
    }

    [GeneratedRegex(@"^\s*(?<first>\d{1,2})(?<mark>[./])((?<second>\d{1,2})[./])?(?<year>\d{4})\s*$")]
    private static partial Regex Dotted();
}
