using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>
/// One figure: a drawing, the table it was drawn from, and where that comes from. Page, CSV, SVG and PNG are all made from
/// this one description.
/// </summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Text">What can be seen in it, also for who cannot see it.</param>
/// <param name="Table">The table beside it.</param>
/// <param name="Source">Publisher, vintage and licence in one line.</param>
public sealed record ObservatoryFigure(string Id, string Title, string Text, FigureTable Table, string Source)
{
    /// <summary>The drawing; null for a table alone.</summary>
    public Func<ChartDrawing>? Draw { get; init; }

    /// <summary>All figures, when the table on the page shows only the largest.</summary>
    public FigureTable? Whole { get; init; }

    /// <summary>What must be known to read it.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the table is narrow enough to stand beside the drawing; else it stands below.</summary>
    public bool Beside { get; init; }

    /// <summary>Whether anything was published at all.</summary>
    public bool Empty => Table.Rows.All(r => r.Values.All(v => v is null)) && Table.Measures.Count > 0;
}
