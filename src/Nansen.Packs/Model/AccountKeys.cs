namespace Nansen.Packs;

/// <summary>By what an account of a status or of cases can be shown.</summary>
public static class AccountKeys
{
    /// <summary>Every status, each person under each that she holds.</summary>
    public const string Persons = "persons";

    /// <summary>Every account of cases.</summary>
    public const string Cases = "cases";

    /// <summary>Spans of time; an account is by one of them at most.</summary>
    public static IReadOnlyList<string> Spans { get; } = ["year", "quarter", "month"];

    /// <summary>Age groups, UNHCR's and Eurostat's; an account is by one of them at most.</summary>
    public static IReadOnlyList<string> Ages { get; } = ["age", "age_eu"];

    private const string Status = "status", Origin = "coo", Sex = "sex";

    /// <summary>The accounts that a word asks for: one, <see cref="Persons"/> or <see cref="Cases"/>; none when the pack has no such account.</summary>
    public static IReadOnlyList<string> AccountsOf(Pack pack, string word)
    {
        ArgumentNullException.ThrowIfNull(pack);
        return word switch
        {
            Persons => [.. pack.Statuses.Keys],
            Cases => [.. pack.AccountCodes.Where(a => pack.RecordAccountOf(a) is { Persons: null })],
            _ => pack.AccountTitle(word) is null ? [] : [word],
        };
    }

    /// <summary>Whether a word asks for several accounts, which are told apart by <c>status</c> and never added up.</summary>
    public static bool IsSeveral(string word) => word is Persons or Cases;

    /// <summary>The keys of an account, in the order they stand in. Cases have neither sex nor age.</summary>
    public static IReadOnlyList<string> Of(Pack pack, string word)
    {
        var accounts = AccountsOf(pack, word);
        // Of persons in groups the group itself says the origin.
        var declared = accounts.SelectMany(a => TableSource.DimensionsOf(pack, a).Keys).Distinct().Where(d => d != Origin);
        return [.. Spans, Status, Origin, .. IsOfCases(pack, word) ? [] : (string[])[Sex, .. Ages], .. declared];
    }

    /// <summary>By what an account is shown when nobody says.</summary>
    public static IReadOnlyList<string> Usual(Pack pack, string word)
    {
        string[] usual = IsSeveral(word) ? [Spans[0], Status, Origin, Sex, Ages[0]] : [Spans[0], Origin, Sex, Ages[0]];
        return [.. usual.Intersect(Of(pack, word))];
    }

    /// <summary>What is wrong with asking for an account by some keys; null when nothing is.</summary>
    public static (AccountKeyFault Fault, string Key)? Wrong(Pack pack, string word, IReadOnlyList<string> by)
    {
        ArgumentNullException.ThrowIfNull(by);
        var all = Of(pack, word);
        if (by.FirstOrDefault(k => !all.Contains(k)) is { } unknown) return (AccountKeyFault.Unknown, unknown);
        if (by.GroupBy(k => k).FirstOrDefault(g => g.Count() > 1) is { } twice) return (AccountKeyFault.Twice, twice.Key);
        if (by.Count(Spans.Contains) > 1) return (AccountKeyFault.TwoSpans, by.Last(Spans.Contains));
        return by.Count(Ages.Contains) > 1 ? (AccountKeyFault.TwoAges, by.Last(Ages.Contains)) : null;
    }

    /// <summary>Whether the figures are cases; else persons.</summary>
    public static bool IsOfCases(Pack pack, string word) => AccountsOf(pack, word).All(a => pack.RecordAccountOf(a) is { Persons: null });
}

/// <summary>Why an account cannot be shown by some keys.</summary>
public enum AccountKeyFault
{
    /// <summary>It has no such key.</summary>
    Unknown,

    /// <summary>A key is named twice.</summary>
    Twice,

    /// <summary>Two spans of time.</summary>
    TwoSpans,

    /// <summary>UNHCR's age groups and Eurostat's.</summary>
    TwoAges,
}
