using System.Text;
using MiniExcelLibs;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>An empty list for a form: its columns with one row of a made-up person, what each column asks, and all codes.</summary>
public static class ListTemplate
{
    // A plainly made-up person, for what the form asks; the rest of the row stays empty.
    private static readonly Dictionary<string, string> Example = new()
    {
        ["group"] = "1",
        ["external_id"] = "EXAMPLE-1",
        ["relationship"] = "focal_point",
        ["given_latn"] = "Example",
        ["family_latn"] = "Specimen",
        ["given_cyrl"] = "Пример",
        ["family_cyrl"] = "Образцов",
        ["date_of_birth"] = "1980-05",
        ["sex_recorded"] = "F",
        ["nationalities"] = "UTO",
        ["country_of_origin"] = "UTO",
        ["population_group"] = "asylum_seeker",
        ["languages"] = "eng rus",
        ["arrival_date"] = "2026-01-15",
        ["current_address"] = "Reception centre",
        ["no_disclosure_to"] = "UTO",
        ["fear_of_return"] = "unsure",
        ["information_notice_language"] = "eng",
        ["information_notice_method"] = "oral_interpreter",
        ["information_notice_version"] = "1",
        ["information_notice_date"] = "2026-01-15",
    };

    private static readonly string[] NameScripts = ["latn", "cyrl", "arab"];
    private static readonly string[] NameParts = ["given", "patronymic", "family"];
    private static readonly string[] Kept = ["group", "relationship", "external_id", "external_system"];

    /// <summary>Writes the workbook.</summary>
    public static void Write(Stream to, Pack pack, string form)
    {
        var columns = Columns(pack, form);
        to.SaveAs(new Dictionary<string, object>
        {
            ["list"] = new[] { columns.ToDictionary(c => c.Title, c => (object)ExampleOf(pack, c.Title)) },
            ["columns"] = columns.Select(c => new Dictionary<string, object> { ["column"] = c.Title, ["question"] = c.Label.In("en"), ["вопрос"] = c.Label.In("ru"), ["needed"] = c.Needed ? "yes" : "", ["codes"] = c.List?.Code ?? "" }).ToList(),
            ["codes"] = columns.Where(c => c.List is not null).Select(c => c.List!).DistinctBy(l => l.Code).SelectMany(l => l.Items.Select(i => new Dictionary<string, object>
            {
                ["list"] = l.Code,
                ["code"] = i.Code,
                ["name"] = i.Title.In("en"),
                ["название"] = i.Title.In("ru"),
            })).ToList(),
        });
    }

    /// <summary>Writes the list alone as comma-separated text, UTF-8 with the mark by which spreadsheets know it.</summary>
    public static void WriteCsv(Stream to, Pack pack, string form)
    {
        var columns = Columns(pack, form);
        using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        text.WriteLine(string.Join(',', columns.Select(c => c.Title)));
        // No code or example needs quotes.
        text.WriteLine(string.Join(',', columns.Select(c => ExampleOf(pack, c.Title))));
    }

    private static List<Column> Columns(Pack pack, string form)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (!pack.Forms.TryGetValue(form, out var asked) || asked.Record != "individual" || asked.Level is null)
            throw new RegisterException($"There is no registration form '{form}'; there are {string.Join(", ", pack.Forms.Values.Where(f => f.Record == "individual" && f.Level is not null).Select(f => f.Code))}.");
        return [.. Columns(pack, asked)];
    }

    private static string ExampleOf(Pack pack, string title) => Example.GetValueOrDefault(title) is not { } example ? ""
        : example == "UTO" && pack.Codes["countries"].Find(example) is null ? pack.Codes["countries"].Items[0].Code : example;

    private sealed record Column(string Title, LocalText Label, bool Needed, CodeList? List);

    private static IEnumerable<Column> Columns(Pack pack, Form form)
    {
        yield return new(Kept[0], Say("Rows with one group are registered together", "Строки одной группы регистрируются вместе"), false, null);
        yield return new(Kept[1], Say("Relationship to the focal point of the group", "Отношение к контактному лицу группы"), true, pack.Codes["relationships"]);
        yield return new(Kept[2], Say("The list's own number of the person; importing it again adds nothing", "Номер лица в самом списке; повторный импорт ничего не добавляет"), false, null);
        yield return new(Kept[3], Say("System the number is of", "Система, к которой относится номер"), false, null);
        foreach (var question in form.Questions.Where(q => q.Field != "registration_level"))
        {
            var field = pack.Records[form.Record].Fields[question.Field];
            var needed = question is { Required: true, When: null };
            if (field.Type == FieldType.Rows)
                foreach (var column in field.Columns)
                    yield return new($"{field.Code}_{column.Code}", Say($"{field.Label.In("en")}: {column.Label.In("en")}", $"{field.Label.In("ru")}: {column.Label.In("ru")}"), needed, column.CodeList is { } code ? pack.Codes.GetValueOrDefault(code) : null);
            else if (field.Type == FieldType.Names)
                foreach (var (part, script) in from script in NameScripts from part in NameParts select (part, script))
                    yield return new((field.Code == "names" ? "" : field.Code + "_") + $"{part}_{script}", field.Label, needed && part == "given" && script == "latn", null);
            else if (field.Type != FieldType.File)
                yield return new(field.Code, field.Label, needed, ListColumns.ListOf(pack, field));
        }
    }

    private static LocalText Say(string en, string ru) => new(new Dictionary<string, string> { ["en"] = en, ["ru"] = ru });
}
