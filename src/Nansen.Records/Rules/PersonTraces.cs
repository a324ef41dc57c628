using System.Text;
using System.Text.RegularExpressions;

namespace Nansen.Records;

/// <summary>
/// Looks for traces of persons in text of public fields (class S0; DP-29): record numbers of any register, e-mail
/// addresses, telephone numbers, machine-readable zones. It cannot know names; forms say so and ask not to write any.
/// </summary>
public static partial class PersonTraces
{
    // Cyrillic letters that look like those of record numbers.
    private const string Lookalikes = "АВЕКМНОРСТХУавекмнорстху";
    private const string Latin = "ABEKMHOPCTXYabekmhopctxy";

    /// <summary>The first trace as it was typed, or null when there is none.</summary>
    public static string? Find(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var plain = Plain(text);
        foreach (Match match in Numbers().Matches(plain))
            if (RecordNumber.Normalise(match.Value) is not null) return text.Substring(match.Index, match.Length);
        var other = Others().Match(plain);
        return other.Success ? text.Substring(other.Index, other.Length) : null;
    }

    // One character for one, so that what is found can be shown as it was typed.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var lookalike = Lookalikes.IndexOf(c, StringComparison.Ordinal);
            plain.Append(c switch
            {
                >= '\u2010' and <= '\u2015' or '\u2212' or '\u00AD' => '-',
                '\u00A0' or '\u202F' or '\u2009' => ' ',
                _ when lookalike >= 0 => Latin[lookalike],
                _ => c,
            });
        }

        return plain.ToString();
    }

    // As printed, P-7K3F9-2QX8M-4, or with the inner hyphens as spaces or left out.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])[A-Za-z]{1,4}-[0-9A-Za-z]{5}[ -]?[0-9A-Za-z]{5}[ -]?[0-9A-Za-z](?![\p{L}\p{N}])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w.-]+|\+\d[\d ()-]{7,}\d|[A-Z0-9]*<<[A-Z0-9<]+")]
    private static partial Regex Others();
}
