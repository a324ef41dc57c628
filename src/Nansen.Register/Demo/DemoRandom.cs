namespace Nansen.Register;

/// <summary>
/// Repeatable random numbers of our own (SplitMix64, Steele and others 2014): the library's generator may change between
/// versions, a demonstration of one seed may not.
/// </summary>
internal sealed class DemoRandom(ulong seed)
{
    private ulong _state = seed;

    public DemoRandom(long seed, string purpose) : this((ulong)seed ^ Hash(purpose))
    {
    }

    /// <summary>A whole number from 0 up to, not including, <paramref name="below"/>.</summary>
    public int Next(int below) => (int)((Bits() >> 32) * (ulong)below >> 32);

    /// <summary>A whole number between two bounds, both counted.</summary>
    public int Between(int least, int most) => least >= most ? least : least + Next(most - least + 1);

    /// <summary>True in so many of a thousand times.</summary>
    public bool Permille(int share) => Next(1000) < share;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[Next(of.Count)];

    /// <summary>The index of one of several weights, each as likely as it is heavy.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        var at = (Bits() >> 11) * (1.0 / (1UL << 53)) * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
            if ((at -= weights[i]) < 0) return i;
        return weights.Count - 1;
    }

    /// <summary>A day between two days, both counted.</summary>
    public DateOnly Day(DateOnly first, DateOnly last) => DateOnly.FromDayNumber(Between(first.DayNumber, last.DayNumber));

    /// <summary>Brings a list into random order.</summary>
    public void Shuffle<T>(IList<T> list)
    {
        for (var i = list.Count - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (list[i], list[other]) = (list[other], list[i]);
        }
    }

    private ulong Bits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // FNV-1a: string.GetHashCode differs from run to run.
    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);
}
