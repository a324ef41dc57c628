using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// Compares two records attribute by attribute and packs the levels of agreement into one number, four bits an
/// attribute: the pattern. Level 0 is missing.
/// </summary>
internal sealed unsafe class PairComparer
{
    private const int MemoBits = 17;

    // From 4, 1 and -2 upwards: weights are whole hundredths, and the bars stand between two, so that no rounding decides.
    private const float Same = 3.995f, Close = 0.995f, Doubtful = -2.005f;

    // Where the rarity of a name stands, by its place.
    private const int GivenBits = 0, FamilyBits = 2, PatronymicBits = 4, WholeBits = 6;

    private readonly PreparedRecords _r;
    private readonly RowTable _rows;

    // How rare a name is, two bits a place of names.
    private readonly byte[] _rarity;

    // Of all threads: a level is the same whoever finds it.
    private readonly LineTable<ulong> _levels;
    private readonly double[] _nameWeights;
    private readonly Sounds _sounds;
    private readonly FactComparer _facts;
    private readonly int _birthAt, _given, _family, _patronymic;

    // The places of names, a bit each, and whether given and family name are among them.
    private readonly uint _names;
    private readonly bool _parts;

    public PairComparer(PreparedRecords records, MatchingModel model) : this(records, null, model.NameWeights(), model.Sounds)
    {
    }

    /// <summary>Another for a further thread, with memories of its own.</summary>
    public PairComparer(PreparedRecords records, PairComparer sharing) : this(records, sharing, sharing._nameWeights, sharing._sounds)
    {
    }

    private PairComparer(PreparedRecords records, PairComparer? sharing, double[] nameWeights, Sounds sounds)
    {
        (_r, _rows) = (records, records.Rows);
        (_nameWeights, _sounds) = (nameWeights, sounds);
        Attributes = sharing?.Attributes ?? AttributesOf(records);
        _levels = sharing?._levels ?? new(1 << MemoBits);
        var names = new[] { records.Given, records.Family, records.Patronymic, records.Whole }.Count(place => place >= 0);
        (_facts, _birthAt) = (new FactComparer(records, names), 4 * records.Birth);
        (_given, _family, _patronymic) = (records.Given, records.Family, records.Patronymic);
        (_names, _parts) = ((1u << names) - 1, records.Given >= 0 && records.Family >= 0);
        _rarity = sharing?._rarity ?? new byte[records.Names?.Count ?? 0];
        if (sharing is not null) return;
        int[] places = [records.Given, records.Family, records.Patronymic, records.Whole];
        var rarity = new byte[places.Length][];
        Parallel.For(0, places.Length, Parallelism.Options, p => rarity[p] = Rarity(places[p]));
        for (var name = 0; name < _rarity.Length; name++)
            _rarity[name] = (byte)(rarity[0][name] << GivenBits | rarity[1][name] << FamilyBits | rarity[2][name] << PatronymicBits | rarity[3][name] << WholeBits);
    }

    /// <summary>The attributes in the order of their four bits, the lowest first.</summary>
    public IReadOnlyList<LinkAttribute> Attributes { get; }

    private static List<LinkAttribute> AttributesOf(PreparedRecords r)
    {
        var found = new List<LinkAttribute>();
        if (r.Given >= 0) found.Add(new("given", AttributeKind.Given, 7));
        if (r.Family >= 0) found.Add(new("family", AttributeKind.Family, 7));
        if (r.Patronymic >= 0) found.Add(new("patronymic", AttributeKind.Patronymic, 7));
        if (r.Whole >= 0) found.Add(new("name", AttributeKind.Whole, 9));
        if (r.Birth >= 0) found.Add(new("birth", AttributeKind.Birth, 10));
        if (r.Sex >= 0) found.Add(new("sex", AttributeKind.Sex, 3));
        if (r.Origin >= 0) found.Add(new("origin", AttributeKind.Origin, 3));
        if (r.Phone >= 0) found.Add(new("phone", AttributeKind.Phone, 3));
        foreach (var field in r.Others)
            if (found.Count < FactComparer.Most) found.Add(new(field.Name, field.Kind == FieldKind.Place ? AttributeKind.Place : AttributeKind.Text, 4, field.Kind == FieldKind.Number && BlockingKeys.MeanSize(r, field) < 5));
        return found;
    }

