namespace Nansen.Statistics;

public sealed partial class PeriodBook
{
    /// <summary>Adds up one account: for each cell the stock before the first day and every flow by span and line.</summary>
    private sealed class AccountBuilder
    {
        private const int NotAsked = -1, NotYetKnown = -2;
        private readonly AccountQuery query;
        private readonly Snapshot look;
        private readonly Span span;
        private readonly IReadOnlyList<string> ages;
        private readonly bool byAge, byEurostat;
        private readonly int from, to, horizon, firstSpan, spans, lines;
        private readonly int[] groupOfCodes;
        private readonly List<string[]> groups = [];
        private readonly Dictionary<string, int> groupNumbers = new(StringComparer.Ordinal);
        private readonly List<int[]?> cells = [];

        public AccountBuilder(AccountQuery? query, Snapshot look)
        {
            ArgumentNullException.ThrowIfNull(query);
            if (query.To < query.From) throw new ArgumentException("The account ends before it begins.", nameof(query));
            var asked = query.By.Select(Calendar.SpanNamed).Where(s => s is not null).ToList();
            if (asked.Count > 1) throw new ArgumentException("An account is by year, by quarter or by month, not by two of them.", nameof(query));
            if (query.By.Distinct(StringComparer.Ordinal).Count() != query.By.Count) throw new ArgumentException("A key column is named twice.", nameof(query));
            (this.query, this.look) = (query, look);
            span = asked.FirstOrDefault() ?? Span.Whole;
            byEurostat = query.By.Contains("age_eu");
            byAge = byEurostat || query.By.Contains("age");
            if (byEurostat && query.By.Contains("age")) throw new ArgumentException("An account is by UNHCR's age groups or by Eurostat's, not by both.", nameof(query));
            ages = byEurostat ? EurostatAge.Codes : AgeBand.Names;
            (from, to) = (query.From.DayNumber, query.To.DayNumber);
            var last = query.Horizon ?? (query.AsKnownAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : query.To);
            horizon = Math.Min(to, last.DayNumber);
            firstSpan = span.Index(from);
            // Nothing is said about spans that begin after the horizon: their stock is not known yet.
            spans = horizon < from ? 0 : span.Index(horizon) - firstSpan + 1;
            lines = AccountLine.FirstCause + look.Causes.Length * 2;
            groupOfCodes = new int[look.CodeCount];
            Array.Fill(groupOfCodes, NotYetKnown);
        }

        /// <summary>Counts every period, or those of some versions only.</summary>
        public void Run(IReadOnlyList<int>? only = null)
        {
            var flows = new CellFlows(this);
            var versions = look.Versions.Span;
            if (only is null)
            {
                foreach (ref readonly var version in versions)
                    if (version.StandsAt(look.Limit)) PeriodWalk.Over(in version, byEurostat, horizon, ref flows);
                return;
            }

            foreach (var i in only)
                if (versions[i].StandsAt(look.Limit)) PeriodWalk.Over(in versions[i], byEurostat, horizon, ref flows);
        }

        /// <summary>The periods with a flow or a stock in the row with these keys.</summary>
        public IEnumerable<Guid> Behind(IReadOnlyList<string> keys)
        {
            var wanted = new bool[look.CodeCount];
            for (var codes = 0; codes < wanted.Length; codes++)
                wanted[codes] = GroupOf(codes) is >= 0 and var group && groups[group].Zip(keys).All(p => p.First.Length == 0 || p.First == p.Second);
            for (var i = 0; i < look.Versions.Length; i++)
            {
                var version = look.Versions.Span[i];
                if (!version.StandsAt(look.Limit)) continue;
                if (!wanted[version.Codes] && !(version.Changes?.Any(c => wanted[c.Codes]) ?? false)) continue;
                foreach (var counts in cells)
                    if (counts is not null) Array.Clear(counts);
                var flows = new CellFlows(this);
                PeriodWalk.Over(in version, byEurostat, horizon, ref flows);
                if (Table().Rows.Any(r => r.Keys.SequenceEqual(keys))) yield return look.Entries[version.Entry].About;
            }
        }

        public FigureTable Table()
        {
            var used = new bool[lines];
            var rows = new List<(int Span, int Group, int Band, long[] Figures)>();
            for (var cell = 0; cell < cells.Count; cell++)
                if (cells[cell] is { } counts) AddRows(cell, counts, rows, used);
            int[] shown = [.. ShownLines(used)];
            var ordered = rows.Select(r => (Keys: KeysOf(r.Span, r.Group, r.Band), r.Band, r.Figures)).ToList();
            ordered.Sort((a, b) => CompareKeys(a.Keys, a.Band, b.Keys, b.Band));
            return new FigureTable(query.By, ["opening", .. shown.Select(LineName), "closing"], [.. ordered.Select(r => new FigureRow(
                r.Keys, [r.Figures[0], .. shown.Select(l => (decimal?)r.Figures[l + 1]), r.Figures[^1]]))]);
        }

