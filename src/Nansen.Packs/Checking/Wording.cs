using System.Text.RegularExpressions;

namespace Nansen.Packs;

/// <summary>Words that screens and letters avoid (section 3.1).</summary>
internal static partial class Wording
{
    /// <summary>The avoided word in a text, or null.</summary>
    internal static string? AvoidedIn(string text) => Avoided().Match(text) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"illegal (im)?migrants?|bogus|genuine refugees?|failed asylum-seekers?|heads? of (the )?household|\btribes?\b|нелегал\w*|лжебежен\w*|глава (семьи|домохозяйства)|\bплем(я|ени)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Avoided();
}
