namespace Nansen.Statistics;

/// <summary>The lines that are in every account, before those of the causes.</summary>
internal static class AccountLine
{
    public const int AgedIn = 0, AgedOut = 1, ReclassifiedIn = 2, ReclassifiedOut = 3, FirstCause = 4;

    public static int In(int cause) => FirstCause + cause * 2;

    public static int Out(int cause) => FirstCause + cause * 2 + 1;

    /// <summary>Inflows add to the stock, outflows take from it.</summary>
    public static int Sign(int line) => (line & 1) == 0 ? 1 : -1;
}

/// <summary>Receives the flows of one period in the order of time: every step leaves one cell and enters another.</summary>
internal interface IFlows
{
    void Flow(int codes, int band, int line, int day);
}

/// <summary>
/// Follows one period through its life. Crossings are known by month only: one counts on the last day of its month,
/// unless a closing or reclassification of the same month recorded the group it found, which then says whether the
/// birthday had passed. A recorded group that differs otherwise is an ageing on that day, so nothing is ever lost
/// between two cells and every row balances.
/// </summary>
internal static class PeriodWalk
{
    /// <param name="period">The period.</param>
    /// <param name="byEurostat">Whether ages are Eurostat's groups; else UNHCR's.</param>
    /// <param name="horizon">Nothing after this day.</param>
    /// <param name="flows">Told of each step.</param>
    public static void Over<TFlows>(in PeriodVersion period, bool byEurostat, int horizon, ref TFlows flows)
        where TFlows : struct, IFlows, allows ref struct
    {
        if (period.On > horizon) return;
        var age = byEurostat ? period.EurostatAge : period.Age;
        var at = new Position { Codes = period.Codes, Band = age.Band, Day = period.On };
        flows.Flow(at.Codes, at.Band, AccountLine.In(period.Cause), at.Day);
        var changes = period.Changes ?? [];
        for (var i = 0; i < changes.Length; i++)
        {
            var change = changes[i];
            var day = Math.Max(change.Entry.On.DayNumber, at.Day);
            if (day > horizon || day > period.End) break;
            at.Reach(age.Crossings, day, (byEurostat ? change.Entry.EurostatGroup : change.Entry.Band) ?? -1, ref flows);
            // Of several changes of one day the last holds: the others were wrong, or changed at once.
            if (change.Codes == at.Codes || (i + 1 < changes.Length && changes[i + 1].Entry.On == change.Entry.On)) continue;
            flows.Flow(at.Codes, at.Band, AccountLine.ReclassifiedOut, day);
            at.Codes = change.Codes;
            flows.Flow(at.Codes, at.Band, AccountLine.ReclassifiedIn, day);
        }

        if (period.End <= horizon)
        {
            at.Reach(age.Crossings, period.End, age.EndBand, ref flows);
            flows.Flow(at.Codes, at.Band, AccountLine.Out(period.EndCause), period.End);
        }
        else
        {
            at.Reach(age.Crossings, horizon + 1, -1, ref flows);
        }
    }

    private ref struct Position
    {
        public int Codes, Band, Day;
        private int next;

        /// <summary>Ages the person up to a day, on which she was found to be in a group (-1: not recorded).</summary>
        public void Reach<TFlows>(int[] crossings, int day, int found, ref TFlows flows)
            where TFlows : struct, IFlows, allows ref struct
        {
            for (; next < crossings.Length; next++)
            {
                var monthEnd = Calendar.LastDayOfMonth(crossings[next] >> 3);
                if (monthEnd >= day) break;
                Age(crossings[next] & 7, Math.Max(monthEnd, Day), ref flows);
            }

            if (found >= 0) Age(found, day, ref flows);
            Day = Math.Max(Day, day);
        }

        private void Age<TFlows>(int band, int day, ref TFlows flows)
            where TFlows : struct, IFlows, allows ref struct
        {
            if (band == Band) return;
            flows.Flow(Codes, Band, AccountLine.AgedOut, day);
            Band = band;
            flows.Flow(Codes, Band, AccountLine.AgedIn, day);
        }
    }
}
