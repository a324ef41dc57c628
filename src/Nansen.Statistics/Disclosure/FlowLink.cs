namespace Nansen.Statistics;

/// <summary>A column of a published table, or a part of it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Measure">The column.</param>
public sealed record FlowLine(string Table, string Measure)
{
    /// <summary>Only rows with these codes, by key; null for all.</summary>
    public IReadOnlyDictionary<string, string>? Where { get; init; }

    internal bool Has(FigureTable table, FigureRow row) =>
        Where is null || Where.All(w => table.Keys.ToList().IndexOf(w.Key) is >= 0 and var k && row.Keys[k] == w.Value);
}

/// <summary>
/// One flow that several tables show: whom some lines count, the other lines count too. A recognition is an outflow of
/// asylum-seekers, an inflow of refugees and a decision. The sums of both sides are equal wherever the keys that
/// both have are equal, the status apart, but for what only one of them counts.
/// </summary>
/// <param name="Lines">The lines of one side: columns of accounts.</param>
/// <param name="Others">The lines of the other side: columns of accounts, or columns of one flow table.</param>
public sealed record FlowLink(IReadOnlyList<FlowLine> Lines, IReadOnlyList<FlowLine> Others);
