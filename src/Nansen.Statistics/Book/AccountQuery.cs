namespace Nansen.Statistics;

/// <summary>What an account is asked for.</summary>
/// <param name="From">First day; the opening is the stock before it.</param>
/// <param name="To">Last day; the closing is the stock after it.</param>
/// <param name="By">
/// The key columns in order: one of <c>year</c>, <c>quarter</c>, <c>month</c> (or none: the whole span in one row),
/// <c>status</c>, <c>age</c> (UNHCR's groups) or <c>age_eu</c> (Eurostat's), and any dimension that the entries carry (<c>coo</c>, <c>sex</c>…).
/// </param>
public sealed record AccountQuery(DateOnly From, DateOnly To, IReadOnlyList<string> By)
{
    /// <summary>Only this status; null for all.</summary>
    public string? Status { get; init; }

    /// <summary>Only these statuses; null for all.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Only periods with these codes, by dimension (<see cref="CodeFilter"/>).</summary>
    public IReadOnlyDictionary<string, string>? Where { get; init; }

    /// <summary>The account as it would have been made at that instant: only entries that had arrived by then. Null: all entries.</summary>
    public DateTimeOffset? AsKnownAt { get; init; }

    /// <summary>
    /// Nothing after this day is counted, so that ages do not run ahead of the calendar. Null: the day of
    /// <see cref="AsKnownAt"/>, or else the last day asked for.
    /// </summary>
    public DateOnly? Horizon { get; init; }

    /// <summary>Whole years, as in <c>--from 2014 --to 2025</c>.</summary>
    public static AccountQuery Years(int from, int to, params IReadOnlyList<string> by) =>
        new(new DateOnly(from, 1, 1), new DateOnly(to, 12, 31), by);
}

/// <summary>What a flow table of counted events is asked for.</summary>
/// <param name="Event">Code of the event.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="By">The key columns in order: <c>year</c>, <c>quarter</c>, <c>month</c> and any dimension of the events.</param>
public sealed record EventQuery(string Event, DateOnly From, DateOnly To, IReadOnlyList<string> By)
{
    /// <summary>The measure's name when nothing is spread.</summary>
    public string Measure { get; init; } = "persons";

    /// <summary>A dimension whose codes become measures of their own, for example <c>outcome</c>.</summary>
    public string? Spread { get; init; }

    /// <summary>The codes of <see cref="Spread"/> and the names of their measures, in order.</summary>
    public IReadOnlyList<SpreadCode> SpreadOver { get; init; } = [];

    /// <summary>Name of the measure that adds up the spread ones and everything else; null for none.</summary>
    public string? Total { get; init; }

    /// <summary>Names of the key columns where they are other than <see cref="By"/>; null for the same.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Key columns whose value is the same in every row, for example the State of asylum.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>();

    /// <summary>Only entries that had arrived by then; null for all.</summary>
    public DateTimeOffset? AsKnownAt { get; init; }
}

/// <summary>A code that is a measure of its own.</summary>
/// <param name="Code">The code.</param>
/// <param name="Measure">Name of its measure.</param>
public readonly record struct SpreadCode(string Code, string Measure);
