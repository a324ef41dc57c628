using System.Globalization;
using System.Text;

namespace Nansen.Matching;

/// <summary>
/// Letters without what changes between clerks: capitals, accents, vowel signs, tatweel, direction marks. The table of
/// marked letters is our own copy of Unicode's, because the runtime does not normalise in invariant globalisation.
/// </summary>
internal static class Folding
{
    private static readonly char[] BaseOf = new char[char.MaxValue + 1];
    private static readonly Dictionary<(char Base, char Mark), char> Composed = [];
    private static readonly Dictionary<char, string> Compatible = [];

    // Lower case of letters that stand for themselves; 0 where more than the letter must be looked at.
    private static readonly char[] LowerOf = new char[char.MaxValue + 1];

    static Folding()
    {
        for (var i = 0; i < BaseOf.Length; i++) BaseOf[i] = (char)i;
        foreach (var pair in "łl øo đd ıi ħh ŧt ʼ' ’' ‘' ʻ' ʿ' ʾ' `' ´' əa".Split(' ')) BaseOf[pair[0]] = pair[1];
        var compatible = false;
        foreach (var line in ModelFiles.Lines("letters.txt"))
        {
            if (line[0] == '=') compatible = true;
            else if (compatible) Compatible[line[0]] = line[1..];
            else
            {
                Composed[(line[1], (char)int.Parse(line.AsSpan(3), NumberStyles.HexNumber, CultureInfo.InvariantCulture))] = line[0];
                if (line[0] is < '\u0600' and not ('й' or 'ї' or 'ё' or 'ў' or 'Й' or 'Ї' or 'Ё' or 'Ў')) BaseOf[line[0]] = line[1];
            }
        }

        // A base may itself carry a mark.
        for (var again = 0; again < 3; again++)
            for (var i = 0; i < BaseOf.Length; i++) BaseOf[i] = BaseOf[BaseOf[i]];
        for (var i = 'A'; i < '\u0700'; i++)
            if (char.IsLetter(i) && i is not ('ـ' or 'İ') && !Compatible.ContainsKey(i)) LowerOf[i] = char.ToLowerInvariant(i);
    }

    /// <summary>The letter without its accents; itself when it has none.</summary>
    public static char Base(char letter) => BaseOf[letter];

    /// <summary>Lower case, composed, without marks and invisible signs; presentation forms of Arabic and full-width Latin made plain.</summary>
    public static string Lower(string text)
    {
        if (IsPlain(text)) return text;
        if (IsSimple(text))
        {
            return string.Create(text.Length, text, static (to, from) =>
            {
                for (var i = 0; i < from.Length; i++) to[i] = LowerOf[from[i]];
            });
        }

        var made = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsSurrogate(letter)) made.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            {
                if (made.Length > 0 && Composed.TryGetValue((made[^1], letter), out var composed)) made[^1] = composed;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.Control || letter == 'ـ') continue;
            else if (Compatible.TryGetValue(letter, out var plain)) made.Append(plain);
            else if (letter is >= '！' and <= '～') made.Append(char.ToLowerInvariant((char)(letter - '！' + '!')));
            else made.Append(letter == 'İ' ? 'i' : char.ToLowerInvariant(letter));
        }

        return made.ToString();
    }

    /// <summary>The folded spelling two strings share when they differ only in accents.</summary>
    public static string Plain(string lower) => IsPlain(lower) ? lower : string.Create(lower.Length, lower, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = BaseOf[from[i]];
    });

    private static bool IsSimple(string text)
    {
        foreach (var letter in text)
            if (LowerOf[letter] == 0) return false;
        return true;
    }

    private static bool IsPlain(string text)
    {
        foreach (var letter in text)
            if (letter is not ((>= 'a' and <= 'z') or ' ' or (>= 'а' and <= 'я'))) return false;
        return true;
    }
}