    /// <summary>By how often a sound occurs: 0 common, 1 between, 2 rare.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[] Rarity(int place)
    {
        var rarity = new byte[_rarity.Length];
        if (place < 0 || _r.Names is not { } names) return rarity;
        var times = new int[names.Count];
        for (var i = 0; i < _r.Count; i++) times[_rows.Signed(i)[place]]++;
        var counts = new Dictionary<uint, int>();
        var present = 0;
        for (var name = 1; name < times.Length; name++)
        {
            if (times[name] == 0) continue;
            counts[names.First[name]] = counts.GetValueOrDefault(names.First[name]) + times[name];
            present += times[name];
        }

        for (var name = 1; name < names.Count; name++)
        {
            var share = counts.GetValueOrDefault(names.First[name]) / (double)Math.Max(1, present);
            rarity[name] = share > 0.005 ? (byte)0 : share > 0.0008 ? (byte)1 : (byte)2;
        }

        return rarity;
    }

    /// <summary>The pattern of two records.</summary>
    public ulong Compare(int a, int b) => TryCompare(a, b, null, out var pattern) ? pattern : 0;

    /// <summary>The pattern of two records, unless what was compared so far rules out that it matters; what costs least is compared first.</summary>
    public bool TryCompare(int a, int b, Prospects? prospects, out ulong pattern)
    {
        var pair = new OpenPair(a, b);
        var whole = TryFacts(ref pair, prospects) && TryNames(ref pair, prospects);
        pattern = pair.Pattern;
        return whole;
    }

    /// <summary>
    /// The first part of a pattern, everything but names, which cost most; false when what was compared rules out that the pair matters.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFacts(ref OpenPair pair, Prospects? prospects)
    {
        pair.Pattern = _facts.Compare(_rows.Signed(pair.A), _rows.Signed(pair.B), out pair.Present);
        if (prospects is null || _names == 0) return true;
        if (!_parts) return prospects.Good(pair.Pattern, (Unknown)_names | Unknown.MayMiss);
        return prospects.Good(pair.Pattern, Unknown.First | Unknown.Second | Rest(pair) | (Both(pair) ? 0 : Unknown.MayMiss));
    }

    /// <summary>Asks the memory for the rows of two records.</summary>
    public void FetchRows(int a, int b)
    {
        _rows.Fetch(a);
        _rows.Fetch(b);
    }

    /// <summary>Asks the memory for what <see cref="TryNames"/> will look at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int a, int b)
    {
        if (!_parts || !System.Runtime.Intrinsics.X86.Sse.IsSupported) return;
        int* x = _rows.Signed(a), y = _rows.Signed(b);
        var names = _r.Names!;
        names.Fetch(x[_given]);
        names.Fetch(y[_given]);
        names.Fetch(x[_family]);
        names.Fetch(y[_family]);
        if (_patronymic >= 0)
        {
            names.Fetch(x[_patronymic]);
            names.Fetch(y[_patronymic]);
        }

        System.Runtime.Intrinsics.X86.Sse.Prefetch0(_levels.First + Slot(Key(x[_given], y[_given], false)));
    }

    /// <summary>The second part: the pattern of the first, and the names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryNames(ref OpenPair pair, Prospects? prospects)
    {
        int* x = _rows.Signed(pair.A), y = _rows.Signed(pair.B);
        ref var pattern = ref pair.Pattern;
        if (!_parts) return Single(x, y, ref pattern);
        var different = _r.Birth >= 0 && ((pattern >> _birthAt) & 15) == (int)BirthLevel.Different;
        var (both, rest) = (Both(pair), Rest(pair));
        var (g, f) = both ? (AtOnce(x[_given], y[_given], GivenBits), AtOnce(x[_family], y[_family], FamilyBits)) : (0, 0);
        var pruned = prospects is not null && both;
        if (pruned && !Hopeful(x, y, prospects!, pattern, rest, g, f, different)) return false;
        if (g == 0) g = both ? Aligned(x[_given], y[_given], GivenBits) : Name(x[_given], y[_given], GivenBits);
        // Another given name and another birth date: nothing else can make them one, and the rest need not be looked at.
        if (g == 1 && different && x[_family] != y[_given] && x[_given] != y[_family])
        {
            pattern |= 1;
            return true;
        }

        if (pruned && !prospects!.Good(pattern | (uint)g, Unknown.Second | rest) && !(g < 3 && MayBeTurned(x, y, prospects, pattern, rest))) return false;
        var turned = g < 3 && (MayTurn(x[_given], y[_family]) || MayTurn(x[_family], y[_given]));
        if (f == 0) f = both ? Aligned(x[_family], y[_family], FamilyBits) : Name(x[_family], y[_family], FamilyBits);
        if (pruned && turned && !prospects!.Good(pattern | (uint)(g | (f << 4)), rest) && !MayBeTurned(x, y, prospects, pattern, rest)) return false;
        if (turned) (g, f) = Turned(x, y, g, f);
        pattern |= (uint)(g | (f << 4));
        if (prospects is not null && rest != 0 && !prospects.Good(pattern, rest)) return false;
        if (_patronymic >= 0) pattern |= (uint)Name(x[_patronymic], y[_patronymic], PatronymicBits) << 8;
        if (_r.Whole >= 0) pattern |= (ulong)Whole(x[_r.Whole], y[_r.Whole]) << (_patronymic >= 0 ? 12 : 8);
        return true;
    }