        private void AddRows(int cell, int[] counts, List<(int, int, int, long[])> rows, bool[] used)
        {
            long stock = counts[0];
            for (var s = 0; s < spans; s++)
            {
                var figures = new long[lines + 2];
                figures[0] = stock;
                var any = stock != 0;
                for (var line = 0; line < lines; line++)
                {
                    var n = counts[1 + s * lines + line];
                    if (n == 0) continue;
                    figures[line + 1] = n;
                    stock += n * AccountLine.Sign(line);
                    used[line] = any = true;
                }

                figures[^1] = stock;
                if (any) rows.Add((firstSpan + s, byAge ? cell / ages.Count : cell, byAge ? cell % ages.Count : 0, figures));
            }
        }

        private IEnumerable<int> ShownLines(bool[] used)
        {
            var byName = Enumerable.Range(0, look.Causes.Length).OrderBy(c => look.Causes[c], StringComparer.Ordinal).ToList();
            foreach (var c in byName) if (used[AccountLine.In(c)]) yield return AccountLine.In(c);
            if (byAge) yield return AccountLine.AgedIn;
            if (used[AccountLine.ReclassifiedIn] || used[AccountLine.ReclassifiedOut]) yield return AccountLine.ReclassifiedIn;
            if (byAge) yield return AccountLine.AgedOut;
            if (used[AccountLine.ReclassifiedIn] || used[AccountLine.ReclassifiedOut]) yield return AccountLine.ReclassifiedOut;
            foreach (var c in byName) if (used[AccountLine.Out(c)]) yield return AccountLine.Out(c);
        }

        private string LineName(int line) => line switch
        {
            AccountLine.AgedIn => "aged_in",
            AccountLine.AgedOut => "aged_out",
            AccountLine.ReclassifiedIn => "reclassified_in",
            AccountLine.ReclassifiedOut => "reclassified_out",
            _ => (AccountLine.Sign(line) > 0 ? "in_" : "out_") + look.Causes[(line - AccountLine.FirstCause) / 2],
        };

        private string[] KeysOf(int spanIndex, int group, int band)
        {
            var keys = new string[query.By.Count];
            for (var i = 0; i < keys.Length; i++)
                keys[i] = Calendar.SpanNamed(query.By[i]) is not null ? span.Name(spanIndex)
                    : query.By[i] is "age" or "age_eu" ? ages[band] : groups[group][i];
            return keys;
        }

        private int CompareKeys(string[] a, int bandA, string[] b, int bandB)
        {
            for (var i = 0; i < a.Length; i++)
            {
                var order = query.By[i] is "age" or "age_eu" ? bandA.CompareTo(bandB) : string.CompareOrdinal(a[i], b[i]);
                if (order != 0) return order;
            }

            return 0;
        }

        private int GroupOf(int codes)
        {
            ref var group = ref groupOfCodes[codes];
            if (group != NotYetKnown) return group;
            var set = look.Codes[codes];
            if ((query.Status is { } status && set.Status != status)
                || (query.Statuses is { } statuses && !statuses.Contains(set.Status))
                || (query.Where?.Any(w => !CodeFilter.Passes(set.Value(w.Key), w.Value)) ?? false)) return group = NotAsked;
            string[] values = [.. query.By.Select(d => d is "age" or "age_eu" || Calendar.SpanNamed(d) is not null ? "" : set.Value(d))];
            var key = string.Join('\u001f', values);
            if (!groupNumbers.TryGetValue(key, out group))
            {
                groupNumbers[key] = group = groups.Count;
                groups.Add(values);
            }

            return group;
        }

        private void Count(int cell, int line, int day)
        {
            if (day > horizon) return;
            while (cells.Count <= cell) cells.Add(null);
            var counts = cells[cell] ??= new int[1 + spans * lines];
            if (day < from) counts[0] += AccountLine.Sign(line);
            else counts[1 + (span.Index(day) - firstSpan) * lines + line]++;
        }

        /// <summary>Flows into cells. What stays inside one cell, as ageing does when age is no key, is not a flow.</summary>
        private struct CellFlows(AccountBuilder account) : IFlows
        {
            private int leaving;

            public void Flow(int codes, int band, int line, int day)
            {
                var group = account.GroupOf(codes);
                var cell = group < 0 ? NotAsked : account.byAge ? group * account.ages.Count + band : group;
                if (line is AccountLine.AgedOut or AccountLine.ReclassifiedOut) leaving = cell;
                else if (line is AccountLine.AgedIn or AccountLine.ReclassifiedIn)
                {
                    if (cell == leaving) return;
                    if (leaving >= 0) account.Count(leaving, line + 1, day);
                    if (cell >= 0) account.Count(cell, line, day);
                }
                else if (cell >= 0) account.Count(cell, line, day);
            }
        }
    }
}
