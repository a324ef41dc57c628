using Nansen.Packs;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>What the statistician says about a release; what is null is said for her.</summary>
/// <param name="From">First year; null: the first the register counted anything in.</param>
/// <param name="To">Last year; null: the last that is over.</param>
/// <param name="Method">How it was made.</param>
/// <param name="Coverage">Who is covered, and who is not.</param>
/// <param name="Quality">How good the figures are.</param>
/// <param name="Licence">On what terms they may be used; null: nothing is said.</param>
public sealed record ReleaseDraft(int? From = null, int? To = null, string? Method = null, string? Coverage = null, string? Quality = null, string? Licence = null)
{
    /// <summary>Rounded to this base, so that no figure tells of one to four persons.</summary>
    internal const int Base = 5;

    /// <summary>UNHCR's population types whose accounts are published: asylum-seekers, refugees and people in refugee-like protection.</summary>
    private static readonly string[] Populations = ["ASY", "REF"];

    // Nobody holds a status from before the Convention's cut-off date (art. 1B), so an account from here begins with nobody.
    private static readonly DateOnly Beginning = new(1951, 1, 1);

    private static readonly string[] FlowTables = ["asylum-applications", "asylum-decisions"];

    /// <summary>The release before it is counted.</summary>
    internal Release Describe(RegisterNode node, int number, DateOnly first, DateTimeOffset knownAt, IReadOnlyList<BookHead> heads)
    {
        var day = DateOnly.FromDateTime(knownAt.UtcDateTime);
        var over = day is { Month: 12, Day: 31 } ? day.Year : day.Year - 1;
        var from = From ?? Math.Min(To ?? day.Year, first.Year);
        var to = To ?? Math.Max(over, from);
        if (from is < 1951 or > 9998 || to is < 1951 or > 9998 || to < from) throw new RegisterException($"A release from {from} to {to} cannot be made; give --from and --to years in order.");
        if (from > day.Year) throw new RegisterException($"Nothing is known of {from} yet; the register's day is {Iso(day)}.");
        ReleasedTable[] tables = [.. Accounts(node.Pack, from, to), .. Flows(node, from, to)];
        return new Release
        {
            Number = number,
            Date = node.Room.Today,
            KnownAt = knownAt,
            Heads = heads,
            Pack = $"{node.Pack.Code} {node.Pack.Version}",
            Method = Method ?? ReleaseTexts.Method("en"),
            Coverage = Coverage ?? ReleaseTexts.Coverage("en", node.Settings.State, from, to, day),
            Quality = Quality ?? ReleaseTexts.Quality("en", day),
            Source = $"Statistics book of the register of {node.Settings.State}",
            Licence = Licence,
            Links = new ReleaseLinks(node.Pack, tables).All(),
            Tables = tables,
        };
    }

    /// <summary>Name of the table with the account of a status.</summary>
    internal static string AccountOf(string status) => "account-" + status.Replace('_', '-');

    private static IEnumerable<ReleasedTable> Accounts(Pack pack, int from, int to) => pack.Statuses.Values
        .Where(s => Populations.Contains(s.PopulationType))
        .Select(s => new ReleasedTable(AccountOf(s.Code), ReleaseTexts.Account(s, "en"),
            AccountQuery.Years(from, to, "year", "coo", "sex", "status", "age") with { Status = s.Code }, Base, "")
        { RoundedSince = Beginning, Lines = ReleaseLinks.LinesOf(pack, s.Code) });

    private static IEnumerable<ReleasedTable> Flows(RegisterNode node, int from, int to) => FlowTables
        .Select(code => (Code: code, Query: node.Statistics.Query(code, from, to))).Where(t => t.Query is not null)
        .Select(t => new ReleasedTable(t.Code, node.Pack.Tables[t.Code].Title.In("en"), null, Base, "") { Events = t.Query });

    private static string Iso(DateOnly day) => ReleaseTexts.Iso(day);
}
