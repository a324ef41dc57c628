using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Birth dates as numbers: year·512 + month·32 + day with what is not known left 0, as in <see cref="BirthComparison"/>;
/// below 0 for those between two days, which stand here once each. Grows only; one writer, readers need no lock.
/// </summary>
internal sealed class BirthDates
{
    private readonly Dictionary<(DateOnly From, DateOnly To), int> _codes = [];
    private volatile (DateOnly From, DateOnly To)[] _spans = new (DateOnly, DateOnly)[16];

    /// <summary>The number of a date; 0 for none. For the writer.</summary>
    public int Intern(PartialDate? date)
    {
        if (date is not { } known) return 0;
        var (from, to) = (known.Earliest, known.Latest);
        if (from == to) return BirthComparison.Packed(from);
        if (from.Year == to.Year && from.DayOfYear == 1 && to is { Month: 12, Day: 31 }) return from.Year << 9;
        if (from.Year == to.Year && from.Month == to.Month && from.Day == 1 && to.Day == DateTime.DaysInMonth(to.Year, to.Month)) return (from.Year << 9) | (from.Month << 5);
        if (_codes.TryGetValue((from, to), out var code)) return code;
        if (_codes.Count == _spans.Length)
        {
            var grown = new (DateOnly, DateOnly)[_spans.Length * 2];
            _spans.CopyTo(grown, 0);
            _spans = grown;
        }

        _spans[_codes.Count] = (from, to);
        return _codes[(from, to)] = -_codes.Count - 1;
    }

    /// <summary>The date of a number.</summary>
    public PartialDate? this[int code] => code switch
    {
        0 => null,
        < 0 => PartialDate.Between(_spans[-code - 1].From, _spans[-code - 1].To),
        _ when (code & 31) != 0 => PartialDate.OfDay(new DateOnly(code >> 9, (code >> 5) & 15, code & 31)),
        _ when (code & 511) != 0 => PartialDate.OfMonth(code >> 9, (code >> 5) & 15),
        _ => PartialDate.OfYear(code >> 9),
    };

    /// <summary>Whether a number is of a whole day.</summary>
    public static bool IsDay(int code) => code > 0 && (code & 31) != 0;
}
