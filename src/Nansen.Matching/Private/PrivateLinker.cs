using System.Collections.Concurrent;

namespace Nansen.Matching;

/// <summary>What private linkage found.</summary>
/// <param name="Pairs">Pairs called a match, by record numbers of the two files; the probability is estimated from how far the pair stands above chance.</param>
/// <param name="Bar">Likeness (Dice) from which a pair is called a match.</param>
/// <param name="Compared">Pairs compared.</param>
public sealed record PrivateLinkResult(IReadOnlyList<LinkedPair> Pairs, double Bar, long Compared);

/// <summary>
/// Links two files of encodings without a key: every record of one against every record of the other whose number of
/// bits allows the likeness asked for. The bar is chosen from the spread of the best likenesses.
/// </summary>
public static class PrivateLinker
{
    private const double Least = 0.55;
    private const int Tile = 1024;
    private const int StrangersAllowed = 12;

    /// <summary>Links two files.</summary>
    /// <exception cref="FormatException">They were made with different keys.</exception>
    public static PrivateLinkResult Link(EncodedFile left, EncodedFile right, double? bar = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.KeyMark != right.KeyMark)
            throw new FormatException($"The files were made with different keys ({left.KeyMark}, {right.KeyMark}) and cannot be compared.");
        var (order, counts, rows) = ByBits(right);
        var found = new ConcurrentBag<List<(int, int, double)>>();
        long compared = 0;
        Parallel.For(0, (left.Count + 63) / 64, Parallelism.Options, part =>
        {
            var mine = new List<(int, int, double)>();
            var shared = new ushort[Tile];
            long seen = 0;
            for (var a = part * 64; a < Math.Min(left.Count, part * 64 + 64); a++) seen += One(left.Row(a), a, order, counts, rows, shared, mine);
            found.Add(mine);
            Interlocked.Add(ref compared, seen);
        });
        var all = found.SelectMany(f => f).ToList();
        var chosen = bar ?? Bar(all, left.Count);
        return new(OneToOne(all, chosen), Math.Round(chosen, 4), compared);
    }

    /// <summary>Rows sorted by their number of bits, so that those too unlike are passed over.</summary>
    private static (int[] Order, int[] Counts, ulong[] Rows) ByBits(EncodedFile file)
    {
        var bits = new int[file.Count];
        var order = new int[file.Count];
        for (var i = 0; i < file.Count; i++) (bits[i], order[i]) = (BitOverlap.Of(file.Row(i)), i);
        Array.Sort(bits, order);
        var rows = new ulong[file.Rows.Length];
        for (var i = 0; i < order.Length; i++) file.Row(order[i]).CopyTo(rows.AsSpan(i * RecordEncoder.Words));
        return (order, bits, rows);
    }

    private static long One(ReadOnlySpan<ulong> query, int a, int[] order, int[] counts, ulong[] rows, ushort[] shared, List<(int, int, double)> found)
    {
        var bits = BitOverlap.Of(query);
        if (bits == 0) return 0;
        var from = LowerBound(counts, (int)Math.Ceiling(bits * Least / (2 - Least)));
        var to = LowerBound(counts, (int)Math.Floor(bits * (2 - Least) / Least) + 1);
        for (var start = from; start < to; start += Tile)
        {
            var n = Math.Min(Tile, to - start);
            BitOverlap.Count(query, rows.AsSpan(start * RecordEncoder.Words, n * RecordEncoder.Words), shared.AsSpan(0, n));
            for (var i = 0; i < n; i++)
                if (shared[i] * 2 >= Least * (bits + counts[start + i])) found.Add((a, order[start + i], 2.0 * shared[i] / (bits + counts[start + i])));
        }

        return to - from;
    }

    private static int LowerBound(int[] sorted, int value)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (sorted[middle] < value) from = middle + 1;
            else to = middle;
        }

        return from;
    }

    /// <summary>
    /// The second best likeness of a record is nearly always a stranger's: the bar is put where hardly one in a hundred
    /// of them reaches, and not above where the heaps of the best likenesses part (Otsu's threshold), should the files
    /// hold the same person several times.
    /// </summary>
    private static double Bar(List<(int A, int B, double Dice)> all, int records)
    {
        var first = new Dictionary<int, double>();
        var second = new Dictionary<int, double>();
        foreach (var (a, _, dice) in all)
        {
            var best = first.GetValueOrDefault(a);
            if (dice > best) (first[a], second[a]) = (dice, best);
            else if (dice > second.GetValueOrDefault(a)) second[a] = dice;
        }

        var strangers = second.Values.OrderDescending().ToArray();
        var few = Math.Max(1, records * StrangersAllowed / 1000);
        var tail = strangers.Length > few ? strangers[few] : Least;
        return Math.Clamp(Math.Min(tail, Otsu(first.Values)), 0.6, 0.9);
    }

    private static double Otsu(IEnumerable<double> values)
    {
        const int steps = 200;
        var heap = new double[steps + 1];
        foreach (var dice in values) heap[(int)(dice * steps)]++;
        var (total, sum) = (heap.Sum(), heap.Select((h, i) => h * i).Sum());
        double below = 0, belowSum = 0, top = -1, bar = 0.8;
        for (var i = 0; i < steps; i++)
        {
            below += heap[i];
            belowSum += heap[i] * i;
            if (below == 0 || below == total) continue;
            var (low, high) = (belowSum / below, (sum - belowSum) / (total - below));
            var between = below * (total - below) * (low - high) * (low - high);
            if (between > top) (top, bar) = (between, (i + 1.0) / steps);
        }

        return bar;
    }

    /// <summary>Likest first; a record is taken again only by a pair as like as its best.</summary>
    private static List<LinkedPair> OneToOne(List<(int A, int B, double Dice)> all, double bar)
    {
        all.Sort(static (x, y) => x.Dice != y.Dice ? y.Dice.CompareTo(x.Dice) : x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        var (bestA, bestB) = (new Dictionary<int, double>(), new Dictionary<int, double>());
        var pairs = new List<LinkedPair>();
        foreach (var (a, b, dice) in all)
        {
            if (dice < bar) break;
            bestA.TryAdd(a, dice);
            bestB.TryAdd(b, dice);
            if (dice < Math.Min(bestA[a], bestB[b]) - 0.04 || (dice < bestA[a] - 0.12) || (dice < bestB[b] - 0.12)) continue;
            pairs.Add(new(a, b, Math.Round(Logistic.Sigmoid((dice - bar) * 40 + 0.5), 4)));
        }

        return pairs;
    }
}
