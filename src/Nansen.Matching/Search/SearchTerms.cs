using System.Globalization;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>What a query asks for, read once: words of names, a birth date or age, a telephone number.</summary>
internal sealed class SearchTerms
{
    private const int AgeSlack = 2, MostLetters = 2_000, MostPieces = 40;

    /// <summary>The words looked for.</summary>
    public required NameToken[] Words { get; init; }

    /// <summary>From this word on they are free words, which may be no more than the beginning of a name.</summary>
    public int FreeFrom { get; private init; }

    /// <summary>Birth date as far as it is asked for.</summary>
    public PartialDate? Birth { get; private set; }

    /// <summary>Digits of the telephone number as a number; 0 when not asked for.</summary>
    public ulong Phone { get; private set; }

    /// <summary>Reads a query.</summary>
    public static SearchTerms Of(PersonQuery query)
    {
        var words = new List<NameToken>();
        foreach (var name in query.Names)
            if (words.Count < NameForm.MostWords) Add(words, NameForm.Of(name).Names);
        var freeFrom = words.Count;
        PartialDate? birth = query.Birth;
        int? age = query.Age;
        var phone = PhoneNumber.Key(query.Phone);
        var text = query.Words ?? "";
        if (text.Length > MostLetters) text = text[..MostLetters];
        foreach (var piece in text.Split([' ', ',', ';', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Take(MostPieces))
        {
            if (!piece.Any(char.IsDigit)) Add(words, NameForm.Of(piece).Names);
            else if (DateIn(piece) is { } date) birth ??= date;
            else if (piece.Count(char.IsDigit) >= 6) phone = phone == 0 ? PhoneNumber.Key(piece) : phone;
            else if (int.TryParse(piece, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 120) age ??= number;
        }

        if (birth is null && age is { } years and >= 0 and < 130)
        {
            var on = query.On ?? DateOnly.FromDateTime(DateTime.UtcNow);
            // An age said in antiquity or at the end of the calendar is a slip of the pen.
            if (on.Year is > 200 and < 9_900)
            {
                var said = PartialDate.OfAge(years, on);
                birth = PartialDate.Between(said.Earliest.AddYears(-AgeSlack), said.Latest.AddYears(AgeSlack));
            }
        }

        return new SearchTerms { Words = [.. words.Take(NameForm.MostWords)], FreeFrom = freeFrom, Birth = birth, Phone = phone };
    }

    private static void Add(List<NameToken> words, IEnumerable<NameToken> more)
    {
        foreach (var word in more)
            if (!words.Any(w => w.Lower == word.Lower)) words.Add(word);
    }

    private static PartialDate? DateIn(string piece)
    {
        if (PartialDate.TryParse(piece, out var date) && date.Earliest.Year is >= 1880 and <= 2100) return date;
        foreach (var form in (string[])["dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy"])
            if (DateOnly.TryParseExact(piece, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return PartialDate.OfDay(day);
        return null;
    }
}

/// <summary>Telephone numbers by their last nine digits, which no habit of writing country and trunk codes changes.</summary>
internal static class PhoneNumber
{
    /// <summary>The key of a number; 0 when it has fewer than five digits.</summary>
    public static ulong Key(string? number)
    {
        if (number is null) return 0;
        ulong key = 0;
        var digits = 0;
        for (var i = number.Length - 1; i >= 0 && digits < 9; i--)
        {
            var value = CharUnicodeInfo.GetDecimalDigitValue(number[i]);
            if (value < 0) continue;
            key += (ulong)value * Powers[digits++];
        }

        return digits < 5 ? 0 : key + 1;
    }

    /// <summary>The key of a number of ASCII digits.</summary>
    public static ulong Key(ReadOnlySpan<byte> number)
    {
        ulong key = 0;
        var digits = 0;
        for (var i = number.Length - 1; i >= 0 && digits < 9; i--)
        {
            if (number[i] > 127) return Key(System.Text.Encoding.UTF8.GetString(number));
            if (number[i] is >= (byte)'0' and <= (byte)'9') key += (ulong)(number[i] - '0') * Powers[digits++];
        }

        return digits < 5 ? 0 : key + 1;
    }

    private static readonly ulong[] Powers = [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000];
}
