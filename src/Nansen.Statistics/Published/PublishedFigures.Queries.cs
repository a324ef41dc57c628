namespace Nansen.Statistics;

public sealed partial class PublishedFigures
{
    private static readonly string[] VintageKeys = ["coo", "coa", "year", "measure"];

    /// <summary>
    /// By how much the published asylum series of some States do not balance:
    /// gap = opening + applied − decided − closing, in persons and cases as published. What a State did not report counts nothing; in
    /// years for which nothing is published of anybody a figure is not available, and neither is the gap.
    /// </summary>
    /// <param name="states">UNHCR codes.</param>
    /// <param name="fromYear">First year.</param>
    /// <param name="toYear">Last year.</param>
    public FigureTable Gaps(IReadOnlyCollection<string> states, int fromYear, int toYear)
    {
        var wanted = states.ToHashSet(StringComparer.Ordinal);
        var where = YearsBetween(fromYear - 1, toYear);
        where["coa"] = wanted.Contains;
        var stock = ByStateAndYear(Population, "asylum_seekers", where);
        var applied = ByStateAndYear(Applications, "applied", where);
        var decided = ByStateAndYear(Decisions, "dec_total", where);
        var rows = new List<FigureRow>();
        foreach (var state in wanted.Order(StringComparer.Ordinal))
            for (var year = fromYear; year <= toYear; year++)
            {
                var (opening, closing) = (stock(state, year - 1), stock(state, year));
                var (fresh, done) = (applied(state, year), decided(state, year));
                rows.Add(new FigureRow([state, YearName(year)], [opening, fresh, done, closing, opening + fresh - done - closing]));
            }

        return new FigureTable(["coa", "year"], ["opening", "applied", "decided", "closing", "gap"], rows);
    }

    /// <summary>The measures of the population table added up by coa, coo and year, or some of them.</summary>
    public FigureTable Totals(IReadOnlyList<string> by) => Population.Sum(by);

    /// <summary>
    /// Decisions and rates by coa, coo and year, or some of them: substantive = total − closed; the refugee rate is
    /// recognized ÷ substantive, the protection rate (recognized + other) ÷ substantive, to four places, half away from
    /// zero; no rate without substantive decisions.
    /// </summary>
    /// <param name="by">Keys of the rows.</param>
    /// <param name="where">Which decisions to count, by column; null for all.</param>
    public FigureTable Rates(IReadOnlyList<string> by, IReadOnlyDictionary<string, Predicate<string>>? where = null)
    {
        var sums = Decisions.Sum(by, ["dec_recognized", "dec_other", "dec_rejected", "dec_closed", "dec_total"], where);
        return new FigureTable(
            by, ["recognized", "other", "rejected", "closed", "total", "substantive", "refugee_rate", "protection_rate"],
            [.. sums.Rows.Select(r =>
            {
                var substantive = r.Values[4] - r.Values[3];
                return r with { Values = [.. r.Values, substantive, Rate(r.Values[0], substantive), Rate(r.Values[0] + r.Values[1], substantive)] };
            })]);
    }

    /// <summary>
    /// What the publisher restated between two releases: for the years the older one covered, every value that differs.
    /// An empty old value was not reported then, an empty new one is no longer reported.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such release.</exception>
    public FigureTable Vintages(string from, string to)
    {
        var (older, newer) = (ReleaseNumber(from), ReleaseNumber(to));
        if (newer < older) throw new ArgumentException($"Release {to} came before {from}.", nameof(to));
        var numbers = Releases.Select((r, i) => (r.Name, i)).ToDictionary(r => r.Name, r => r.i, StringComparer.Ordinal);
        var changes = new SortedDictionary<string, (string[] Keys, string Old, string New)>(StringComparer.Ordinal);
        var lastYear = "";
        for (var row = 0; row < ValuesByRelease.Count; row++)
        {
            var (first, last) = (numbers[ValuesByRelease.Code("first_release", row)], numbers[ValuesByRelease.Code("last_release", row)]);
            bool inOld = first <= older && older <= last, inNew = first <= newer && newer <= last;
            if (!inOld && !inNew) continue;
            if (inOld && ValuesByRelease.Code("year", row) is var year && string.CompareOrdinal(year, lastYear) > 0) lastYear = year;
            if (inOld && inNew) continue;
            string[] keys = [.. VintageKeys.Select(k => ValuesByRelease.Code(k, row))];
            var key = string.Join('\u001f', keys);
            (string[] Keys, string Old, string New) change = changes.GetValueOrDefault(key, (keys, "", ""));
            var value = Text(ValuesByRelease.Figure("value", row));
            if (inOld) change.Old = value;
            else change.New = value;
            changes[key] = change;
        }

        return Plain([.. VintageKeys, "old", "new"], changes.Values
            .Where(c => string.CompareOrdinal(c.Keys[2], lastYear) <= 0 && c.Old != c.New).Select(c => (string[])[.. c.Keys, c.Old, c.New]));
    }

    private int ReleaseNumber(string name)
    {
        for (var i = 0; i < Releases.Count; i++)
            if (Releases[i].Name == name) return i;
        throw new ArgumentException($"There is no release '{name}'; there are {string.Join(", ", Releases.Select(r => r.Name))}.", nameof(name));
    }

    /// <summary>The figure of a State in a year: 0 when it reported none, null in a year for which nobody's is published.</summary>
    private static Func<string, int, decimal?> ByStateAndYear(
        PublishedTable table, string measure, IReadOnlyDictionary<string, Predicate<string>> where)
    {
        var figures = table.Sum(["coa", "year"], [measure], where).Rows.Where(r => r.Values[0] is not null)
            .ToDictionary(r => (r.Keys[0], r.Keys[1]), r => r.Values[0]!.Value);
        var years = table.Codes("year").ToHashSet(StringComparer.Ordinal);
        return (state, year) => years.Contains(YearName(year)) ? figures.GetValueOrDefault((state, YearName(year))) : null;
    }

    private static Dictionary<string, Predicate<string>> YearsBetween(int from, int to)
    {
        var (first, last) = (YearName(from), YearName(to));
        return new() { ["year"] = y => string.CompareOrdinal(y, first) >= 0 && string.CompareOrdinal(y, last) <= 0 };
    }

    private static FigureTable Plain(string[] columns, IEnumerable<string[]> rows) =>
        new(columns, [], [.. rows.Select(r => new FigureRow(r, []))]);

    private static decimal? Rate(decimal? part, decimal? whole) =>
        part is { } p && whole is > 0 ? Math.Round(p / whole.Value, 4, MidpointRounding.AwayFromZero) + 0.0000m : null;

    private static string YearName(int year) => year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(decimal? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
