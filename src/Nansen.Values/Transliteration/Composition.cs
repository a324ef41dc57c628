using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Nansen.Values;

/// <summary>Letters with marks, joined and taken apart without ICU.</summary>
internal static class Composition
{
    private static readonly string[][] Rows = TransliterationTables.Rows("composition.tsv");

    private static readonly FrozenDictionary<(char Base, char Mark), char> Joined =
        Rows.ToFrozenDictionary(r => (Letter(r[1]), Letter(r[2])), r => r[0][0]);

    private static readonly FrozenDictionary<char, char> Bases = Rows.ToFrozenDictionary(r => r[0][0], r => Letter(r[1]));

    /// <summary>Joins each letter with the marks behind it where there is one letter for both.</summary>
    public static string Compose(string text)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var c in text)
            if (joined.Length > 0 && Joined.TryGetValue((joined[^1], c), out var letter)) joined[^1] = letter;
            else joined.Append(c);
        return joined.ToString();
    }

    /// <summary>The letter without its marks; the letter itself when it has none.</summary>
    public static char Bare(char letter)
    {
        while (Bases.TryGetValue(letter, out var bare)) letter = bare;
        return letter;
    }

    private static char Letter(string hex) => (char)int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
