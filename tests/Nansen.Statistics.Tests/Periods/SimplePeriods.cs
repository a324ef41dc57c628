using System.Globalization;

namespace Nansen.Statistics.Tests;

/// <summary>The account by its definition, one period and one year at a time: what the engine is compared with.</summary>
internal static class SimplePeriods
{
    private sealed record Period(DateOnly From, DateOnly? To, DateOnly? Birth, string Coo, string Sex, string Status);

    public static Dictionary<AccountKey, CellFigures> Account(IEnumerable<RandomJournal.Line> lines, DateOnly known, int fromYear)
    {
        var rows = new Dictionary<AccountKey, CellFigures>();
        foreach (var p in Periods(lines.Where(l => l.Recorded <= known)))
        {
            if (p.From > known || p.To < p.From) continue;
            for (var year = fromYear; year <= known.Year; year++)
            {
                var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31) < known ? new DateOnly(year, 12, 31) : known);
                bool InYear(DateOnly? day) => day >= first && day <= last;
                if (p.From < first && (p.To is null || p.To >= first)) Add(p, year, Band(p, first.AddDays(-1)), new CellFigures(1, 0, 0, 0, 0));
                if (InYear(p.From)) Add(p, year, Band(p, p.From), new CellFigures(0, 1, 0, 0, 0));
                if (InYear(p.To)) Add(p, year, Band(p, p.To!.Value), new CellFigures(0, 0, 0, 1, 0));
                for (var day = p.From > first ? p.From.AddDays(1) : first; p.Birth is not null && day <= last && !(day > p.To); day = day.AddDays(1))
                {
                    if (Band(p, day) == Band(p, day.AddDays(-1)) || day <= p.From) continue;
                    Add(p, year, Band(p, day), new CellFigures(0, 0, 1, 0, 0));
                    Add(p, year, Band(p, day.AddDays(-1)), new CellFigures(0, 0, 0, 0, 1));
                }
            }
        }

        return rows.Where(r => !r.Value.IsZero).ToDictionary();

        void Add(Period p, int year, int band, CellFigures one)
        {
            var key = new AccountKey(year, p.Coo, p.Sex[0], p.Status, band);
            var f = rows.GetValueOrDefault(key);
            rows[key] = new CellFigures(
                f.Opening + one.Opening, f.Inflow + one.Inflow, f.AgedIn + one.AgedIn, f.Outflow + one.Outflow, f.AgedOut + one.AgedOut);
        }
    }

    /// <summary>The persons of a cell counted on one day, which the closing of the year must be.</summary>
    public static int Stock(IEnumerable<RandomJournal.Line> lines, AccountKey key, DateOnly after) =>
        Periods(lines).Count(p => p.From <= after && (p.To is null || (p.To > after && p.To >= p.From)) && p.Coo == key.Coo
            && p.Sex[0] == key.Sex && p.Status == key.Status && Band(p, after) == key.Band);

    private static int Band(Period p, DateOnly day)
    {
        if (p.Birth is not { } birth) return AgeBand.Unknown;
        var years = day.Year - birth.Year;
        var birthday = birth is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(day.Year) ? new DateOnly(day.Year, 2, 28) : new DateOnly(day.Year, birth.Month, birth.Day);
        if (day < birthday) years--;
        return years < 5 ? 0 : years < 12 ? 1 : years < 18 ? 2 : years < 60 ? 3 : 4;
    }

    private static List<Period> Periods(IEnumerable<RandomJournal.Line> lines)
    {
        var periods = new Dictionary<int, Period?>();
        foreach (var line in lines)
        {
            var f = line.Rest.Split(',');
            if (f[0] == "OPEN") periods[line.Period] = new Period(Day(f[1])!.Value, null, Day(f[3]), f[4], f[2], f[5]);
            else if (periods[line.Period] is { } p)
                periods[line.Period] = (f[0], f[6]) switch
                {
                    ("VOID", _) => null,
                    ("CLOSE", _) => p with { To = Day(f[1]) },
                    (_, "d_from") => p with { From = Day(f[7])!.Value },
                    (_, "d_to") => p with { To = Day(f[7]) },
                    (_, "birth") => p with { Birth = Day(f[7]) },
                    (_, "sex") => p with { Sex = f[7] },
                    _ => p with { Coo = f[7] },
                };
        }

        return [.. periods.Values.OfType<Period>()];
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
