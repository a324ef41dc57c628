using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nansen.Matching;

/// <summary>
/// What pairs are, learned from their patterns alone by expectation maximisation: the same person; kin of one
/// household; people who share a name; people who share a date or a place. Beliefs from the model file are the start
/// and a counterweight, so that a small file cannot talk itself into nonsense. Runs over a few thousand patterns, not pairs.
/// </summary>
internal sealed class LatentClasses
{
    /// <summary>Match, kin, namesakes, strangers.</summary>
    public const int Classes = 4;

    private const int Namesakes = 2;

    private const int Levels = 16;

    private readonly LinkAttribute[] _attributes;

    // Of each attribute and level the four classes side by side, so that they are multiplied at once.
    private readonly double[] _probability;
    private Vector256<double> _share = Vector256.Create(0.25, 0.1, 0.3, 0.35);

    public LatentClasses(IReadOnlyList<LinkAttribute> attributes, MatchingModel model)
    {
        _attributes = [.. attributes];
        _probability = new double[_attributes.Length * Levels * Classes];
        for (var i = 0; i < _attributes.Length; i++)
        {
            var belief = model.BeliefOf(_attributes[i].Kind).Table(_attributes[i].Levels);
            for (var l = 0; l < Levels; l++)
                for (var c = 0; c < Classes; c++) _probability[At(i, l) + c] = belief[c, l];
        }
    }

    private static int At(int attribute, int level) => (attribute * Levels + level) * Classes;

    /// <summary>Learns from how often each pattern occurs.</summary>
    public void Learn(IReadOnlyDictionary<ulong, long> patterns, int rounds = 40)
    {
        var ordered = patterns.OrderBy(p => p.Key).ToArray();
        var total = ordered.Sum(p => (double)p.Value);
        if (total == 0) return;
        var beliefs = (double[])_probability.Clone();
        // Beliefs count as much as this many pairs of each class.
        var strength = Math.Max(100, total * 0.01);
        for (var round = 0; round < rounds; round++)
        {
            var counts = Scaled(beliefs, strength);
            var shares = Expect(ordered, counts);
            _share = (shares + Vector256.Create(1.0)) / Vector256.Create(total + Classes);
            Normalise(counts);
        }
    }

    /// <summary>Adds to the counts of levels what each pattern is worth to each class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector256<double> Expect(KeyValuePair<ulong, long>[] patterns, double[] counts)
    {
        var shares = Vector256<double>.Zero;
        foreach (var (pattern, times) in patterns)
        {
            var weight = Posterior(pattern) * times;
            shares += weight;
            for (var (i, rest) = (0, pattern); i < _attributes.Length; i++, rest >>= 4)
            {
                var level = (int)rest & 15;
                if (level == 0) continue;
                ref var count = ref counts[At(i, level)];
                (Vector256.LoadUnsafe(ref count) + weight).StoreUnsafe(ref count);
            }
        }

        return shares;
    }

    /// <summary>The probability of each class for a pattern; missing attributes say nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Posterior(ulong pattern)
    {
        var p = Together(pattern);
        var sum = p[0] + p[1] + p[2] + p[3];
        return sum > 0 ? p / Vector256.Create(sum) : Vector256.Create(0.0, 0, 0, 1);
    }

    /// <summary>How probable each class is together with what a pattern says; missing attributes say nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Together(ulong pattern)
    {
        var p = _share;
        for (var (i, rest) = (0, pattern); i < _attributes.Length; i++, rest >>= 4)
        {
            var level = (int)rest & 15;
            if (level > 0) p *= OfLevel(i, level);
        }

        return p;
    }

    /// <summary>How probable a level of an attribute is in each class, one person first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> OfLevel(int attribute, int level) => Vector256.LoadUnsafe(ref _probability[At(attribute, level)]);

    /// <summary>The same, written where the caller says, one person first.</summary>
    public void Posterior(ulong pattern, Span<double> classes) => Posterior(pattern).CopyTo(classes);

    /// <summary>The probability that a pair of this pattern is one person.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Match(ulong pattern)
    {
        var match = Posterior(pattern)[0];
        return LikeTwins(pattern) ? Math.Min(match, TwinsAtMost) : match;
    }

    /// <summary>
    /// Twins are written like this: given names that cannot be one, and the same family name and birth day. No share
    /// of twins can be learned from a file that happens to have none, so such a pair is never linked without a person's look,
    /// unless a number that belongs to one person alone agrees.
    /// </summary>
    private bool LikeTwins(ulong pattern)
    {
        var (given, family, birth) = (0, 0, 0);
        for (var i = 0; i < _attributes.Length; i++)
        {
            var level = (int)(pattern >> (4 * i)) & 15;
            if (_attributes[i].Kind == AttributeKind.Given) given = level;
            else if (_attributes[i].Kind == AttributeKind.Family) family = level;
            else if (_attributes[i].Kind == AttributeKind.Birth) birth = level;
            else if (_attributes[i].Personal && level >= 2) return false;
        }

        return given == 1 && family >= 3 && birth == (int)BirthLevel.Same;
    }

    private const double TwinsAtMost = 0.29;

    private double[] Scaled(double[] beliefs, double strength)
    {
        var scaled = new double[beliefs.Length];
        for (var i = 0; i < _attributes.Length; i++)
            for (var l = 1; l < _attributes[i].Levels; l++)
                for (var c = 0; c < Classes; c++) scaled[At(i, l) + c] = beliefs[At(i, l) + c] * (c < 2 ? strength : 20) + 0.01;
        return scaled;
    }

    /// <summary>
    /// Two namesakes are born on one day, or have one telephone, by chance alone, and how often is believed and not learned:
    /// where few people are in the file twice, as in a register, they would else be taken for namesakes born on one day.
    /// </summary>
    private static bool ByChanceOnly(AttributeKind kind) => kind is AttributeKind.Birth or AttributeKind.Phone;

    private void Normalise(double[] counts)
    {
        for (var i = 0; i < _attributes.Length; i++)
            for (var c = 0; c < Classes; c++)
            {
                if (c == Namesakes && ByChanceOnly(_attributes[i].Kind)) continue;
                var sum = 0.0;
                for (var l = 1; l < Levels; l++) sum += counts[At(i, l) + c];
                for (var l = 1; l < Levels; l++) _probability[At(i, l) + c] = sum > 0 ? counts[At(i, l) + c] / sum : 0;
            }
    }
}
