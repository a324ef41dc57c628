using System.Net;
using System.Text.RegularExpressions;

namespace Nansen.Web.Tests;

/// <summary>Reads the figures of a page as a person would: by their tables.</summary>
public static partial class FigureReading
{
    /// <summary>The HTML of one figure.</summary>
    public static string Figure(this Browser browser, string id) =>
        FigurePattern().Matches(browser.Html).Select(m => m.Value).Single(f => f.StartsWith($"<figure class=\"nansen-figure\" id=\"figure-{id}\"", StringComparison.Ordinal));

    /// <summary>Every figure of the page.</summary>
    public static IReadOnlyList<string> AllFigures(this Browser browser) => [.. FigurePattern().Matches(browser.Html).Select(m => m.Value)];

    /// <summary>The rows of a figure's table, without its heading.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string figure) =>
        [.. RowPattern().Matches(figure).Skip(1).Select(r => (IReadOnlyList<string>)[.. CellPattern().Matches(r.Value).Select(c => WebUtility.HtmlDecode(c.Groups[1].Value))])];

    [GeneratedRegex("<figure class=\"nansen-figure\".*?</figure>", RegexOptions.Singleline)]
    private static partial Regex FigurePattern();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex RowPattern();

    [GeneratedRegex("<bdi>(.*?)</bdi>", RegexOptions.Singleline)]
    private static partial Regex CellPattern();
}