    /// <summary>Whether both records have a given and a family name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Both(in OpenPair pair) => (pair.Present & 3) == 3;

    /// <summary>Names beside given and family name that both records have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Unknown Rest(in OpenPair pair) => (Unknown)(pair.Present & _names & ~3u);

    /// <summary>
    /// Names that are equal, or whose consonants tell them apart, cost nothing; often they settle it before any is aligned.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Hopeful(int* x, int* y, Prospects prospects, ulong pattern, Unknown rest, int g, int f, bool different)
    {
        // With another birth date a given name that differs is all that is told of a pair.
        if (different && prospects.Good(pattern | 1, Unknown.None)) return true;
        var p = (rest & Unknown.Third) != 0 && _patronymic >= 0 ? AtOnce(x[_patronymic], y[_patronymic], PatronymicBits) : 0;
        if (g + f + p == 0) return true;
        if (g + f is 1 or 2 && (MayTurn(x[_given], y[_family]) || MayTurn(x[_family], y[_given]))) (g, f) = (0, 0);
        var open = (g == 0 ? Unknown.First : 0) | (f == 0 ? Unknown.Second : 0) | (p == 0 ? rest : rest & ~Unknown.Third);
        return prospects.Good(pattern | (uint)(g | (f << 4) | (p << 8)), open);
    }

    /// <summary>The level of two names when it costs nothing; 0 when they must be aligned.</summary>
    private int AtOnce(int a, int b, int place) => a == b ? 4 + ((_rarity[a] >> place) & 3) : _r.Names!.MayBeOne(a, b) ? 0 : 1;

    /// <summary>Whether two names may be so near that given and family name are taken for swapped.</summary>
    private bool MayTurn(int a, int b) => a != 0 && b != 0 && (a == b || _r.Names!.MayBeOne(a, b));

    /// <summary>
    /// Whether a pair that is hopeless with its names in their places can still be one with given and family name in each
    /// other's; the second of the two is aligned only when the first leaves hope.
    /// </summary>
    private bool MayBeTurned(int* x, int* y, Prospects prospects, ulong pattern, Unknown rest)
    {
        var (p, q) = (AtOnce(x[_given], y[_family], FamilyBits), AtOnce(x[_family], y[_given], FamilyBits));
        if (p + q == 2 || !Good(p, q)) return false;
        if (p == 0) p = Aligned(x[_given], y[_family], FamilyBits);
        if (!Good(p, q)) return false;
        if (q == 0) q = Aligned(x[_family], y[_given], FamilyBits);
        return Good(p, q);

        // As they would be told, the lesser first; one that is still open may be either.
        bool Good(int p, int q) => p != 0 && q != 0 ? Placed(Math.Min(p, q), Math.Max(p, q)) : Placed(p, q) || (p != q && Placed(q, p));

        bool Placed(int p, int q) => prospects.Good(pattern | (uint)(p | (q << 4)), (p == 0 ? Unknown.First : 0) | (q == 0 ? Unknown.Second : 0) | rest);
    }

    /// <summary>Given and family name in each other's place, or one record with one name only, which may be either.</summary>
    private (int Given, int Family) Turned(int* x, int* y, int g, int f)
    {
        if (g is 1 or 2 && f is 1 or 2)
        {
            var (p, q) = (Name(x[_given], y[_family], FamilyBits), Name(x[_family], y[_given], FamilyBits));
            // The same whichever record comes first.
            if (p + q > g + f && (p >= 3 || q >= 3)) return (Math.Min(p, q), Math.Max(p, q));
        }
        else if (f == 0 && g is 1 or 2)
        {
            var p = x[_family] == 0 ? Name(x[_given], y[_family], FamilyBits) : Name(x[_family], y[_given], FamilyBits);
            if (p >= 3) return (0, p);
        }

        return (g, f);
    }

