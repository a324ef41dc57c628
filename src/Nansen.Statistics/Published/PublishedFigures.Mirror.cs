namespace Nansen.Statistics;

/// <summary>Why two publishers' figures on one flow differ, as far as their own documentation tells.</summary>
public enum MirrorReason
{
    /// <summary>They differ by no more than rounding can explain.</summary>
    Rounding,

    /// <summary>One publisher has no figure.</summary>
    Missing,

    /// <summary>UNHCR counts cases (families), Eurostat persons.</summary>
    Cases,

    /// <summary>Eurostat's figure lies between UNHCR's new applications and all its applications: UNHCR has the rest under other types.</summary>
    Types,

    /// <summary>Nothing published explains it.</summary>
    Open,
}

/// <summary>One flow as two publishers have it. Countries by ISO code.</summary>
/// <param name="Coa">State of asylum.</param>
/// <param name="Coo">Citizenship.</param>
/// <param name="Year">Year.</param>
/// <param name="Eurostat">First-time applicants; null: not available.</param>
/// <param name="Flag">Eurostat's flag.</param>
/// <param name="New">UNHCR's applications of type N; null: none published.</param>
/// <param name="All">UNHCR's applications of every type.</param>
/// <param name="InCases">Whether UNHCR has part of them in cases.</param>
public sealed record MirrorFlow(string Coa, string Coo, string Year, decimal? Eurostat, string Flag, decimal? New, decimal? All, bool InCases)
{
    // Eurostat rounds to the nearest 5, UNHCR shows 1 to 4 as 5.
    private const decimal Rounded = 5;

    /// <summary>UNHCR's new applications less Eurostat's first-time applicants; null when one has no figure.</summary>
    public decimal? Residue => Eurostat is null || All is null ? null : (New ?? 0) - Eurostat;

    /// <summary>Why they differ.</summary>
    public MirrorReason Reason
    {
        get
        {
            if (Math.Abs((New ?? 0) - (Eurostat ?? 0)) <= Rounded && Eurostat is not null) return MirrorReason.Rounding;
            if (Residue is not { } residue) return MirrorReason.Missing;
            if (InCases) return MirrorReason.Cases;
            return residue < 0 && Eurostat <= All + Rounded ? MirrorReason.Types : MirrorReason.Open;
        }
    }
}

public sealed partial class PublishedFigures
{
    /// <summary>
    /// Two publishers on one flow: Eurostat's first-time applicants beside UNHCR's new applications (type N) and all its
    /// applications, by State of asylum and origin (ISO codes) and year. A row for each of Eurostat's, its totals left out.
    /// </summary>
    /// <remarks>
    /// Not the same concept: Eurostat counts persons once, rounds to 5 and counts children with the parent; UNHCR shows 1–4
    /// as 5, takes some States' figures in cases, and before the year is closed in provisional form. The difference is a
    /// finding, not an error.
    /// </remarks>
    public FigureTable MirrorApplications(int fromYear, int toYear) =>
        Plain(["coa", "coo", "year", "eurostat_first_time", "flag", "unhcr_new", "unhcr_all"], Mirror(fromYear, toYear)
            .Select(f => new[] { f.Coa, f.Coo, f.Year, Text(f.Eurostat), f.Flag, Text(f.New), Text(f.All) }));

    /// <summary>The same flow by flow, each difference with its reason.</summary>
    public IReadOnlyList<MirrorFlow> Mirror(int fromYear, int toYear)
    {
        var years = YearsBetween(fromYear, toYear);
        var citizens = Eurostat.Codes("citizen").ToHashSet(StringComparer.Ordinal);
        var theirs = new Dictionary<string, Predicate<string>>(years) { ["coo"] = coo => citizens.Contains(Iso(coo)) };
        var pairs = Applications.Sum(["coa", "coo", "year", "app_type", "app_pc"], ["applied"], theirs)
            .Rows.GroupBy(r => (Iso(r.Keys[0]), Iso(r.Keys[1]), r.Keys[2]))
            .ToDictionary(g => g.Key, g => (
                New: g.Where(r => r.Keys[3] == "N").Select(r => r.Values[0]).DefaultIfEmpty(null).Aggregate(Plus),
                All: g.Select(r => r.Values[0]).Aggregate(Plus),
                InCases: g.Any(r => r.Keys[4] == "C")));
        var states = Countries.Select(c => c.Iso3).Where(i => i.Length > 0).ToHashSet(StringComparer.Ordinal);
        return [.. Eurostat.Sum(["geo", "citizen", "year", "flag"], ["value"], new Dictionary<string, Predicate<string>>(years)
        {
            ["dataset"] = d => d == "migr_asyappctza",
            ["geo"] = states.Contains,
        }).Rows.Select(r =>
        {
            var (fresh, all, inCases) = pairs.GetValueOrDefault((r.Keys[0], r.Keys[1], r.Keys[2]));
            return new MirrorFlow(r.Keys[0], r.Keys[1], r.Keys[2], r.Values[0], r.Keys[3], fresh, all, inCases);
        })];
    }

    private string Iso(string code) => ByCode.TryGetValue(code, out var country) && country.Iso3.Length > 0 ? country.Iso3 : code;

    private static decimal? Plus(decimal? a, decimal? b) => a is null ? b : b is null ? a : a + b;
}
