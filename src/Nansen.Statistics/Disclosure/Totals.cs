namespace Nansen.Statistics;

/// <summary>
/// The rows of a table that are totals, written <c>_T</c>. They are no cells: they are taken off before a table is protected and
/// come back as sums of what is shown.
/// </summary>
public sealed class Totals
{
    private readonly FigureTable given;

    private Totals(FigureTable given, FigureTable cells) => (this.given, Cells) = (given, cells);

    /// <summary>The table without totals.</summary>
    public FigureTable Cells { get; }

    /// <summary>Whether the table has totals.</summary>
    public bool Any => Cells.Rows.Count < given.Rows.Count;

    /// <summary>Takes the totals off a table.</summary>
    /// <exception cref="FormatException">A row stands twice, or a total is not the sum of its parts.</exception>
    public static Totals TakeOff(FigureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
            if (!seen.Add(string.Join('\u001f', row.Keys))) throw new FormatException($"{string.Join(',', row.Keys)} stands twice in the table.");
        var totals = new Totals(table, table with { Rows = [.. table.Rows.Where(r => !IsTotal(r))] });
        if (totals.Any) totals.Check();
        return totals;
    }

    /// <summary>Puts the totals back into a rounded table, in their places, as sums of its figures.</summary>
    public FigureTable PutBack(FigureTable rounded)
    {
        ArgumentNullException.ThrowIfNull(rounded);
        if (!Any) return rounded;
        var shown = rounded.Rows.ToDictionary(r => string.Join('\u001f', r.Keys), StringComparer.Ordinal);
        var sums = Sums(rounded);
        var rows = new List<FigureRow>();
        foreach (var row in given.Rows)
        {
            var name = string.Join('\u001f', row.Keys);
            if (!IsTotal(row))
            {
                if (shown.Remove(name, out var cell)) rows.Add(cell);
            }
            else if (sums.GetValueOrDefault(name) is var sum && (row.Values.Contains(null) || sum?.Any(v => v > 0) is true))
            {
                rows.Add(row with { Values = [.. row.Values.Select((v, m) => v is null ? null : (decimal?)(sum?[m] ?? 0))] });
            }
        }

        // An account can show a stock in a row that was not there.
        return rounded with { Rows = [.. rows, .. shown.Values] };
    }

    /// <summary>Of a table with every total, only the totals that were given.</summary>
    public FigureTable OnlyGiven(FigureTable withTotals)
    {
        ArgumentNullException.ThrowIfNull(withTotals);
        var names = given.Rows.Select(r => string.Join('\u001f', r.Keys)).ToHashSet(StringComparer.Ordinal);
        return withTotals with { Rows = [.. withTotals.Rows.Where(r => !IsTotal(r) || names.Contains(string.Join('\u001f', r.Keys)))] };
    }

    private static bool IsTotal(FigureRow row) => row.Keys.Contains(Attack.Total);

    private void Check()
    {
        var time = AccountShape.Of(given)?.Time ?? -1;
        var sums = Sums(Cells);
        foreach (var row in given.Rows.Where(IsTotal))
        {
            if (time >= 0 && row.Keys[time] == Attack.Total) throw new FormatException($"{string.Join(',', row.Keys)}: stocks do not add up over time; an account has no total over {given.Keys[time]}.");
            var parts = sums.GetValueOrDefault(string.Join('\u001f', row.Keys));
            for (var m = 0; m < row.Values.Count; m++)
                if (row.Values[m] is { } total && total != (parts?[m] ?? 0))
                    throw new FormatException($"{string.Join(',', row.Keys)}: {given.Measures[m]} {total} is no sum of its parts, which come to {parts?[m] ?? 0}. Give all parts, or leave the total out.");
        }
    }

    /// <summary>The sums of cells, for each kind of total that was given.</summary>
    private Dictionary<string, decimal[]> Sums(FigureTable cells)
    {
        var kinds = given.Rows.Where(IsTotal).Select(r => string.Concat(r.Keys.Select(k => k == Attack.Total ? '1' : '0'))).Distinct().ToList();
        var sums = new Dictionary<string, decimal[]>(StringComparer.Ordinal);
        foreach (var row in cells.Rows)
            foreach (var kind in kinds)
            {
                var name = string.Join('\u001f', row.Keys.Select((k, i) => kind[i] == '1' ? Attack.Total : k));
                if (!sums.TryGetValue(name, out var sum)) sums[name] = sum = new decimal[row.Values.Count];
                for (var m = 0; m < sum.Length; m++) sum[m] += row.Values[m] ?? 0;
            }

        return sums;
    }
}
