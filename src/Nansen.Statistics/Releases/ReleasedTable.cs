using System.Text.Json.Serialization;

namespace Nansen.Statistics;

/// <summary>A table of a release: what was asked, how it was protected, and the hash of the bytes published.</summary>
/// <param name="Name">Name of the file, without ending.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Query">The account; null when it is a flow table.</param>
/// <param name="RoundTo">Rounded to this base; 1 for figures as they are.</param>
/// <param name="Sha256">SHA-256 of the CSV bytes, hexadecimal.</param>
public sealed record ReleasedTable(string Name, string Title, AccountQuery? Query, int RoundTo, string Sha256)
{
    /// <summary>The flow table; null when it is an account.</summary>
    public EventQuery? Events { get; init; }

    /// <summary>
    /// An account is rounded year after year from this day on, whatever its first year, so that two tables that begin in
    /// different years never show one figure rounded in two ways. Null: from its first day.
    /// </summary>
    public DateOnly? RoundedSince { get; init; }

    /// <summary>
    /// Lines of an account that are shown whether anybody was counted in them or not: a column that is left out would tell that
    /// nobody was. Null: those in which somebody was counted.
    /// </summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>How far the figure that is farthest from its true value is from it.</summary>
    public decimal LargestDeviation { get; init; }

    /// <summary>Its columns, for programs that read it.</summary>
    public IReadOnlyList<TableColumn>? Columns { get; init; }

    /// <summary>Its key columns.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Keys => Query?.By ?? Events?.Columns ?? Events?.By ?? [];

    /// <summary>The first and the last day it is about.</summary>
    [JsonIgnore]
    public (DateOnly From, DateOnly To) Span => Query is { } account ? (account.From, account.To) : (Events!.From, Events.To);

    internal bool IsSound => (Query is null) != (Events is null) && RoundTo >= 1 && Lines?.All(l => l is not null && (l.StartsWith("in_", StringComparison.Ordinal) || l.StartsWith("out_", StringComparison.Ordinal) || l.StartsWith("reclassified_", StringComparison.Ordinal))) is not false && Name.Length > 0 && Name.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>Its true figures, without totals: what is rounded.</summary>
    internal FigureTable Count(PeriodBook book, DateTimeOffset knownAt)
    {
        if (Query is { } account) return WithLines(book.Account(account with { AsKnownAt = knownAt, From = RoundTo > 1 ? Beginning(account) : account.From }));
        var flows = book.Table(Events! with { AsKnownAt = knownAt });
        // The total is no cell: what it holds beside the spread codes is rounded, and it is the sum of the rounded.
        return HasTotal ? flows with { Rows = [.. flows.Rows.Select(r => r with { Values = [.. r.Values.SkipLast(1), r.Values[^1] - r.Values.SkipLast(1).Sum()] })] } : flows;
    }

    /// <summary>What is published of its rounded figures.</summary>
    internal FigureTable Publish(FigureTable rounded)
    {
        if (Query is { } account) return rounded with { Rows = [.. rounded.Rows.Where(Releasing.Covered(rounded, account.From, null))] };
        return HasTotal ? rounded with { Rows = [.. rounded.Rows.Select(r => r with { Values = [.. r.Values.SkipLast(1), r.Values.Sum()] })] } : rounded;
    }

    private FigureTable WithLines(FigureTable account)
    {
        if (Lines is null) return account;
        // The order of accounts: inflows, ageing and reclassification in, then out, then outflows.
        string[] measures = [.. account.Measures.Union(Lines).OrderBy(PlaceOf).ThenBy(m => m, StringComparer.Ordinal)];
        var from = measures.Select(m => account.Measures.ToList().IndexOf(m)).ToArray();
        return account with { Measures = measures, Rows = [.. account.Rows.Select(r => r with { Values = [.. from.Select(m => m < 0 ? 0 : r.Values[m])] })] };
    }

    private static int PlaceOf(string measure) => measure switch
    {
        "opening" => 0,
        "aged_in" => 2,
        "reclassified_in" => 3,
        "aged_out" => 4,
        "reclassified_out" => 5,
        "closing" => 7,
        _ => measure.StartsWith("in_", StringComparison.Ordinal) ? 1 : 6,
    };

    private bool HasTotal => Events is { Spread: not null, Total: not null };

    // Without a column of time there is one span, and it cannot begin earlier.
    private DateOnly Beginning(AccountQuery account) =>
        RoundedSince is { } since && since < account.From && account.By.Any(k => Calendar.SpanNamed(k) is not null) ? since : account.From;
}
