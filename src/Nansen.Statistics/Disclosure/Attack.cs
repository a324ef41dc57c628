namespace Nansen.Statistics;

/// <summary>A published table as an outsider reads it.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Table">Its figures; null where none is shown.</param>
public sealed record PublishedCells(string Name, FigureTable Table)
{
    /// <summary>Which edition it is of, when several are put together in their order.</summary>
    public string Edition { get; init; } = "";

    /// <summary>Whether an absent figure is hidden; else it is not available, and nothing is protected there.</summary>
    public bool HidesFigures { get; init; } = Table.Rows.Any(r => r.Values.Contains(null));

    /// <summary>Whether its figures are rounded: all are multiples of the base, and none is hidden.</summary>
    internal bool IsRounded(int roundTo) => !HidesFigures && Table.Rows.All(r => r.Values.All(v => v is null || v % roundTo == 0));
}

/// <summary>What an outsider can find out about a cell.</summary>
/// <param name="Keys">Its keys, by name.</param>
/// <param name="Measure">Which figure.</param>
/// <param name="Published">What is shown; null when hidden.</param>
/// <param name="Lower">Least possible true value.</param>
/// <param name="Upper">Greatest possible true value; null when there is no limit.</param>
public sealed record AttackedCell(IReadOnlyDictionary<string, string> Keys, string Measure, decimal? Published, long Lower, long? Upper)
{
    /// <summary>How many whole numbers it can be; null when there is no limit.</summary>
    public long? Possible => Upper - Lower + 1;
}

/// <summary>
/// The statistician's own attacker: puts together everything that is published (hidden cells, rounded figures, totals
/// written <c>_T</c>, coarser tables, the balance of accounts) and bounds each true value by linear programming.
/// </summary>
public static class Attack
{
    /// <summary>How a total over a key is written.</summary>
    public const string Total = "_T";

    /// <summary>
    /// Bounds every hidden cell; in a table whose figures are all multiples of the base, every rounded one; and in any other the
    /// figures from 1 to below the base, which stand there as they are.
    /// </summary>
    /// <param name="tables">Everything that is published.</param>
    /// <param name="roundTo">The base of rounded tables.</param>
    /// <param name="links">Which lines are one flow; the attacker takes them for equal wherever their sums are shown equal.</param>
    /// <param name="progress">Told how many cells are bounded, of how many.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="FormatException">No true values fit all that is published.</exception>
    public static IReadOnlyList<AttackedCell> On(
        IReadOnlyList<PublishedCells> tables, int roundTo = 5, IReadOnlyList<FlowLink>? links = null,
        IProgress<(int Done, int Of)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new PublishedSystem(tables, roundTo, links ?? []).Bounded(progress, cancellation);
    }
}
