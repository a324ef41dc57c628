namespace Nansen.Statistics;

/// <summary>What the figures of a table are.</summary>
public enum TableFigures
{
    /// <summary>Counted events.</summary>
    Events,

    /// <summary>Lines of the stock and flow account.</summary>
    Flows,

    /// <summary>The stock after each span.</summary>
    Stock,
}

/// <summary>A key column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Dimension it is taken from: <c>year</c>, <c>quarter</c>, <c>month</c>, <c>status</c>, <c>age</c>, <c>age_eu</c>, or any that entries carry.</param>
public sealed record TableKey(string Name, string Source)
{
    /// <summary>The same word in every row, for example the State of asylum; null: taken from <see cref="Source"/>.</summary>
    public string? Always { get; init; }

    /// <summary>What stands for a code, for example the population type of a status; null: the code itself.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    internal string Word(string code) => Always ?? Words?.GetValueOrDefault(code) ?? code;
}

/// <summary>A column of figures: the sum of some lines of the account, or of the events or stock that pass a filter.</summary>
/// <param name="Name">Its name.</param>
public sealed record TableMeasure(string Name)
{
    /// <summary>Lines of the account that it adds up: <c>opening</c>, <c>in_CAUSE</c>, <c>aged_in</c>, … <c>closing</c>.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Whether it also takes the inflows (<c>in_</c>, reclassified and aged in) or outflows that no other column takes.</summary>
    public FlowSide Other { get; init; }

    /// <summary>Only those with these codes, by dimension (<see cref="CodeFilter"/>).</summary>
    public IReadOnlyDictionary<string, string> Filter { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether nothing feeds it: where nothing was counted it is "not available", which is not 0.</summary>
    public bool NotAvailable { get; init; }
}

/// <summary>In or out.</summary>
public enum FlowSide
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>Adds to the stock.</summary>
    In,

    /// <summary>Takes from the stock.</summary>
    Out,
}

/// <summary>A table of any kind that is counted from the statistics book.</summary>
/// <param name="Figures">What its figures are.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record TableQuery(TableFigures Figures, DateOnly From, DateOnly To)
{
    /// <summary>Events or statuses counted.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>Only those with these codes, by dimension (<see cref="CodeFilter"/>).</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>Key columns in order.</summary>
    public IReadOnlyList<TableKey> Keys { get; init; } = [];

    /// <summary>Columns of figures in order.</summary>
    public IReadOnlyList<TableMeasure> Measures { get; init; } = [];

    /// <summary>Only entries that had arrived by then; null for all.</summary>
    public DateTimeOffset? AsKnownAt { get; init; }

    /// <summary>Nothing after this day is counted. Null: the day of <see cref="AsKnownAt"/>, or else the last day asked for.</summary>
    public DateOnly? Horizon { get; init; }

    internal DateOnly Until => Horizon ?? (AsKnownAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : To);
}

/// <summary>How a filter names codes: one, several separated by <c>|</c>, or a family as <c>REC-*</c>.</summary>
public static class CodeFilter
{
    /// <summary>Whether a code passes.</summary>
    public static bool Passes(string code, string filter)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(filter);
        foreach (var range in filter.AsSpan().Split('|'))
        {
            var one = filter.AsSpan(range).Trim();
            if (one is [.., '*'] ? code.AsSpan().StartsWith(one[..^1], StringComparison.Ordinal) : one.SequenceEqual(code)) return true;
        }

        return false;
    }
}
