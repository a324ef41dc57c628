namespace Nansen.Packs;

/// <summary>What a table is counted from.</summary>
public enum TableKind
{
    /// <summary>Counted events: applications, decisions, refusals of entry.</summary>
    Count,

    /// <summary>Stock and flow of statuses: opening, in, out, closing; balances in every row.</summary>
    Account,

    /// <summary>Some flows of statuses, without the stock: solutions, naturalisations.</summary>
    Movements,

    /// <summary>Persons who hold a status at the end of a period.</summary>
    Stock,
}

/// <summary>
/// A table of official statistics: what is counted, by which dimensions, into which columns. Never in code; a table whose
/// procedure the pack does not have yet says so (<see cref="TableSource"/>).
/// </summary>
public sealed record StatisticTable
{
    /// <summary>For example <c>asylum-decisions</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    public required LocalText Title { get; init; }

    /// <summary>Heading it stands under, of the code list <c>table_groups</c>; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>What it is counted from.</summary>
    public TableKind Kind { get; init; }

    /// <summary>Counted events, for <see cref="TableKind.Count"/>.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Statuses by code, which the pack may not have yet.</summary>
    public IReadOnlyList<string> Statuses { get; init; } = [];

    /// <summary>UNHCR population types: every status of the pack that is of one of them.</summary>
    public IReadOnlyList<string> Populations { get; init; } = [];

    /// <summary>Accounts of cases by code; then the table is about cases alone.</summary>
    public IReadOnlyList<string> CaseAccounts { get; init; } = [];

    /// <summary>Only those with these codes, by dimension; several codes are separated by <c>|</c>, <c>REC-*</c> is a family.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Column → dimension, a fixed word in quotes, <c>$year</c>, <c>$quarter</c>, <c>$month</c>, <c>$state</c>, or
    /// <c>$population</c> (the status's population type); in output order.
    /// </summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Keys { get; init; }

    /// <summary>Column → filter (dimension=codes), or empty for all; in output order. For counts and stocks.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyDictionary<string, string>>> Measures { get; init; } = [];

    /// <summary>Column → line of the account (<see cref="TableLine"/>); in output order. For accounts and movements.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Lines { get; init; } = [];

    /// <summary>Whether cases are counted; else persons.</summary>
    public bool Cases { get; init; }

    /// <summary>Parameter with the least number of persons that may be published; null: <c>stats.min_cell</c>.</summary>
    public string? MinCell { get; init; }

    /// <summary>The procedure it waits for, while the pack has no source for it.</summary>
    public LocalText? WaitsFor { get; init; }

    /// <summary>What a reader must know.</summary>
    public LocalText? Note { get; init; }

    /// <summary>The names of the columns of figures, in order.</summary>
    public IReadOnlyList<string> Columns => Lines.Count > 0 ? [.. Lines.Select(l => l.Key)] : [.. Measures.Select(m => m.Key)];

    /// <summary>The accounts it is about: of statuses named, of those of the pack that are of its population types, or of cases.</summary>
    public IReadOnlyList<string> AccountsIn(Pack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        return CaseAccounts.Count > 0 ? CaseAccounts : [.. Statuses.Union(pack.Statuses.Values.Where(s => Populations.Contains(s.PopulationType)).Select(s => s.Code))];
    }
}

/// <summary>Which line of an account a column is.</summary>
public enum LineKind
{
    /// <summary>Stock before the period.</summary>
    Opening,

    /// <summary>Inflows of some causes.</summary>
    In,

    /// <summary>Outflows of some causes.</summary>
    Out,

    /// <summary>Came into the age group by a birthday.</summary>
    AgedIn,

    /// <summary>Left the age group by a birthday.</summary>
    AgedOut,

    /// <summary>Came into the row because origin, sex, status or another code changed on a day.</summary>
    ReclassifiedIn,

    /// <summary>Left the row by such a change.</summary>
    ReclassifiedOut,

    /// <summary>Stock after the period.</summary>
    Closing,
}

/// <summary>
/// A line as a pack writes it: <c>opening</c>, <c>in recognition, family_unity</c>, <c>in other</c> (every inflow that no
/// other line takes), <c>aged_in</c>, <c>reclassified_in</c>, <c>out …</c>, <c>closing</c>.
/// </summary>
/// <param name="Kind">Which line.</param>
/// <param name="Causes">Causes that it takes.</param>
/// <param name="Other">Whether it takes what no other line of its side does.</param>
public sealed record TableLine(LineKind Kind, IReadOnlyList<string> Causes, bool Other)
{
    private const string OtherWord = "other";

    /// <summary>Whether it adds to the stock.</summary>
    public bool IsIn => Kind is LineKind.In or LineKind.AgedIn or LineKind.ReclassifiedIn;

    /// <summary>Whether it takes from the stock.</summary>
    public bool IsOut => Kind is LineKind.Out or LineKind.AgedOut or LineKind.ReclassifiedOut;

    /// <summary>Reads a line; null when it is none.</summary>
    public static TableLine? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var word = space < 0 ? text : text[..space];
        var causes = space < 0 ? [] : text[space..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!SnakeCase.TryRead<LineKind>(word, out var kind) || (kind is LineKind.In or LineKind.Out) != causes.Length > 0) return null;
        return new TableLine(kind, [.. causes.Where(c => c != OtherWord)], causes.Contains(OtherWord));
    }
}
