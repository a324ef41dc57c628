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
    private readonly IReadOnlyList<LinkedPair> _links;
    private readonly PairComparer _comparer;
    private readonly LatentClasses _classes;

    private Clusters(int count, IReadOnlyList<LinkedPair> links, PairComparer comparer, LatentClasses classes)
    {
        (_parent, _next, _link, _links) = (new int[count], new int[count], new int[count], links);
        for (var i = 0; i < count; i++) _parent[i] = _next[i] = i;
        (_comparer, _classes) = (comparer, classes);
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
    public static Clusters Of(int count, IReadOnlyList<LinkedPair> links, double bar, PairComparer[] comparers, LatentClasses classes, bool twoFiles, int firstOfSecond)
    {
        var made = new Clusters(count, links, comparers[0], classes);
        for (var link = 0; link < links.Count && links[link].Probability >= bar; link++) made.Add(link, bar);

        made.Pairs = made.AllPairs(comparers, twoFiles, firstOfSecond);
        return made;
    }

    private void Add(int number, double bar)
    {
        var link = _links[number];
        var (x, y) = (Find(link.Left), Find(link.Right));
        if (x == y) return;
        // Most links join two records that stand alone.
        if (_next[x] != x || _next[y] != y)
        {
            var (a, b) = (MembersOf(x), MembersOf(y));
            if (a.Count + b.Count > MostMembers || !Agree(a, b, bar))
            {
                Refused++;
                return;
            }
        }

        Weakest = Math.Min(Weakest, link.Probability);
        // The lesser record leads, whatever the order of joining.
        _parent[Math.Max(x, y)] = Math.Min(x, y);
        (_next[x], _next[y]) = (_next[y], _next[x]);
        _link[Math.Min(x, y)] = number;
    }

    /// <summary>The mean of the log-odds of all pairs across, so that one certain contradiction weighs.</summary>
    private bool Agree(List<int> a, List<int> b, double least)
    {
        var sum = 0.0;
        var n = 0;
        foreach (var i in a)
            foreach (var j in b)
            {
                if (n == MostCompared) break;
                n++;
                var p = Math.Clamp(Probability(_comparer, i, j), 1e-6, 1 - 1e-3);
                sum += Math.Log(p / (1 - p));
            }

        return sum / n > Math.Log(least / (1 - least)) - 1;
    }

    private double Probability(PairComparer comparer, int a, int b) => _classes.Match(a < b ? comparer.Compare(a, b) : comparer.Compare(b, a));

    private int Find(int record)
    {
        while (_parent[record] != record) record = _parent[record] = _parent[_parent[record]];
        return record;
    }

    /// <summary>The members of a record's cluster, in the order of the records.</summary>
    private List<int> MembersOf(int record)
    {
        List<int> members = [record];
        for (var member = _next[record]; member != record; member = _next[member]) members.Add(member);
        members.Sort();
        return members;
    }

    /// <summary>All pairs in the order of the records: each thread goes through a stretch of them.</summary>
    private List<LinkedPair> AllPairs(PairComparer[] comparers, bool twoFiles, int firstOfSecond)
    {
        var found = new (List<LinkedPair> Pairs, int Clusters)[comparers.Length];
        BlockSort.Each(comparers.Length, w => found[w] = PairsOf(
            (int)((long)_parent.Length * w / comparers.Length), (int)((long)_parent.Length * (w + 1) / comparers.Length), comparers[w], twoFiles, firstOfSecond));
        Count = found.Sum(f => f.Clusters);
        return [.. found.SelectMany(f => f.Pairs)];
    }

    private (List<LinkedPair> Pairs, int Clusters) PairsOf(int from, int to, PairComparer comparer, bool twoFiles, int firstOfSecond)
    {
        var (pairs, clusters) = (new List<LinkedPair>(), 0);
        for (var record = from; record < to; record++)
        {
            if (_parent[record] != record || _next[record] == record) continue;
            clusters++;
            if (_next[_next[record]] == record)
            {
                pairs.Add(_links[_link[record]]);
                continue;
            }

            var members = MembersOf(record);
            for (var i = 0; i < members.Count; i++)
                for (var j = i + 1; j < members.Count; j++)
                    if (!twoFiles || (members[i] < firstOfSecond && members[j] >= firstOfSecond))
                        pairs.Add(new(members[i], members[j], Probability(comparer, members[i], members[j])));
        }

        return (pairs, clusters);
    }
}
