using Nansen.Packs;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>What is asked of the accounts: by page, file or API alike. Its CSV is that of <c>nansen account</c>.</summary>
/// <param name="Status">Status accounted for.</param>
/// <param name="From">First year.</param>
/// <param name="To">Last year.</param>
/// <param name="By">Key columns.</param>
internal sealed record StatisticsRequest(string Status, int From, int To, IReadOnlyList<string> By)
{
    /// <summary>As known at the end of that day; null: as it is now.</summary>
    public DateOnly? Known { get; init; }

    /// <summary>The instant up to which entries count.</summary>
    public DateTimeOffset? KnownAt => Known is { } day ? EndOf(day) : null;

    /// <summary>A day of knowledge stands for its last instant.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    /// <summary>Key columns that can be asked for, in the order they stand in.</summary>
    public static readonly IReadOnlyList<string> Dimensions = ["year", "coo", "sex", "age"];

    private const int Years = 12, Earliest = 1900, Latest = 2200;

    /// <summary>
    /// Reads a request; what is left out has its usual value. <paramref name="fail"/> is told the field and the key of the
    /// text of what is wrong, and the usual value is taken.
    /// </summary>
    public static StatisticsRequest Read(Func<string, string?> word, IReadOnlyList<string> by, Pack pack, DateOnly today, Action<string, string> fail)
    {
        var status = word("status") is { Length: > 0 } wanted ? wanted : pack.Statuses.Keys.First();
        if (!pack.Statuses.ContainsKey(status))
        {
            fail("status", "statistics.noStatus");
            status = pack.Statuses.Keys.First();
        }

        var to = Year(word, "to", today.Year, fail);
        var from = Year(word, "from", Math.Max(Earliest, to - Years + 1), fail);
        if (from > to)
        {
            fail("from", "statistics.fromAfterTo");
            from = to;
        }

        if (by.Any(b => !Dimensions.Contains(b))) fail("by", "statistics.noDimension");
        return new StatisticsRequest(status, from, to, [.. Dimensions.Where(d => by.Count == 0 ? d == "year" : by.Contains(d))]) { Known = Day(word, "known", fail) };
    }

    /// <summary>The account.</summary>
    public FigureTable Account(StatisticsBook book) => book.Account(Status, From, To, By, KnownAt);

    /// <summary>A day in a field; null when it is empty or wrong, which is told.</summary>
    public static DateOnly? Day(Func<string, string?> word, string name, Action<string, string> fail)
    {
        if (word(name) is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day)) return day;
        fail(name, "statistics.noDay");
        return null;
    }

    private static int Year(Func<string, string?> word, string name, int otherwise, Action<string, string> fail)
    {
        if (word(name) is not { Length: > 0 } text) return otherwise;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is >= Earliest and <= Latest) return year;
        fail(name, "statistics.noYear");
        return otherwise;
    }
}
