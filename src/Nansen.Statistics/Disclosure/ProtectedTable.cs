namespace Nansen.Statistics;

/// <summary>A table that may be published.</summary>
/// <param name="Table">The figures; a hidden one is null.</param>
/// <param name="LargestDeviation">By how much a published cell differs at most from the true one.</param>
/// <param name="LargestMarginDeviation">The same for sums over one or more keys, which add up the published cells.</param>
/// <param name="Hidden">The hidden cells with what can be found out about each.</param>
public sealed record ProtectedTable(
    FigureTable Table, decimal LargestDeviation, decimal LargestMarginDeviation, IReadOnlyList<HiddenCell> Hidden);

/// <summary>A hidden cell and its audited bounds.</summary>
/// <param name="Keys">Its keys.</param>
/// <param name="Measure">Which figure.</param>
/// <param name="Primary">Hidden because it is small; else to protect another.</param>
/// <param name="Lower">Values from here…</param>
/// <param name="Upper">…to here fit everything that is published; null without limit.</param>
public sealed record HiddenCell(IReadOnlyList<string> Keys, string Measure, bool Primary, long Lower, long? Upper);
