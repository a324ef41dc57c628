using System.Runtime.InteropServices;

namespace Nansen.Statistics;

/// <summary>How far published figures are from the true ones: in cells, and in sums over all keys but one.</summary>
internal sealed class Deviations
{
    private readonly FigureTable truth;
    private readonly int time;
    private readonly Dictionary<(string Time, string Code), long[]>[] margins;
    private long largest;

    /// <param name="truth">The table as it is.</param>
    /// <param name="time">Column of the time key of an account, whose stocks do not add up over time; −1 for none.</param>
    public Deviations(FigureTable truth, int time)
    {
        (this.truth, this.time) = (truth, time);
        margins = [.. truth.Keys.Select(_ => new Dictionary<(string, string), long[]>())];
    }

    public decimal OfCells => largest;

    public decimal OfMargins => margins.SelectMany(m => m.Values).SelectMany(m => m).Select(Math.Abs).DefaultIfEmpty().Max();

    public void Compare(FigureTable published)
    {
        if (CompareInOrder(published.Rows)) return;
        var shown = published.Rows.ToDictionary(r => string.Join('\u001f', r.Keys));
        foreach (var row in truth.Rows)
        {
            shown.Remove(string.Join('\u001f', row.Keys), out var other);
            Compare(row, other);
        }

        foreach (var row in shown.Values) Compare(row with { Values = new decimal?[row.Values.Count] }, row);
    }

    // Where the shown rows are the true ones less some, in the same order, nothing need be looked up.
    private bool CompareInOrder(IReadOnlyList<FigureRow> shown)
    {
        var at = 0;
        foreach (var row in truth.Rows)
            if (at < shown.Count && ReferenceEquals(shown[at].Keys, row.Keys)) at++;
        if (at < shown.Count) return false;
        at = 0;
        foreach (var row in truth.Rows) Compare(row, at < shown.Count && ReferenceEquals(shown[at].Keys, row.Keys) ? shown[at++] : null);
        return true;
    }

    public void Compare(FigureRow before, FigureRow? shown)
    {
        for (var m = 0; m < before.Values.Count; m++)
        {
            var difference = (long)((shown?.Values[m] ?? 0) - (before.Values[m] ?? 0));
            if (difference == 0) continue;
            largest = Math.Max(largest, Math.Abs(difference));
            for (var k = 0; k < margins.Length; k++)
            {
                ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(margins[k], (time < 0 ? "" : before.Keys[time], before.Keys[k]), out _);
                (sums ??= new long[truth.Measures.Count])[m] += difference;
            }
        }
    }
}
