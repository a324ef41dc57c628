namespace Nansen.Register;

/// <summary>The days on which a life's counted steps happen; each lies in its published year.</summary>
internal sealed record LifeDates(DateOnly Lodged, DateOnly? Notified, DateOnly? Appealed, DateOnly? AppealNotified)
{
    // From lodging to a notified decision there must be time for certificate, interview and second officer.
    private const int Examination = 24, Hearing = 18;

    /// <summary>Days in working weeks stay in their year when those of its first and last week are left out.</summary>
    private static (DateOnly First, DateOnly Last) Bounds(int year) => (new DateOnly(year, 1, 12), new DateOnly(year, 12, 26));

    public static LifeDates Of(Life life, DemoRandom random)
    {
        var stones = new List<(int Year, int Least, int Most)> { (life.AppliedIn, 0, 9999) };
        if (life.DecidedIn is { } decided) stones.Add((decided, Examination, 9999));
        if (life.Appeal is { } appeal)
        {
            stones.Add(appeal.Way switch
            {
                AppealWay.InTime => (appeal.Year, 3, 27),
                AppealWay.LateStillPending => (appeal.Year, 40, 9999),
                _ => (appeal.Year, 50, 9999),
            });
            if (appeal.DecidedIn is { } answered) stones.Add((answered, Hearing, 9999));
        }

        var (first, last) = Windows(stones);
        var days = new DateOnly[stones.Count];
        for (var i = 0; i < days.Length; i++)
        {
            var from = i == 0 ? first[0] : Later(first[i], days[i - 1].AddDays(stones[i].Least));
            var to = i == 0 ? last[0] : Earlier(last[i], days[i - 1].AddDays(stones[i].Most));
            days[i] = random.Day(from, to);
        }

        DateOnly? At(int i) => i < days.Length ? days[i] : null;
        return new LifeDates(days[0], At(1), At(2), At(3));
    }

    // The first and last day on which each can happen so that all the others still fit into their years.
    private static (DateOnly[] First, DateOnly[] Last) Windows(List<(int Year, int Least, int Most)> stones)
    {
        var first = stones.Select(s => Bounds(s.Year).First).ToArray();
        var last = stones.Select(s => Bounds(s.Year).Last).ToArray();
        for (var i = 1; i < stones.Count; i++) first[i] = Later(first[i], first[i - 1].AddDays(stones[i].Least));
        for (var i = stones.Count - 2; i >= 0; i--)
        {
            last[i] = Earlier(last[i], last[i + 1].AddDays(-stones[i + 1].Least));
            first[i] = Later(first[i], first[i + 1].AddDays(-stones[i + 1].Most));
        }

        return (first, last);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
