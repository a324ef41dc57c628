namespace Nansen.Web;

/// <summary>One series of a chart: a value for each category, or null where there is none.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Values">As many as there are categories.</param>
/// <param name="AsLine">In a chart of bars: drawn as a line over them, a stock over its flows.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values, bool AsLine = false);

/// <summary>Kinds of charts.</summary>
public enum ChartKind
{
    /// <summary>Points joined by lines: a course in time.</summary>
    Line,

    /// <summary>Bars side by side.</summary>
    Bar,

    /// <summary>Bars on top of each other: parts of a whole. What is below nought is stacked downwards.</summary>
    Stacked,
}
