using System.Net;
using System.Text;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>A table of figures as HTML: a caption, headings with their scope, and "not available" in words.</summary>
internal static class FigureHtml
{
    public static string Table(FigureTable table, ObservatoryWords words, string captionId, string caption)
    {
        var to = new StringBuilder(256 + (table.Rows.Count * 120));
        to.Append("<table class=\"govuk-table nansen-figures\"><caption class=\"govuk-visually-hidden\" id=\"").Append(captionId).Append("\">").Append(Escape(caption)).Append("</caption><thead><tr>");
        foreach (var key in table.Keys) to.Append("<th scope=\"col\">").Append(Escape(words.Column(key))).Append("</th>");
        foreach (var measure in table.Measures) to.Append("<th scope=\"col\" class=\"num\">").Append(Escape(words.Measure(measure))).Append("</th>");
        to.Append("</tr></thead><tbody>");
        // The present first: who looks for an early year scrolls.
        foreach (var row in table.Keys[0] == "year" ? table.Rows.Reverse() : table.Rows)
        {
            to.Append("<tr>");
            for (var k = 0; k < table.Keys.Count; k++)
            {
                var text = Escape(words.Key(table.Keys[k], row.Keys[k]));
                to.Append(k == 0 ? "<th scope=\"row\"><bdi>" : ObservatoryWords.IsInstrument(table.Keys[k]) ? "<td class=\"standing\"><bdi>" : "<td><bdi>").Append(text).Append(k == 0 ? "</bdi></th>" : "</bdi></td>");
            }

            for (var m = 0; m < table.Measures.Count; m++)
                to.Append(row.Values[m] is null ? "<td class=\"num none\"><bdi>" : "<td class=\"num\"><bdi>").Append(Escape(words.Cell(table.Measures[m], row.Values[m]))).Append("</bdi></td>");
            to.Append("</tr>");
        }

        return to.Append("</tbody></table>").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
