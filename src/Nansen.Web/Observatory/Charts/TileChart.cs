namespace Nansen.Web;

/// <summary>A field of tiles, rows by columns; each tile says its figure, and is the stronger inked the larger it is.</summary>
public static class TileChart
{
    private const double Names = 156, High = 30, Top = 30;

    /// <summary>Draws it; a null stays an empty tile.</summary>
    /// <param name="rows">Names and values.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="say">A value in full.</param>
    /// <param name="brief">A value in a tile.</param>
    public static ChartDrawing Of(IReadOnlyList<(string Name, IReadOnlyList<decimal?> Values)> rows, IReadOnlyList<string> columns, Func<decimal, string> say, Func<decimal, string> brief)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        const double Width = 1040;
        var wide = (Width - Names) / columns.Count;
        var drawing = new ChartDrawing(Width, Top + (rows.Count * High) + 4);
        for (var c = 0; c < columns.Count; c++) drawing.Text(Names + (wide * (c + 0.5)), Top - 10, columns[c], Anchor.Middle, 11);
        for (var r = 0; r < rows.Count; r++)
        {
            var y = Top + (r * High);
            drawing.Text(Names - 8, y + 19, ChartDrawing.Fit(rows[r].Name, Names - 10), Anchor.End, colour: Palette.Text);
            for (var c = 0; c < columns.Count; c++)
            {
                var value = rows[r].Values[c];
                var (fill, words) = Inked(value);
                drawing.Rect(Names + (wide * c) + 1, y + 1, wide - 2, High - 2, new Ink(fill, value is null ? "#b9c6ca" : null, Dash: "2 2"), value is { } v ? $"{rows[r].Name}, {columns[c]}: {say(v)}" : null);
                if (value is { } shown) drawing.Text(Names + (wide * (c + 0.5)), y + 19, brief(shown), Anchor.Middle, 10, words);
            }
        }

        return drawing;
    }

    // In steps of ten: up to 10, 100, 1,000, 10,000 and more. Blue above nought, brown below, pale green at nought.
    private static (string Fill, string Words) Inked(decimal? value)
    {
        if (value is null) return ("#ffffff", Palette.Text);
        if (value == 0) return ("#d5ead9", Palette.Text);
        var step = Math.Clamp((int)Math.Ceiling(Math.Log10((double)Math.Abs(value.Value) + 1)), 1, 5) - 1;
        string[] ramp = value > 0 ? ["#e1eef3", "#b5d5e2", "#7fb3c9", "#2f7fa3", Palette.Fjord] : ["#f7e6da", "#eec5a7", "#dd9566", Palette.Ochre, "#7a3610"];
        return (ramp[step], step < 3 ? Palette.Text : "#ffffff");
    }
}
