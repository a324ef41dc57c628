using Nansen.Packs;

namespace Nansen.Web;

/// <summary>Says the columns and codes of one of the pack's tables in the reader's language; CSV keeps the codes.</summary>
internal sealed class TableWords(Pack pack, StatisticTable table, Texts texts)
{
    private readonly Dictionary<string, CodeList?> lists = new(StringComparer.Ordinal);

    /// <summary>The heading of a column: the pack's own, else the program's.</summary>
    public string Column(string column) =>
        pack.Codes.GetValueOrDefault("table_columns")?.Find(column) is { } named ? texts.Pick(named.Title.ByLanguage) : FigureWords.Column(column, texts);

    /// <summary>A code in a key column.</summary>
    public string Key(int column, string code)
    {
        var (name, source) = table.Keys[column];
        return source switch
        {
            "$state" or "coo" or "origin" or "destination" => FigureWords.Key("coo", code, pack, texts),
            "sex" => FigureWords.Key("sex", code, pack, texts),
            "age" or "age_eu" => FigureWords.Key("age", code, pack, texts),
            "status" => pack.AccountTitle(code) is { } title ? texts.Pick(title.ByLanguage) : code,
            "$population" => Item(pack.Codes.GetValueOrDefault("population_types"), code),
            "document" => pack.Documents.TryGetValue(code, out var document) ? texts.Pick(document.Title.ByLanguage) : code,
            _ when source.StartsWith('$') || source.StartsWith('"') => FigureWords.Key(name, code, pack, texts),
            _ => Item(ListOf(source), code),
        };
    }

    private string Item(CodeList? list, string code) => FigureWords.Item(list, code, texts);

    // The code list of the field that a dimension is taken from.
    private CodeList? ListOf(string dimension)
    {
        if (lists.TryGetValue(dimension, out var known)) return known;
        return lists[dimension] = FigureWords.ListOf(pack, table.Kind == TableKind.Count
            ? TableSource.Of(pack, table).Feeds.Select(f => f.Effect.Dimensions.GetValueOrDefault(dimension) ?? "")
            : table.AccountsIn(pack).SelectMany(a => TableSource.DimensionsOf(pack, a).GetValueOrDefault(dimension) ?? []));
    }
}
