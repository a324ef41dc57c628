namespace Nansen.Matching;

/// <summary>How two places as written stand to each other.</summary>
internal enum PlaceLevel : byte
{
    /// <summary>One or both are not known.</summary>
    Missing,

    /// <summary>Two places.</summary>
    Different,

    /// <summary>Another spelling, or one is said more fully: "Utopia" and "Port Utopia".</summary>
    Close,

    /// <summary>The same.</summary>
    Same,
}

/// <summary>Places compared as texts in lower case without accents, one way for search and linkage.</summary>
internal static class PlaceNames
{
    /// <summary>Compares two places.</summary>
    public static PlaceLevel Compare(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return PlaceLevel.Missing;
        if (a == b) return PlaceLevel.Same;
        if (OtherNumber(a, b)) return PlaceLevel.Different;
        return EditDistance.Of(a, b) * 4 <= Math.Max(a.Length, b.Length) || Inside(a, b) ? PlaceLevel.Close : PlaceLevel.Different;
    }

    /// <summary>Whether one text stands in the other.</summary>
    public static bool Inside(string a, string b) => a.Length > 3 && b.Length > 3 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));

    /// <summary>"District 12" and "District 54" are one letter or two apart, and two places.</summary>
    private static bool OtherNumber(string a, string b) => Digits(a) is not 0 and var x && Digits(b) is not 0 and var y && x != y;

    /// <summary>How often each digit stands in a text, six bits a digit.</summary>
    private static ulong Digits(string text)
    {
        var digits = 0UL;
        foreach (var letter in text)
            if (char.IsAsciiDigit(letter)) digits += 1UL << (6 * (letter - '0'));
        return digits;
    }
}
