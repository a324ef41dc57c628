using System.Text;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Letters of Latin, Cyrillic and Greek that look alike: a Cyrillic "а" inside a Latin name deceives search and eye.</summary>
internal static class Homoglyphs
{
    private const string Pairs = "aа cс eе oо pр xх yу iі jј sѕ hһ kк mм tт";

    private static readonly Dictionary<char, char> ToCyrillic = Pairs.Split(' ').ToDictionary(p => p[0], p => p[1]);
    private static readonly Dictionary<char, char> ToLatin = ToCyrillic.ToDictionary(p => p.Value, p => p.Key);
    private const string CapitalCyrillic = "ВНРС", CapitalLatin = "BHPC";

    static Homoglyphs()
    {
        // В–B and Н–H look alike as capitals, and names are often in capitals.
        for (var i = 0; i < CapitalCyrillic.Length; i++)
        {
            ToLatin[char.ToLowerInvariant(CapitalCyrillic[i])] = char.ToLowerInvariant(CapitalLatin[i]);
            ToCyrillic.TryAdd(char.ToLowerInvariant(CapitalLatin[i]), char.ToLowerInvariant(CapitalCyrillic[i]));
        }
    }

    /// <summary>What was found: the letters that do not belong, and the word read in its own script.</summary>
    internal sealed record Finding(string Letters, string Read, Script Script);

    /// <summary>The foreign look-alikes in a word of letters of two scripts; null when there are none.</summary>
    public static Finding? Find(string lower)
    {
        if (IsOneScript(lower)) return null;
        var (latin, cyrillic) = (0, 0);
        foreach (var rune in lower.EnumerateRunes())
        {
            var script = Scripts.Of(rune);
            if (script == Script.Latn) latin++;
            else if (script == Script.Cyrl) cyrillic++;
        }

        if (latin == 0 || cyrillic == 0) return null;
        var asLatin = ReadAs(lower, Script.Cyrl, ToLatin, out var fromCyrillic);
        var asCyrillic = ReadAs(lower, Script.Latn, ToCyrillic, out var fromLatin);
        // The script that explains all letters wins; when both do, the one with more letters.
        var toLatin = asLatin is not null && (asCyrillic is null || latin >= cyrillic);
        if (toLatin) return new(fromCyrillic, asLatin!, Script.Latn);
        return asCyrillic is null ? null : new(fromLatin, asCyrillic, Script.Cyrl);
    }

    /// <summary>Most words: all their letters in the block of Latin, of Cyrillic, or of Hebrew and Arabic.</summary>
    private static bool IsOneScript(string lower)
    {
        var (least, most) = ('\uFFFF', '\0');
        foreach (var letter in lower)
        {
            if (letter < least) least = letter;
            if (letter > most) most = letter;
        }

        return most < '\u0250' || (least >= '\u0400' && most < '\u0530') || (least >= '\u0590' && most < '\u0780');
    }

    private static string? ReadAs(string lower, Script foreign, Dictionary<char, char> table, out string letters)
    {
        var read = new StringBuilder(lower.Length);
        var found = new StringBuilder();
        letters = "";
        foreach (var letter in lower)
        {
            if (!char.IsSurrogate(letter) && Scripts.Of(new Rune(letter)) == foreign)
            {
                if (!table.TryGetValue(letter, out var own)) return null;
                found.Append(letter);
                read.Append(own);
            }
            else read.Append(letter);
        }

        letters = found.ToString();
        return read.ToString();
    }
}
