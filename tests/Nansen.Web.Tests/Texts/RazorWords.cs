using System.Text.RegularExpressions;

namespace Nansen.Web.Tests;

/// <summary>
/// Finds words that a component says by itself instead of through the texts: text between tags, and attributes that
/// people hear or read.
/// </summary>
public static partial class RazorWords
{
    private static readonly string[] Spoken = ["alt", "title", "aria-label", "placeholder", "Label", "Hint", "Title", "Caption", "Key", "Text", "Summary", "Description"];

    public static IReadOnlyList<string> In(string razor)
    {
        var code = razor.IndexOf("@code {", StringComparison.Ordinal);
        var markup = Comment().Replace(code < 0 ? razor : razor[..code], "");
        markup = Directive().Replace(markup, "");
        markup = WithoutExpressions(markup);
        var found = new List<string>();
        foreach (Match attribute in Attribute().Matches(markup))
            if (Spoken.Contains(attribute.Groups[1].Value) && Word().IsMatch(attribute.Groups[2].Value))
                found.Add(attribute.Groups[2].Value);
        var text = Tag().Replace(markup, "\u0001");
        found.AddRange(text.Split('\u0001').Select(t => t.Trim()).Where(t => Word().IsMatch(t)));
        return found;
    }

    // Takes out @name.Member(...)["..."], @(...), and the heads of @if, else, @foreach, var x = ...;
    private static string WithoutExpressions(string markup)
    {
        var text = Statement().Replace(markup, "");
        var result = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '@')
            {
                result.Append(text[at]);
                continue;
            }

            at++;
            // "@foreach (…) {" within a line.
            if (Head().Match(text, at) is { Success: true } head && head.Index == at) at = ClosingOf(text, at + head.Length - 1) + 1;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '(' or '[' or '!' or '?'))
            {
                if (text[at] is '(' or '[') at = ClosingOf(text, at);
                else if (text[at] == '.' && (at + 1 == text.Length || !char.IsLetter(text[at + 1]))) break;
                at++;
            }

            at--;
        }

        return result.ToString();
    }

    private static int ClosingOf(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            if (text[at] is '(' or '[') depth++;
            else if (text[at] is ')' or ']' && --depth == 0) return at;
        }

        return text.Length - 1;
    }

    [GeneratedRegex("@\\*.*?\\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("^@(page|namespace|inject|inherits|attribute|using|typeparam|implements|layout)\\b.*$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex("^\\s*(@?(if|else if|else|foreach|for|while|switch)\\b.*|\\{|\\}|var .*;|(const )?(string|int|double) .*;|//.*|case .*:|default:|break;|@\\{ if .*\\}|@?\\w+[\\w.]*\\(.*\\);?)\\s*$", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex("(if|foreach|for|while|switch) \\(")]
    private static partial Regex Head();

    [GeneratedRegex("([\\w-]+)=\"([^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\\p{L}{2,}")]
    private static partial Regex Word();
}
