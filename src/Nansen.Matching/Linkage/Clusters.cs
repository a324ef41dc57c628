namespace Nansen.Matching;

/// <summary>
/// Records of one person gathered, strongest link first. Two clusters are joined only when their members, taken together,
/// speak for it: a single strong link does not bind people whose other records contradict each other.
/// </summary>
internal sealed class Clusters
{
    private const int MostMembers = 200, MostCompared = 400;

    private readonly int[] _parent;
    private readonly Dictionary<int, List<int>> _members = [];

    private Clusters(int count)
    {
        _parent = new int[count];
        for (var i = 0; i < count; i++) _parent[i] = i;
    }

    /// <summary>Pairs within the clusters, by record.</summary>
    public IReadOnlyList<LinkedPair> Pairs { get; private set; } = [];

    /// <summary>Clusters of two and more.</summary>
    public int Count => _members.Count;

    /// <summary>Links that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The weakest link that joined two clusters.</summary>
    public double Weakest { get; private set; } = 1;

    /// <summary>Whether two records stand in one cluster.</summary>
    public bool Joined(int a, int b) => Find(a) == Find(b);

    /// <summary>Gathers clusters from links in falling order.</summary>
    public static Clusters Of(int count, IReadOnlyList<LinkedPair> links, double bar, PairComparer comparer, LatentClasses classes, bool twoFiles, int firstOfSecond)
    {
        var made = new Clusters(count);
        var known = new Dictionary<(int, int), double>();
        foreach (var link in links) known[(link.Left, link.Right)] = link.Probability;
        foreach (var link in links)
        {
            if (link.Probability < bar) break;
            var (x, y) = (made.Find(link.Left), made.Find(link.Right));
            if (x == y) continue;
            var (a, b) = (made.MembersOf(x), made.MembersOf(y));
            if (a.Count + b.Count > MostMembers || ((a.Count > 1 || b.Count > 1) && !Agree(a, b, bar)))
            {
                made.Refused++;
                continue;
            }

            made.Weakest = Math.Min(made.Weakest, link.Probability);
            made.Join(x, y, a, b);
        }

        made.Pairs = made.AllPairs(Probability, twoFiles, firstOfSecond);
        return made;

        double Probability(int a, int b)
        {
            if (a > b) (a, b) = (b, a);
            if (!known.TryGetValue((a, b), out var p)) known[(a, b)] = p = classes.Match(comparer.Compare(a, b));
            return p;
        }

        // The mean of the log-odds of all pairs across, so that one certain contradiction weighs.
        bool Agree(List<int> a, List<int> b, double least)
        {
            double sum = 0, worst = 1;
            var n = 0;
            foreach (var i in a)
                foreach (var j in b)
                {
                    if (n++ >= MostCompared) break;
                    var p = Probability(i, j);
                    worst = Math.Min(worst, p);
                    sum += Math.Log(Math.Clamp(p, 1e-6, 1 - 1e-3) / (1 - Math.Clamp(p, 1e-6, 1 - 1e-3)));
                }

            return sum / Math.Min(n, MostCompared) > Math.Log(least / (1 - least)) - 1;
        }
    }

    private int Find(int record)
    {
        while (_parent[record] != record) record = _parent[record] = _parent[_parent[record]];
        return record;
    }

    private List<int> MembersOf(int root) => _members.TryGetValue(root, out var members) ? members : [root];

    private void Join(int x, int y, List<int> a, List<int> b)
    {
        // The lesser record leads, whatever the order of joining.
        var (lead, other) = x < y ? (x, y) : (y, x);
        _parent[other] = lead;
        _members.Remove(x);
        _members.Remove(y);
        _members[lead] = [.. a, .. b];
    }

    private List<LinkedPair> AllPairs(Func<int, int, double> probability, bool twoFiles, int firstOfSecond)
    {
        var pairs = new List<LinkedPair>();
        foreach (var (_, members) in _members.OrderBy(m => m.Key))
        {
            members.Sort();
            for (var i = 0; i < members.Count; i++)
                for (var j = i + 1; j < members.Count; j++)
                    if (!twoFiles || (members[i] < firstOfSecond && members[j] >= firstOfSecond))
                        pairs.Add(new(members[i], members[j], probability(members[i], members[j])));
        }

        return pairs;
    }
}
