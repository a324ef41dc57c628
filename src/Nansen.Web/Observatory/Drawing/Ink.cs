namespace Nansen.Web;

/// <summary>How a shape is inked.</summary>
/// <param name="Fill">Colour of the inside; null for none.</param>
/// <param name="Stroke">Colour of the line; null for none.</param>
/// <param name="Width">Width of the line.</param>
/// <param name="Dash">Dashes and gaps, as SVG writes them.</param>
/// <param name="Opacity">1 covers, 0 is not seen.</param>
public sealed record Ink(string? Fill = null, string? Stroke = null, double Width = 1, string? Dash = null, double Opacity = 1)
{
    /// <summary>Lines of a scale.</summary>
    public static Ink Grid { get; } = new(Stroke: "#dbe4e6");

    /// <summary>The line of nought.</summary>
    public static Ink Axis { get; } = new(Stroke: "#47585f");

    /// <summary>The same drawn more faintly.</summary>
    public Ink Faint(double opacity) => this with { Opacity = opacity };
}

/// <summary>The Observatory's colours: at least 3:1 on white (WCAG 1.4.11), and never the only thing that tells two series apart.</summary>
public static class Palette
{
    /// <summary>Words.</summary>
    public const string Text = "#16262c";

    /// <summary>Words beside the point.</summary>
    public const string Quiet = "#47585f";

    /// <summary>The first colour.</summary>
    public const string Fjord = "#12414f";

    /// <summary>The colour set against it.</summary>
    public const string Ochre = "#b3541e";

    private static readonly string[] Series = [Fjord, Ochre, "#5d7d17", "#7a4b9e", "#2f7fa3", "#8c6d1f", "#a3336b", "#55636a"];

    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["refugees"] = "#1f6f8f",
        ["asylum_seekers"] = Ochre,
        ["oip"] = "#7a4b9e",
        ["idps"] = "#5d7d17",
        ["stateless"] = "#8c6d1f",
        ["ooc"] = "#55636a",
        ["hst"] = "#8f8272",
        ["applied"] = Fjord,
        ["dec_total"] = "#2f7fa3",
        ["returned_refugees"] = "#2a8a7a",
        ["returned_idps"] = "#7f9a3a",
        ["dec_recognized"] = Fjord,
        ["dec_other"] = "#2f7fa3",
        ["dec_rejected"] = Ochre,
        ["dec_closed"] = "#8b979c",
    };

    /// <summary>The colour of a measure: the same on every page.</summary>
    public static string Of(string measure, int number = 0) => Own.GetValueOrDefault(measure) ?? Series[number % Series.Length];
}
