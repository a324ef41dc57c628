using System.Globalization;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>How two birth dates stand to each other, the strongest first.</summary>
internal enum BirthLevel : byte
{
    /// <summary>One or both are not known.</summary>
    Missing,

    /// <summary>They cannot be one.</summary>
    Different,

    /// <summary>The same year, but another day.</summary>
    SameYear,

    /// <summary>One is a default or vague, and they are less than two years apart.</summary>
    Near,

    /// <summary>The same year, and the rest of one is unknown or a default.</summary>
    Year,

    /// <summary>Both are 1 January of one year: often only the year is known.</summary>
    Default,

    /// <summary>One digit differs.</summary>
    Typing,

    /// <summary>Years one apart, day and month the same.</summary>
    YearOff,

    /// <summary>Day and month swapped.</summary>
    Swapped,

    /// <summary>The same day.</summary>
    Same,
}

/// <summary>
/// Compares birth dates as papers have them: a 1 January that stands for "only the year is known", day and month
/// swapped, a year off by one by another calendar or a slip.
/// </summary>
internal static class BirthComparison
{
    /// <summary>Dates of which one is vague are far off from so many days on.</summary>
    public const int FarOff = 730;

    /// <summary>Compares two dates as far as they are known.</summary>
    public static BirthLevel Compare(PartialDate? left, PartialDate? right)
    {
        if (left is not { } a || right is not { } b) return BirthLevel.Missing;
        if (a.ExactDay is { } x && b.ExactDay is { } y) return Compare(Packed(x), Packed(y));
        if (a.Year is { } p && p == b.Year) return BirthLevel.Year;
        if (a.Overlaps(b)) return BirthLevel.Near;
        var apart = a.Earliest > b.Latest ? a.Earliest.DayNumber - b.Latest.DayNumber : b.Earliest.DayNumber - a.Latest.DayNumber;
        return apart < FarOff ? BirthLevel.Near : BirthLevel.Different;
    }

    /// <summary>A day as year·512 + month·32 + day; 0 is none.</summary>
    public static int Packed(DateOnly day) => (day.Year << 9) | (day.Month << 5) | day.Day;

    /// <summary>Whether a packed day is 1 January.</summary>
    public static bool IsDefault(int packed) => (packed & 511) == ((1 << 5) | 1);

    /// <summary>Compares two packed days.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public static BirthLevel Compare(int a, int b)
    {
        if (a == 0 || b == 0) return BirthLevel.Missing;
        if (a == b) return IsDefault(a) ? BirthLevel.Default : BirthLevel.Same;
        var (yearA, yearB) = (a >> 9, b >> 9);
        var (restA, restB) = (a & 511, b & 511);
        var (defaultA, defaultB) = (IsDefault(a), IsDefault(b));
        if (yearA == yearB)
        {
            if (defaultA || defaultB) return BirthLevel.Year;
            if ((restA >> 5) == (restB & 31) && (restB >> 5) == (restA & 31)) return BirthLevel.Swapped;
            return OneDigit(restA & 31, restB & 31) && (restA >> 5) == (restB >> 5) || OneDigit(restA >> 5, restB >> 5) && (restA & 31) == (restB & 31)
                ? BirthLevel.Typing : BirthLevel.SameYear;
        }

        var years = Math.Abs(yearA - yearB);
        if (restA == restB && !defaultA) return years == 1 ? BirthLevel.YearOff : OneYearDigit(yearA, yearB) ? BirthLevel.Typing : BirthLevel.Different;
        return years <= 2 && (defaultA || defaultB) ? BirthLevel.Near : BirthLevel.Different;
    }

    /// <summary>Whether two packed days follow each other.</summary>
    public static bool ADayApart(int a, int b) =>
        Math.Abs((a >> 9) - (b >> 9)) <= 1 && Math.Abs(DayOf(a).DayNumber - DayOf(b).DayNumber) == 1;

    private static DateOnly DayOf(int packed) => new(packed >> 9, (packed >> 5) & 15, packed & 31);

    private static bool OneDigit(int a, int b) => a / 10 == b / 10 || a % 10 == b % 10 || (a / 10 == b % 10 && a % 10 == b / 10);

    private static bool OneYearDigit(int a, int b)
    {
        if ((uint)a >= Years || (uint)b >= Years) return false;
        var (x, y) = (Digits[a], Digits[b]);
        var other = x ^ y;
        if ((other & 0xFFF0) == 0 || (other & 0xFF0F) == 0 || (other & 0xF0FF) == 0 || (other & 0x0FFF) == 0) return other != 0;
        return (other & 0xFF00) == 0 && ((x >> 4) & 15) == (y & 15) && ((y >> 4) & 15) == (x & 15);
    }

    private const int Years = 10_000;

    // Four bits a digit.
    private static readonly ushort[] Digits = [.. Enumerable.Range(0, Years).Select(y => (ushort)(y / 1000 << 12 | y / 100 % 10 << 8 | y / 10 % 10 << 4 | y % 10))];

    /// <summary>The comparison in words, with its weight.</summary>
    public static AttributeComparison Explain(PartialDate? left, PartialDate? right, double weight)
    {
        var level = Compare(left, right);
        if (left is not { } a || right is not { } b) return new("birth", Agreement.Missing, new("value.missing"), 0);
        var (x, y) = (a.ToString(), b.ToString());
        var year = a.Earliest.Year.ToString("0000", CultureInfo.InvariantCulture);
        if (a.ExactDay is { } dayA && b.ExactDay is { } dayB && ADayApart(Packed(dayA), Packed(dayB))) return new("birth", Agreement.Close, new("birth.day.off", x, y), weight);
        return level switch
        {
            BirthLevel.Same => new("birth", Agreement.Same, new("birth.same", x), weight),
            BirthLevel.Default => new("birth", Agreement.Partial, new("birth.default", year), weight),
            BirthLevel.Swapped => new("birth", Agreement.Close, new("birth.swapped", x, y), weight),
            BirthLevel.Typing => new("birth", Agreement.Close, new("birth.typing", x, y), weight),
            BirthLevel.YearOff => new("birth", Agreement.Close, new("birth.year.off", x, y), weight),
            BirthLevel.Year => new("birth", Agreement.Partial, new(a.ExactDay is { Day: 1, Month: 1 } || b.ExactDay is { Day: 1, Month: 1 } ? "birth.year.default" : "birth.year", year), weight),
            BirthLevel.SameYear => new("birth", Agreement.Partial, new("birth.year", year), weight),
            BirthLevel.Near => new("birth", Agreement.Partial, new(a.Overlaps(b) ? "birth.overlap" : "birth.near", x, y), weight),
            _ => new("birth", Agreement.Different, new("birth.different", x, y), weight),
        };
    }
}
