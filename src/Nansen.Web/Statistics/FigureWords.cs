using Nansen.Packs;

namespace Nansen.Web;

/// <summary>Says the columns and codes of figures in the reader's language; CSV keeps the codes.</summary>
internal static class FigureWords
{
    private static readonly string[] Sides = ["in_", "out_"];

    /// <summary>A line of an account: a cause of the pack, in or out, or one of the fixed lines.</summary>
    public static string Line(string measure, Pack pack, Texts texts)
    {
        foreach (var side in Sides)
            if (measure.StartsWith(side, StringComparison.Ordinal) && pack.Codes.GetValueOrDefault("causes")?.Find(measure[side.Length..]) is { } cause)
                return texts["statistics.side." + side.TrimEnd('_'), texts.Pick(cause.Title.ByLanguage)];
        return Named("statistics.line." + measure, measure, texts);
    }

    /// <summary>A code in a key column.</summary>
    public static string Key(string column, string code, Pack pack, Texts texts) => column switch
    {
        "coo" or "coa" => Country(code, pack, texts),
        "sex" => pack.Codes.GetValueOrDefault("sex")?.Find(code) is { } sex ? texts.Pick(sex.Title.ByLanguage) : code,
        "age" => Named("statistics.age." + code, code, texts),
        _ => code,
    };

    /// <summary>A code of a list; what nobody recorded is said in words.</summary>
    public static string Item(CodeList? list, string code, Texts texts) =>
        list?.Find(code) is { } item ? texts.Pick(item.Title.ByLanguage)
        : code == "unknown" ? texts["statistics.age.unknown"] : code;

    /// <summary>The code list of the field that a dimension is taken from, by the words that name it in the pack.</summary>
    public static CodeList? ListOf(Pack pack, IEnumerable<string> words)
    {
        var fields = words.Where(w => w.StartsWith('$') && !w.Contains('>', StringComparison.Ordinal)).Select(w => w[1..]).ToHashSet();
        return pack.Records.Values.SelectMany(r => fields.Select(f => pack.ListOf(r.Fields.GetValueOrDefault(f)))).FirstOrDefault(l => l is not null);
    }

    /// <summary>The heading of a column of a flow table.</summary>
    public static string Column(string column, Texts texts) => Named("statistics.column." + column, column, texts);

    // Countries stand in UNHCR's codes, as the published tables have them.
    private static string Country(string code, Pack pack, Texts texts)
    {
        var list = pack.Codes.GetValueOrDefault("countries");
        var item = list?.Items.FirstOrDefault(i => i.External.GetValueOrDefault("unhcr") == code && i.Group is null) ?? list?.Find(code);
        return item is null ? code : texts.Pick(item.Title.ByLanguage);
    }

    private static string Named(string key, string otherwise, Texts texts) => texts.Has(key) ? texts[key] : otherwise;
}
