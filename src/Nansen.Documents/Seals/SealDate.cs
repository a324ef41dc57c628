using System.Globalization;

namespace Nansen.Documents;

/// <summary>
/// A date in a seal: the number MMDDYYYY in three bytes (Doc 9303-13, section 2.3.1). What stands there may be no date at
/// all: then <see cref="Day"/> is null and the raw number stays for the examiner.
/// </summary>
/// <param name="Raw">The number as read.</param>
public readonly record struct SealDate(int Raw)
{
    /// <summary>The bytes a date takes.</summary>
    public const int Length = 3;

    /// <summary>The day, or null when the number is no date.</summary>
    public DateOnly? Day
    {
        get
        {
            var (month, day, year) = (Raw / 1_000_000, Raw / 10_000 % 100, Raw % 10_000);
            if (month is < 1 or > 12 || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
            return new DateOnly(year, month, day);
        }
    }

    /// <summary>The seal's form of a day.</summary>
    public static SealDate Of(DateOnly day) => new(day.Month * 1_000_000 + day.Day * 10_000 + day.Year);

    /// <summary>Reads three bytes.</summary>
    public static SealDate Read(ReadOnlySpan<byte> bytes) => new(bytes[0] << 16 | bytes[1] << 8 | bytes[2]);

    /// <summary>Writes three bytes.</summary>
    public void Write(Span<byte> bytes) => (bytes[0], bytes[1], bytes[2]) = ((byte)(Raw >> 16), (byte)(Raw >> 8), (byte)Raw);

    /// <summary>The day as 2020-01-31, or the raw number.</summary>
    public override string ToString() => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Raw.ToString("00000000", CultureInfo.InvariantCulture);
}

/// <summary>
/// A date of which parts may be unknown: a byte whose bits mark the unknown digits of MMDDYYYY, then the three-byte number
/// with zeros in their places (Doc 9303-13; barcode signature dates in the wild).
/// </summary>
public static class MaskedDate
{
    /// <summary>The bytes a date takes.</summary>
    public const int Length = 4;

    /// <summary>Writes a day of which everything is known.</summary>
    public static byte[] Encode(DateOnly day)
    {
        var bytes = new byte[Length];
        SealDate.Of(day).Write(bytes.AsSpan(1));
        return bytes;
    }

    /// <summary>Reads it as yyyy-MM-dd with x for each unknown digit, or null when it is no date.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) return null;
        var mask = bytes[0];
        var date = SealDate.Read(bytes[1..]);
        if (mask == 0) return date.Day is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        if (date.Raw > 99_999_999) return null;
        var digits = date.Raw.ToString("00000000", CultureInfo.InvariantCulture).ToCharArray();
        for (var i = 0; i < 8; i++)
            if ((mask & 0x80 >> i) != 0) digits[i] = 'x';
        var text = new string(digits);
        return $"{text[4..]}-{text[..2]}-{text[2..4]}";
    }
}
