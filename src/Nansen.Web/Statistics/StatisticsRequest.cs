using Nansen.Packs;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>What is asked of the accounts: by page, file or API alike. Its CSV is that of <c>nansen account</c>.</summary>
/// <param name="Status">What is accounted for: a status, an account of cases, or all persons or cases.</param>
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

    /// <summary>Fields of the form that hold one key at most; <c>by</c> holds the others, and in addresses all of them.</summary>
    public const string Span = "span", Ages = "ages";

    private const int Years = 12, Earliest = 1900, Latest = 2200;

    /// <summary>The keys asked for, by form or address; null when nothing was said of them.</summary>
    public static IReadOnlyList<string>? KeysIn(Func<string, IReadOnlyList<string>> all, bool saidSpan)
    {
        string[] keys = [.. new[] { "by", Span, Ages }.SelectMany(all).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        return keys.Length > 0 || saidSpan ? keys : null;
    }

    /// <summary>
    /// Reads a request; what is left out has its usual value. <paramref name="fail"/> is told the field and the key of the
    /// text of what is wrong, and the usual value is taken. Without keys an account is by year.
    /// </summary>
    public static StatisticsRequest Read(Func<string, string?> word, IReadOnlyList<string>? by, Pack pack, DateOnly today, Action<string, string> fail)
    {
        var status = word("status") is { Length: > 0 } wanted ? wanted : pack.Statuses.Keys.First();
        if (AccountKeys.AccountsOf(pack, status).Count == 0)
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

        return new StatisticsRequest(status, from, to, Keys(by ?? AccountKeys.Spans.Take(1).ToList(), pack, status, fail)) { Known = Day(word, "known", fail) };
    }

    /// <summary>The keys in the order in which they stand. What the account lacks is told and left out.</summary>
    private static string[] Keys(IReadOnlyList<string> by, Pack pack, string status, Action<string, string> fail)
    {
        var wrong = AccountKeys.Wrong(pack, status, by)?.Fault;
        if (wrong is AccountKeyFault.Unknown) fail("by", "statistics.noDimension");
        if (wrong is AccountKeyFault.TwoSpans) fail(Span, "statistics.twoSpans");
        if (wrong is AccountKeyFault.TwoAges) fail(Ages, "statistics.twoAges");
        var keys = AccountKeys.Of(pack, status).Where(by.Contains).ToList();
        keys.RemoveAll(k => AccountKeys.Spans.Contains(k) && k != keys.First(AccountKeys.Spans.Contains));
        keys.RemoveAll(k => AccountKeys.Ages.Contains(k) && k != keys.First(AccountKeys.Ages.Contains));
        return [.. AccountKeys.IsSeveral(status) && !keys.Contains("status") ? AccountKeys.Of(pack, status).Where(k => k == "status" || keys.Contains(k)) : keys];
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
