using System.Globalization;

namespace Nansen.Statistics;

/// <summary>The keys of a row: year, origin, sex, status and age group.</summary>
/// <param name="Year">Year.</param>
/// <param name="Coo">Country of origin.</param>
/// <param name="Sex">F, M or U.</param>
/// <param name="Status">Status.</param>
/// <param name="Band">Age group, 0 to 5.</param>
public readonly record struct AccountKey(int Year, string Coo, char Sex, string Status, int Band)
{
    /// <summary>The order of tables: year, origin (as a number when all are), sex, status, age group.</summary>
    internal static Comparison<AccountKey> Order(IEnumerable<AccountKey> all)
    {
        var codes = all.Select(k => k.Coo).Distinct().ToList();
        var numbers = codes.All(c => c.Length > 0 && c.All(char.IsAsciiDigit) && c.Length < 19)
            ? codes.ToDictionary(c => c, c => long.Parse(c, CultureInfo.InvariantCulture)) : null;
        return (a, b) =>
        {
            var order = a.Year.CompareTo(b.Year);
            if (order == 0 && numbers is not null) order = numbers[a.Coo].CompareTo(numbers[b.Coo]);
            if (order == 0) order = string.CompareOrdinal(a.Coo, b.Coo);
            if (order == 0) order = a.Sex.CompareTo(b.Sex);
            if (order == 0) order = string.CompareOrdinal(a.Status, b.Status);
            return order == 0 ? a.Band.CompareTo(b.Band) : order;
        };
    }

    internal void Write(TextWriter to, string separator = ",")
    {
        to.Write(Year);
        Field(Coo);
        to.Write(separator);
        to.Write(Sex);
        Field(Status);
        to.Write(separator);
        to.Write(Band);

        void Field(string text)
        {
            to.Write(separator);
            to.Write(text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
    }
}

/// <summary>One row of an account of exact days.</summary>
/// <param name="Key">Which cell in which year.</param>
/// <param name="Figures">Its figures.</param>
public readonly record struct PeriodAccountRow(AccountKey Key, CellFigures Figures);

/// <summary>An account of exact days: rows in order, those of six zeros left out.</summary>
public sealed class PeriodAccount
{
    internal PeriodAccount(YearCounters counters, Func<int, AccountKey> keyOf)
    {
        var (first, years) = (counters.FirstYear, counters.Years);
        var used = Enumerable.Range(0, counters.GroupCount).Where(counters.IsUsed).ToArray();
        var places = new int[used.Length][];
        Parallel.For(0, used.Length, g =>
        {
            var its = new int[years];
            counters.Rows(used[g], (year, _, _) => its[year - first]++);
            places[g] = its;
        });

        // Groups are put in order, few as they are; then each knows where in every year its rows go.
        var groups = Enumerable.Range(0, used.Length).Where(g => places[g].Any(n => n > 0)).Select(g => (Number: g, Key: keyOf(used[g]))).ToArray();
        var order = AccountKey.Order(groups.Select(g => g.Key));
        Array.Sort(groups, (a, b) => order(a.Key, b.Key));
        var next = 0;
        for (var year = 0; year < years; year++)
            foreach (var (number, _) in groups) (places[number][year], next) = (next, next + places[number][year]);
        var rows = new PeriodAccountRow[next];
        Parallel.ForEach(groups, group =>
        {
            var (its, key) = (places[group.Number], group.Key);
            counters.Rows(used[group.Number], (year, band, figures) => rows[its[year - first]++] = new PeriodAccountRow(key with { Year = year, Band = band }, figures));
        });
        Rows = rows;
    }

    private PeriodAccount() => Rows = [];

    /// <summary>The account of years that have not begun.</summary>
    internal static PeriodAccount Empty { get; } = new();

    /// <summary>The rows.</summary>
    public IReadOnlyList<PeriodAccountRow> Rows { get; }

    /// <summary>Writes <c>y,coo,sex,status,ag,opening,inflow,aged_in,outflow,aged_out,closing</c>.</summary>
    public void WriteCsv(TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Write("y,coo,sex,status,ag,opening,inflow,aged_in,outflow,aged_out,closing\n");
        foreach (var row in Rows)
        {
            row.Key.Write(to);
            Write(to, row.Figures);
            to.Write('\n');
        }
    }

    internal static void Write(TextWriter to, CellFigures f)
    {
        foreach (var figure in (ReadOnlySpan<int>)[f.Opening, f.Inflow, f.AgedIn, f.Outflow, f.AgedOut, f.Closing])
        {
            to.Write(',');
            to.Write(figure);
        }
    }
}
