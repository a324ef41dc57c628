namespace Nansen.Statistics;

/// <summary>The implied unknowns as sums of the others, laid out for going over them often.</summary>
internal sealed class ImpliedSums
{
    private readonly int[] starts, parts;
    private readonly double[] constants, factors;
    private readonly int[] placeOf;

    public ImpliedSums(IReadOnlyList<(int Unknown, double Constant, (int Unknown, double Factor)[] Terms)> implied, int unknowns)
    {
        Unknowns = [.. implied.Select(i => i.Unknown)];
        constants = [.. implied.Select(i => i.Constant)];
        starts = new int[implied.Count + 1];
        for (var i = 0; i < implied.Count; i++) starts[i + 1] = starts[i] + implied[i].Terms.Length;
        parts = [.. implied.SelectMany(i => i.Terms).Select(t => t.Unknown)];
        factors = [.. implied.SelectMany(i => i.Terms).Select(t => t.Factor)];
        placeOf = new int[unknowns];
        Array.Fill(placeOf, -1);
        for (var i = 0; i < Unknowns.Length; i++) placeOf[Unknowns[i]] = i;
    }

    /// <summary>The implied unknowns.</summary>
    public int[] Unknowns { get; }

    /// <summary>What an unknown is made of: an implied one of others, any other of itself.</summary>
    public IEnumerable<(int Part, double Factor)> TermsOf(int unknown)
    {
        if (placeOf[unknown] is not (>= 0 and var place)) return [(unknown, 1)];
        return Enumerable.Range(starts[place], starts[place + 1] - starts[place]).Select(t => (parts[t], factors[t]));
    }

    /// <summary>Works out the implied ones among values, or among changes of values.</summary>
    public void Put(double[] values, bool constants)
    {
        for (var i = 0; i < Unknowns.Length; i++) values[Unknowns[i]] = Sum(values, i) + (constants ? this.constants[i] : 0);
    }

    /// <summary>Works them out and keeps the least and the greatest of each.</summary>
    public void Note(double[] values, double[] least, double[] greatest)
    {
        for (var i = 0; i < Unknowns.Length; i++)
        {
            var (u, value) = (Unknowns[i], Sum(values, i) + constants[i]);
            if (value < least[u]) least[u] = value;
            if (value > greatest[u]) greatest[u] = value;
        }
    }

    private double Sum(double[] values, int place)
    {
        var sum = 0d;
        for (var t = starts[place]; t < starts[place + 1]; t++) sum += factors[t] * values[parts[t]];
        return sum;
    }
}
