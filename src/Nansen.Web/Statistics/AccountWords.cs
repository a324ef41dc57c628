using Nansen.Packs;

namespace Nansen.Web;

/// <summary>Says what an account is of, its keys and their codes in the reader's language; CSV keeps the codes.</summary>
internal sealed class AccountWords(Pack pack, string account, Texts texts)
{
    private readonly Dictionary<string, CodeList?> lists = new(StringComparer.Ordinal);

    /// <summary>Everything that can be accounted for: all persons, each status, all cases, each account of cases.</summary>
    public IEnumerable<string> Offered => [AccountKeys.Persons, .. pack.AccountCodes.Where(a => !AccountKeys.IsOfCases(pack, a)), AccountKeys.Cases, .. AccountKeys.AccountsOf(pack, AccountKeys.Cases)];

    /// <summary>Whether its figures are cases; else persons.</summary>
    public bool OfCases => AccountKeys.IsOfCases(pack, account);

    /// <summary>Name of what is accounted for.</summary>
    public string Name(string code) => pack.AccountTitle(code) is { } title ? texts.Pick(title.ByLanguage) : texts[$"statistics.all.{code}"];

    /// <summary>Heading of a key: the program's, else the pack's.</summary>
    public string Column(string key) => texts.Has($"statistics.column.{key}") ? texts[$"statistics.column.{key}"]
        : pack.Codes.GetValueOrDefault("table_columns")?.Find(key) is { } named ? texts.Pick(named.Title.ByLanguage) : key;

    /// <summary>A code in a key column.</summary>
    public string Key(string key, string code) => key switch
    {
        "status" => Name(code),
        "coo" or "sex" => FigureWords.Key(key, code, pack, texts),
        "age" or "age_eu" => FigureWords.Key("age", code, pack, texts),
        _ when AccountKeys.Spans.Contains(key) => code,
        _ => FigureWords.Item(ListOf(key), code, texts),
    };

    private CodeList? ListOf(string key) => lists.TryGetValue(key, out var known) ? known
        : lists[key] = FigureWords.ListOf(pack, AccountKeys.AccountsOf(pack, account).SelectMany(a => TableSource.DimensionsOf(pack, a).GetValueOrDefault(key) ?? []));
}
