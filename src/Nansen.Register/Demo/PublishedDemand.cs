using System.Globalization;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>A published row of applications.</summary>
internal sealed record AppliedRow(int Year, string Origin, string Authority, string Type, string Level, int Persons);

/// <summary>A published row of decisions.</summary>
internal sealed record DecidedRow(int Year, string Origin, string Authority, string Level, IReadOnlyList<int> ByKind);

/// <summary>The published figures of one State that a demonstration register has to equal.</summary>
internal sealed class PublishedDemand
{
    private PublishedDemand(IReadOnlyList<AppliedRow> applied, IReadOnlyList<DecidedRow> decided, IReadOnlyDictionary<string, int> opening) =>
        (Applied, Decided, Opening) = (applied, decided, opening);

    public IReadOnlyList<AppliedRow> Applied { get; }

    public IReadOnlyList<DecidedRow> Decided { get; }

    /// <summary>Published stock at the end of the year before the first, by origin.</summary>
    public IReadOnlyDictionary<string, int> Opening { get; }

    /// <summary>Reads the rows of a State.</summary>
    /// <exception cref="RegisterException">There is no such State, or it has no figures in these years.</exception>
    public static PublishedDemand Read(PublishedFigures figures, DemoOptions options)
    {
        if (options.To < options.From) throw new RegisterException($"The years go from {options.From} to {options.To}; the last cannot lie before the first.");
        if (!figures.ByCode.ContainsKey(options.Like)) throw new RegisterException($"'{options.Like}' is no country code of UNHCR; see data/observatory/countries.csv (GEO is Georgia).");
        var where = new Dictionary<string, Predicate<string>>
        {
            ["coa"] = code => code == options.Like,
            ["year"] = year => int.TryParse(year, out var y) && y >= options.From && y <= options.To,
        };
        var applied = figures.Applications.Sum(["year", "coo", "procedure_type", "app_type", "dec_level", "app_pc"], ["applied"], where).Rows
            .Where(r => r.Values[0] > 0).Select(r => new AppliedRow(Year(r.Keys[0]), r.Keys[1], r.Keys[2], r.Keys[3], r.Keys[4], (int)r.Values[0]!.Value)).ToList();
        var decided = figures.Decisions.Sum(["year", "coo", "procedure_type", "dec_level", "dec_pc"], ["dec_recognized", "dec_other", "dec_rejected", "dec_closed"], where).Rows
            .Select(r => new DecidedRow(Year(r.Keys[0]), r.Keys[1], r.Keys[2], r.Keys[3], [.. r.Values.Select(v => (int)(v ?? 0))])).ToList();
        if (applied.Count == 0 && decided.Count == 0)
            throw new RegisterException($"{options.Like} has no published asylum figures from {options.From} to {options.To}.");
        var before = (options.From - 1).ToString(CultureInfo.InvariantCulture);
        var stock = figures.Population.Sum(["coo"], ["asylum_seekers"], new Dictionary<string, Predicate<string>> { ["coa"] = code => code == options.Like, ["year"] = year => year == before });
        return new(applied, decided, stock.Rows.Where(r => r.Values[0] > 0).ToDictionary(r => r.Keys[0], r => (int)r.Values[0]!.Value));
    }

    private static int Year(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
