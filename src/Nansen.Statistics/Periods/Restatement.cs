namespace Nansen.Statistics;

/// <summary>A cell whose figures changed, and the entries behind the change.</summary>
/// <param name="Key">Which cell in which year.</param>
/// <param name="Old">As known then.</param>
/// <param name="New">As known now.</param>
/// <param name="Causes">Sequence numbers of the entries recorded in between that touch it; empty when not asked for.</param>
public sealed record RestatedCell(AccountKey Key, CellFigures Old, CellFigures New, IReadOnlyList<long> Causes);

/// <summary>What changed between two accounts of the same years.</summary>
public static class Restatement
{
    /// <summary>Every cell of two accounts that differs, in the order of tables. A missing row is zeros.</summary>
    public static IReadOnlyList<RestatedCell> Between(PeriodAccount old, PeriodAccount now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        var before = old.Rows.ToDictionary(r => r.Key, r => r.Figures);
        var after = now.Rows.ToDictionary(r => r.Key, r => r.Figures);
        var keys = before.Keys.Union(after.Keys)
            .Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k)).ToList();
        keys.Sort(AccountKey.Order(keys));
        return [.. keys.Select(k => new RestatedCell(k, before.GetValueOrDefault(k), after.GetValueOrDefault(k), []))];
    }

    /// <summary>
    /// Writes <c>y,coo,sex,status,ag</c>, the six figures as <c>_old</c> and as <c>_new</c>, and with
    /// <paramref name="causes"/> the sequence numbers behind each, separated by spaces.
    /// </summary>
    public static void WriteCsv(IEnumerable<RestatedCell> cells, bool causes, TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(to);
        string[] figures = ["opening", "inflow", "aged_in", "outflow", "aged_out", "closing"];
        to.Write("y,coo,sex,status,ag," + string.Join(',', [.. figures.Select(f => f + "_old"), .. figures.Select(f => f + "_new")]));
        to.Write(causes ? ",causes\n" : "\n");
        foreach (var cell in cells)
        {
            cell.Key.Write(to);
            PeriodAccount.Write(to, cell.Old);
            PeriodAccount.Write(to, cell.New);
            if (causes) to.Write("," + string.Join(' ', cell.Causes));
            to.Write('\n');
        }
    }
}
