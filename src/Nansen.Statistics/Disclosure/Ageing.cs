namespace Nansen.Statistics;

/// <summary>
/// From which age group to which others go: an account says only how many leave each group and how many enter it. Most pass to the next group;
/// where a birth date is inexact they pass through "unknown".
/// </summary>
internal static class Ageing
{
    /// <summary>One way in which it can have been; −1 stands for where nobody is seen to come from or go to.</summary>
    /// <param name="left">How many left each group, the unknown last.</param>
    /// <param name="entered">How many entered it.</param>
    public static IReadOnlyList<(int From, int To, long Persons)> Ways(long[] left, long[] entered)
    {
        var ways = new Dictionary<(int From, int To), long>();
        for (var b = 0; b < AgeBand.Unknown - 1; b++) Take(b, b + 1);
        for (var b = 0; b < AgeBand.Unknown; b++)
        {
            Take(b, AgeBand.Unknown);
            Take(AgeBand.Unknown, b);
        }

        for (var from = 0; from < left.Length; from++)
            for (var to = 0; to < entered.Length; to++)
                if (from != to) Take(from, to);
        // Who both entered and left one group and nobody else remains: she came from somebody's way, and went on along it.
        for (var b = 0; b < left.Length; b++)
            while (Math.Min(left[b], entered[b]) > 0 && ways.FirstOrDefault(w => w.Value > 0 && w.Key.From != b && w.Key.To != b).Key is var way && way != default)
            {
                ways[way]--;
                (ways[(way.From, b)], ways[(b, way.To)]) = (ways.GetValueOrDefault((way.From, b)) + 1, ways.GetValueOrDefault((b, way.To)) + 1);
                (left[b], entered[b]) = (left[b] - 1, entered[b] - 1);
            }

        for (var b = 0; b < left.Length; b++)
        {
            ways[(b, -1)] = left[b];
            ways[(-1, b)] = entered[b];
        }

        return [.. ways.Where(w => w.Value > 0).OrderBy(w => w.Key).Select(w => (w.Key.From, w.Key.To, w.Value))];

        void Take(int from, int to)
        {
            var persons = Math.Min(left[from], entered[to]);
            if (persons == 0) return;
            ways[(from, to)] = ways.GetValueOrDefault((from, to)) + persons;
            (left[from], entered[to]) = (left[from] - persons, entered[to] - persons);
        }
    }
}
