namespace Nansen.Matching;

/// <summary>
/// Records of one person gathered, strongest link first. Two clusters are joined only when their members, taken together,
/// speak for it: a single strong link does not bind people whose other records contradict each other.
/// </summary>
internal sealed class Clusters
{
    private const int MostMembers = 200, MostCompared = 400;

    private readonly int[] _parent;

    // The members of a cluster follow each other in a ring.
    private readonly int[] _next;

    // By which link the two records of a pair were joined.
    private readonly int[] _link;
    private readonly LinkedPair[] _links;
    private readonly LatentClasses _classes;

    private Clusters(int count, LinkedPair[] links, LatentClasses classes)
    {
        (_parent, _next, _link, _links) = (new int[count], new int[count], new int[count], links);
        for (var i = 0; i < count; i++) _parent[i] = _next[i] = i;
        _classes = classes;
    }

    /// <summary>Pairs within the clusters, by record.</summary>
    public IReadOnlyList<LinkedPair> Pairs { get; private set; } = [];

    /// <summary>Clusters of two and more.</summary>
    public int Count { get; private set; }

    /// <summary>Links that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The weakest link that joined two clusters.</summary>
    public double Weakest { get; private set; } = 1;

    /// <summary>Whether two records stand in one cluster.</summary>
    public bool Joined(int a, int b) => Find(a) == Find(b);

    /// <summary>Gathers clusters from links in falling order.</summary>
    public static Clusters Of(RecordSet records, LinkedPair[] links, double bar, PairComparer[] comparers, LatentClasses classes)
    {
        var count = records.Count;
        var used = 0;
        while (used < links.Length && links[used].Probability >= bar) used++;
        var parts = Parts(count, links.AsSpan(0, used));
        var order = Order(links.AsSpan(0, used), parts, records);
        var made = new Clusters(count, links, classes);
        // What hangs together by any links is gathered by one thread, and touches nothing of the others.
        var gatherings = comparers.Select(comparer => new Gathering(made, records, comparer, bar)).ToArray();
        BlockSort.Each(gatherings.Length, worker =>
        {
            foreach (var link in order)
                if (Mixing.Fold((uint)parts[link]) / 2 % gatherings.Length == worker) gatherings[worker].Add(link);
        });
        (made.Refused, made.Weakest) = (gatherings.Sum(g => g.Refused), gatherings.Min(g => g.Weakest));
        made.Pairs = made.AllPairs(comparers, bar, records.TwoFiles, records.FirstOfSecond);
        return made;
    }

    /// <summary>Of each link what hangs together with it, by the least record.</summary>
    private static int[] Parts(int count, ReadOnlySpan<LinkedPair> links)
    {
        var parents = new int[count];
        for (var i = 0; i < count; i++) parents[i] = i;
        foreach (var link in links)
        {
            var (x, y) = (Find(parents, link.Left), Find(parents, link.Right));
            parents[Math.Max(x, y)] = Math.Min(x, y);
        }

        var parts = new int[links.Length];
        for (var link = 0; link < parts.Length; link++) parts[link] = Find(parents, links[link].Left);
        return parts;
    }

    /// <summary>
    /// The links as they are tried: the strongest first, and equal ones, where several hang together, by the marks of their records
    /// mixed, so that neither the order of the file nor that of the marks has a part in it.
    /// </summary>
    private static int[] Order(ReadOnlySpan<LinkedPair> links, int[] parts, RecordSet records)
    {
        var several = Several(parts, records.Count);
        var order = new int[links.Length];
        var marks = new ulong[links.Length];
        for (var link = 0; link < links.Length; link++)
        {
            order[link] = link;
            if (several[parts[link]]) marks[link] = Marks(records, links[link]);
        }

        for (var start = 0; start < links.Length;)
        {
            var end = start + 1;
            while (end < links.Length && links[end].Probability == links[start].Probability) end++;
            Array.Sort(marks, order, start, end - start);
            start = end;
        }

        return order;
    }

    /// <summary>The parts that more than one link holds together.</summary>
    private static bool[] Several(int[] parts, int records)
    {
        var (once, more) = (new bool[records], new bool[records]);
        foreach (var part in parts) (more[part], once[part]) = (once[part], true);
        return more;
    }

    private static ulong Marks(RecordSet records, LinkedPair link)
    {
        var (a, b) = (ByteTable.Hash(records.IdBytes(link.Left)), ByteTable.Hash(records.IdBytes(link.Right)));
        return Mixing.Mix(Math.Min(a, b), Math.Max(a, b));
    }