    /// <summary>Records without both given and family name.</summary>
    private bool Single(int* x, int* y, ref ulong pattern)
    {
        var r = _r;
        var shift = 0;
        if (r.Given >= 0) { pattern |= (ulong)Name(x[r.Given], y[r.Given], GivenBits) << shift; shift += 4; }
        if (r.Family >= 0) { pattern |= (ulong)Name(x[r.Family], y[r.Family], FamilyBits) << shift; shift += 4; }
        if (r.Patronymic >= 0) { pattern |= (ulong)Name(x[r.Patronymic], y[r.Patronymic], PatronymicBits) << shift; shift += 4; }
        if (r.Whole >= 0) pattern |= (ulong)Whole(x[r.Whole], y[r.Whole]) << shift;
        return true;
    }

    /// <summary>1 different, 2 doubtful, 3 close, 4 to 6 the same sound: common, between, rare.</summary>
    private int Name(int a, int b, int place) => a == 0 || b == 0 ? 0 : AtOnce(a, b, place) is var level && level != 0 ? level : Aligned(a, b, place);

    private int Aligned(int a, int b, int place)
    {
        var level = Remembered(a, b, false);
        return level < 4 ? level : 4 + Math.Min((_rarity[a] >> place) & 3, (_rarity[b] >> place) & 3);
    }

    /// <summary>1 to 6 by the probability of the whole names; 7 and 8 the same, and not common, rare.</summary>
    private int Whole(int a, int b)
    {
        if (a == 0 || b == 0) return 0;
        var level = a == b ? 6 : Remembered(a, b, true);
        return level < 6 ? level : 6 + Math.Min((_rarity[a] >> WholeBits) & 3, (_rarity[b] >> WholeBits) & 3);
    }

    /// <summary>Levels of pairs of names are kept in a small table: two numbers of thirty bits, the kind, and three bits of level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Remembered(int a, int b, bool whole)
    {
        var key = Key(a, b, whole);
        ref var slot = ref _levels.First[Slot(key)];
        // Read once: another thread may write it.
        var held = slot;
        if ((held & ~7UL) == key) return (int)held & 7;
        var level = whole ? WholeLevel(a, b) : NameLevel(a, b);
        slot = key | (uint)level;
        return level;
    }

    private static ulong Key(int a, int b, bool whole) => ((((ulong)Math.Min(a, b) << 30) | (uint)Math.Max(a, b)) << 4) | (whole ? 8UL : 0);

    private static int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> (64 - MemoBits));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NameLevel(int a, int b)
    {
        var names = _r.Names!;
        float weight;
        if (names.IsPlain(a) && names.IsPlain(b)) weight = names.Weigh(a, b, _sounds, Doubtful, Same);
        else
        {
            var (x, y) = (names.Form(a), names.Form(b));
            var alignment = NameAlignment.Of(x, y, _sounds);
            weight = alignment.Pairs.Count == 0 ? -9 : alignment.Pairs[0].Weight;
            // "Ali Said" and "Ali" may be one; "Ali Said" and "Ali Reza" are two.
            var against = Math.Min(alignment.OnlyLeft.Count, alignment.OnlyRight.Count);
            var poorest = alignment.Pairs.Count == 0 ? -9 : alignment.Pairs[^1].Weight;
            weight = against > 0 ? Math.Min(weight, 2) - 2 * against : Math.Min(weight, poorest + 2);
        }

        return weight > Same ? 4 : weight > Close ? 3 : weight > Doubtful ? 2 : 1;
    }

    private int WholeLevel(int a, int b)
    {
        var p = NameComparison.Probability(NameAlignment.Of(_r.Names!.Form(a), _r.Names.Form(b), _sounds), _nameWeights);
        return !(p >= 0) ? 1 : p >= 0.98 ? 6 : p >= 0.9 ? 5 : p >= 0.65 ? 4 : p >= 0.35 ? 3 : p >= 0.08 ? 2 : 1;
    }
}

/// <summary>A pair that is being compared.</summary>
internal struct OpenPair(int a, int b)
{
    public readonly int A = a, B = b;

    /// <summary>A bit for each of the first sixteen fields that both records have.</summary>
    public uint Present;

    /// <summary>What is known of the pattern.</summary>
    public ulong Pattern;
}

/// <summary>How an attribute behaves among matches, kin and strangers.</summary>
internal enum AttributeKind
{
    Given, Family, Patronymic, Whole, Birth, Sex, Origin, Place, Phone, Text,
}

/// <summary>An attribute of a pattern.</summary>
/// <param name="Name">Column name, or the attribute's own.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Levels">How many levels, missing counted.</param>
/// <param name="Personal">A number that hardly two people share.</param>
internal sealed record LinkAttribute(string Name, AttributeKind Kind, int Levels, bool Personal = false);
