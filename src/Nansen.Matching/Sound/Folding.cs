using System.Globalization;
using System.Text;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Letters without what changes between clerks: capitals, accents, vowel signs, tatweel, direction marks.</summary>
internal static class Folding
{
    private static readonly char[] BaseOf = MakeBase();

    /// <summary>The letter without its accents; itself when it has none.</summary>
    public static char Base(char letter) => BaseOf[letter];

    /// <summary>Lower case, composed, without marks and invisible signs; presentation forms of Arabic and full-width Latin made plain.</summary>
    public static string Lower(string text)
    {
        if (IsPlain(text)) return text;
        var made = new StringBuilder(text.Length);
        foreach (var letter in Compose(text))
        {
            if (char.IsSurrogate(letter)) { made.Append(letter); continue; }
            var category = CharUnicodeInfo.GetUnicodeCategory(letter);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control || letter == 'ـ') continue;
            made.Append(letter == 'İ' ? 'i' : char.ToLowerInvariant(letter));
        }

        return made.ToString();
    }

    /// <summary>The folded spelling two strings share when they differ only in accents.</summary>
    public static string Plain(string lower) => string.Create(lower.Length, lower, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = BaseOf[from[i]];
    });

    private static bool IsPlain(string text)
    {
        foreach (var letter in text)
            if (letter is not ((>= 'a' and <= 'z') or ' ' or (>= 'а' and <= 'я'))) return false;
        return true;
    }

    private static string Compose(string text)
    {
        try
        {
            foreach (var letter in text)
                if (letter is >= '\u0300' and <= '\u036F' or >= '\uFB00' and <= '\uFEFF' or >= '\uFF00') return text.Normalize(NormalizationForm.FormKC);
            return text;
        }
        catch (ArgumentException)
        {
            // Lone surrogates cannot be normalised; they are compared as they are.
            return text;
        }
    }

    private static char[] MakeBase()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (char)i;
            if (i is < 0x00C0 or > 0x1FFF || !char.IsLetter((char)i) || i is 'й' or 'ї' or 'ё' or 'ў') continue;
            var decomposed = ((char)i).ToString().Normalize(NormalizationForm.FormD);
            if (decomposed.Length > 1 && Scripts.Of(new Rune(decomposed[0])) is Script.Latn or Script.Cyrl or Script.Grek) table[i] = decomposed[0];
        }

        foreach (var pair in "łl øo đd ıi ħh ŧt ʼ' ’' ‘' ʻ' ʿ' ʾ' `' əa".Split(' ')) table[pair[0]] = pair[1];
        return table;
    }
}