    private static int Find(int[] parents, int record)
    {
        while (parents[record] != record) record = parents[record] = parents[parents[record]];
        return record;
    }

    /// <summary>One thread's joining of clusters.</summary>
    private sealed class Gathering(Clusters clusters, RecordSet records, PairComparer comparer, double bar)
    {
        private readonly List<int> _first = [], _second = [];

        public int Refused { get; private set; }

        public double Weakest { get; private set; } = 1;

        public void Add(int number)
        {
            var (parent, next, link) = (clusters._parent, clusters._next, clusters._links[number]);
            var (x, y) = (clusters.Find(link.Left), clusters.Find(link.Right));
            if (x == y) return;
            // Most links join two records that stand alone.
            if (next[x] != x || next[y] != y)
            {
                clusters.MembersOf(x, _first);
                clusters.MembersOf(y, _second);
                if (_first.Count + _second.Count > MostMembers || !Agree())
                {
                    Refused++;
                    return;
                }
            }

            Weakest = Math.Min(Weakest, link.Probability);
            // The lesser record leads, whatever the order of joining.
            parent[Math.Max(x, y)] = Math.Min(x, y);
            (next[x], next[y]) = (next[y], next[x]);
            clusters._link[Math.Min(x, y)] = number;
        }

        /// <summary>
        /// The mean of the log-odds of all pairs across, so that one certain contradiction weighs; of two large clusters some of them,
        /// the same whatever the order of the records.
        /// </summary>
        private bool Agree()
        {
            var (first, second) = (_first, _second);
            if (first.Count * second.Count > MostCompared)
            {
                first.Sort(records.CompareMixed);
                second.Sort(records.CompareMixed);
                if (records.CompareMixed(first[0], second[0]) > 0) (first, second) = (second, first);
            }

            var sum = 0.0;
            var n = 0;
            foreach (var i in first)
                foreach (var j in second)
                {
                    if (n == MostCompared) break;
                    n++;
                    var p = Math.Clamp(clusters.Probability(comparer, i, j), 1e-6, 1 - 1e-3);
                    sum += Math.Log(p / (1 - p));
                }

            return sum / n > Math.Log(bar / (1 - bar)) - 1;
        }
    }

    private double Probability(PairComparer comparer, int a, int b) => _classes.Match(a < b ? comparer.Compare(a, b) : comparer.Compare(b, a));

    private int Find(int record) => Find(_parent, record);

    /// <summary>The members of a record's cluster, in the order of the records.</summary>
    private void MembersOf(int record, List<int> members)
    {
        members.Clear();
        members.Add(record);
        for (var member = _next[record]; member != record; member = _next[member]) members.Add(member);
        members.Sort();
    }

    /// <summary>All pairs in the order of the records: each thread goes through a stretch of them.</summary>
    private List<LinkedPair> AllPairs(PairComparer[] comparers, double bar, bool twoFiles, int firstOfSecond)
    {
        var found = new (List<LinkedPair> Pairs, int Clusters)[comparers.Length];
        BlockSort.Each(comparers.Length, w => found[w] = PairsOf(
            (int)((long)_parent.Length * w / comparers.Length), (int)((long)_parent.Length * (w + 1) / comparers.Length), comparers[w], bar, twoFiles, firstOfSecond));
        Count = found.Sum(f => f.Clusters);
        return [.. found.SelectMany(f => f.Pairs)];
    }

    private (List<LinkedPair> Pairs, int Clusters) PairsOf(int from, int to, PairComparer comparer, double bar, bool twoFiles, int firstOfSecond)
    {
        var (pairs, members, clusters) = (new List<LinkedPair>(), new List<int>(), 0);
        for (var record = from; record < to; record++)
        {
            if (_parent[record] != record || _next[record] == record) continue;
            clusters++;
            if (_next[_next[record]] == record)
            {
                pairs.Add(_links[_link[record]]);
                continue;
            }

            MembersOf(record, members);
            // Two that the others of their cluster hold together are called a match no less than two that reach the bar.
            for (var i = 0; i < members.Count; i++)
                for (var j = i + 1; j < members.Count; j++)
                    if (!twoFiles || (members[i] < firstOfSecond && members[j] >= firstOfSecond))
                        pairs.Add(new(members[i], members[j], Math.Max(bar, Probability(comparer, members[i], members[j]))));
        }

        return (pairs, clusters);
    }
}
