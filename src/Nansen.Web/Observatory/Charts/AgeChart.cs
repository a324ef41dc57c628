namespace Nansen.Web;

/// <summary>A population pyramid: the young below, the old above, women and girls on one side, men and boys on the other.</summary>
public static class AgeChart
{
    private const double Band = 40, Middle = 84, Foot = 34, Top = 30;

    /// <summary>Draws it.</summary>
    /// <param name="bands">Names from young to old.</param>
    /// <param name="women">One a band.</param>
    /// <param name="men">One a band.</param>
    /// <param name="names">Of the two sides.</param>
    /// <param name="say">A value in full.</param>
    /// <param name="tick">A value on the axis.</param>
    /// <param name="width">Width of the drawing.</param>
    public static ChartDrawing Of(IReadOnlyList<string> bands, IReadOnlyList<decimal?> women, IReadOnlyList<decimal?> men, (string Women, string Men) names, Func<decimal, string> say, Func<decimal, string> tick, double width = 620)
    {
        ArgumentNullException.ThrowIfNull(bands);
        ArgumentNullException.ThrowIfNull(women);
        ArgumentNullException.ThrowIfNull(men);
        var scale = ChartScale.Of(women.Concat(men).OfType<decimal>(), steps: 3);
        var height = Top + (bands.Count * Band) + Foot;
        var drawing = new ChartDrawing(width, height);
        double Left(decimal v) => scale.At(v, (width - Middle) / 2, 30);
        double Right(decimal v) => scale.At(v, (width + Middle) / 2, width - 30);
        drawing.Text(Left(0), 16, names.Women, Anchor.End, 14, Palette.Fjord, bold: true);
        drawing.Text(Right(0), 16, names.Men, Anchor.Start, 14, Palette.Ochre, bold: true);
        foreach (var at in scale.Ticks)
        {
            drawing.Line(Left(at), Top, Left(at), height - Foot, at == 0 ? Ink.Axis : Ink.Grid);
            drawing.Line(Right(at), Top, Right(at), height - Foot, at == 0 ? Ink.Axis : Ink.Grid);
            drawing.Text(Left(at), height - 14, tick(at), Anchor.Middle, 12);
            drawing.Text(Right(at), height - 14, tick(at), Anchor.Middle, 12);
        }

        for (var i = 0; i < bands.Count; i++)
        {
            var y = Top + ((bands.Count - 1 - i) * Band) + 4;
            drawing.Text(width / 2, y + (Band / 2), bands[i], Anchor.Middle, 14, Palette.Text);
            if (women[i] is { } w) drawing.Rect(Left(w), y, Left(0) - Left(w), Band - 8, new Ink(Palette.Fjord), $"{names.Women}, {bands[i]}: {say(w)}");
            if (men[i] is { } m) drawing.Rect(Right(0), y, Right(m) - Right(0), Band - 8, new Ink(Palette.Ochre), $"{names.Men}, {bands[i]}: {say(m)}");
        }

        return drawing;
    }
}
