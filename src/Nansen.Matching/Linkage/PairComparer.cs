using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>
/// Compares two records attribute by attribute and packs the levels of agreement into one number, four bits an
/// attribute: the pattern. Level 0 is missing.
/// </summary>
internal sealed class PairComparer
{
    private const int MemoSize = 1 << 18;

    private readonly PreparedRecords _r;
    private readonly byte[]? _givenRarity, _familyRarity, _patronymicRarity, _wholeRarity;
    private readonly long[] _memoKeys = new long[MemoSize];
    private readonly byte[] _memoLevels = new byte[MemoSize];
    private readonly long[] _textKeys = new long[1 << 16];
    private readonly byte[] _textLevels = new byte[1 << 16];

    private readonly double[] _nameWeights;

    public PairComparer(PreparedRecords records, MatchingModel model) : this(records, null, model.NameWeights())
    {
    }

    /// <summary>Another for a further thread, with memories of its own.</summary>
    public PairComparer(PreparedRecords records, PairComparer sharing) : this(records, sharing, sharing._nameWeights)
    {
    }

    private PairComparer(PreparedRecords records, PairComparer? sharing, double[] nameWeights)
    {
        _r = records;
        _nameWeights = nameWeights;
        Attributes = sharing?.Attributes ?? AttributesOf(records);
        if (sharing is not null)
        {
            (_givenRarity, _familyRarity, _patronymicRarity, _wholeRarity) = (sharing._givenRarity, sharing._familyRarity, sharing._patronymicRarity, sharing._wholeRarity);
            return;
        }

        _givenRarity = Rarity(records.Given);
        _familyRarity = Rarity(records.Family);
        _patronymicRarity = Rarity(records.Patronymic);
        _wholeRarity = Rarity(records.Whole);
    }

    /// <summary>The attributes in the order of their four bits, the lowest first.</summary>
    public IReadOnlyList<LinkAttribute> Attributes { get; }

    private static List<LinkAttribute> AttributesOf(PreparedRecords r)
    {
        var found = new List<LinkAttribute>();
        if (r.Given is not null) found.Add(new("given", AttributeKind.Given, 7));
        if (r.Family is not null) found.Add(new("family", AttributeKind.Family, 7));
        if (r.Patronymic is not null) found.Add(new("patronymic", AttributeKind.Patronymic, 7));
        if (r.Whole is not null) found.Add(new("name", AttributeKind.Whole, 9));
        if (r.Birth is not null) found.Add(new("birth", AttributeKind.Birth, 10));
        if (r.Sex is not null) found.Add(new("sex", AttributeKind.Sex, 3));
        if (r.Origin is not null) found.Add(new("origin", AttributeKind.Origin, 3));
        if (r.Phone is not null) found.Add(new("phone", AttributeKind.Phone, 3));
        foreach (var field in r.Others)
            if (found.Count < 16) found.Add(new(field.Name, field.Kind == FieldKind.Place ? AttributeKind.Place : AttributeKind.Text, 4, field.Kind == FieldKind.Number && BlockingKeys.MeanSize(field.Codes) < 5));
        return found;
    }

    /// <summary>By how often a sound occurs: 0 common, 1 between, 2 rare.</summary>
    private byte[]? Rarity(int[]? codes)
    {
        if (codes is null) return null;
        var names = _r.Names!;
        var counts = new Dictionary<uint, int>();
        var present = 0;
        foreach (var code in codes)
        {
            if (code == 0) continue;
            counts[names.First[code]] = counts.GetValueOrDefault(names.First[code]) + 1;
            present++;
        }

        var rarity = new byte[names.Count];
        for (var name = 1; name < names.Count; name++)
        {
            var share = counts.GetValueOrDefault(names.First[name]) / (double)Math.Max(1, present);
            rarity[name] = share > 0.005 ? (byte)0 : share > 0.0008 ? (byte)1 : (byte)2;
        }

        return rarity;
    }

    /// <summary>The pattern of two records.</summary>
    public ulong Compare(int a, int b)
    {
        ulong pattern = 0;
        var shift = 0;
        var r = _r;
        var birth = r.Birth is { } births ? Birth(births[a], births[b]) : 0;
        if (r.Given is { } given && r.Family is { } family)
        {
            var g = Name(given[a], given[b], _givenRarity!);
            // Another given name and another birth date: nothing else can make them one, and the rest need not be looked at.
            if (g == 1 && birth == (int)BirthLevel.Different && family[a] != given[b] && given[a] != family[b]) return 1 | Facts(a, b, birth, r.Patronymic is null ? 8 : 12);
            var f = Name(family[a], family[b], _familyRarity!);
            if (g is 1 or 2 && f is 1 or 2)
            {
                // Given and family name in each other's place.
                var (x, y) = (Name(given[a], family[b], _familyRarity!), Name(family[a], given[b], _familyRarity!));
                if (x + y > g + f && (x >= 3 || y >= 3)) (g, f) = (x == 0 ? 3 : x, y == 0 ? 3 : y);
            }
            else if (f == 0 && g is 1 or 2)
            {
                // One record has one name only, and it may be either.
                var x = family[a] == 0 ? Name(given[a], family[b], _familyRarity!) : Name(family[a], given[b], _familyRarity!);
                if (x >= 3) (g, f) = (0, x);
            }

            pattern |= (ulong)g << shift;
            shift += 4;
            pattern |= (ulong)f << shift;
            shift += 4;
        }
        else
        {
            if (r.Given is { } only) { pattern |= (ulong)Name(only[a], only[b], _givenRarity!) << shift; shift += 4; }
            if (r.Family is { } alone) { pattern |= (ulong)Name(alone[a], alone[b], _familyRarity!) << shift; shift += 4; }
        }

        if (r.Patronymic is { } patronymic) { pattern |= (ulong)Name(patronymic[a], patronymic[b], _patronymicRarity!) << shift; shift += 4; }
        if (r.Whole is { } whole) { pattern |= (ulong)Whole(whole[a], whole[b]) << shift; shift += 4; }
        return pattern | Facts(a, b, birth, shift);
    }

    /// <summary>Everything but names.</summary>
    private ulong Facts(int a, int b, int birth, int shift)
    {
        var r = _r;
        ulong pattern = 0;
        if (r.Birth is not null) { pattern |= (ulong)birth << shift; shift += 4; }
        if (r.Sex is { } sex) { pattern |= (ulong)Equal(sex[a], sex[b]) << shift; shift += 4; }
        if (r.Origin is { } origin) { pattern |= (ulong)Equal(origin[a], origin[b]) << shift; shift += 4; }
        if (r.Phone is { } phone) { pattern |= (ulong)Equal(phone[a], phone[b]) << shift; shift += 4; }
        for (var i = 0; i < r.Others.Length && shift < 64; i++)
        {
            pattern |= (ulong)Text(r.Others[i], i, a, b) << shift;
            shift += 4;
        }

        return pattern;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Equal(int a, int b) => a == 0 || b == 0 ? 0 : a == b ? 2 : 1;

    private static int Birth(int a, int b)
    {
        if (a == 0 || b == 0) return 0;
        if (a > 0 && b > 0) return (int)BirthComparison.Compare(a, b);
        var (x, y) = (a < 0 ? -a : a >> 9, b < 0 ? -b : b >> 9);
        return (int)(x == y ? BirthLevel.Year : Math.Abs(x - y) <= 1 ? BirthLevel.Near : BirthLevel.Different);
    }

    /// <summary>1 different, 2 doubtful, 3 close, 4 to 6 the same sound: common, between, rare.</summary>
    private int Name(int a, int b, byte[] rarity)
    {
        if (a == 0 || b == 0) return 0;
        var level = a == b ? 4 : Remembered(a, b, false);
        return level < 4 ? level : 4 + Math.Min(rarity[a], rarity[b]);
    }

    /// <summary>1 to 6 by the probability of the whole names; 7 and 8 the same, and not common, rare.</summary>
    private int Whole(int a, int b)
    {
        if (a == 0 || b == 0) return 0;
        var level = a == b ? 6 : Remembered(a, b, true);
        return level < 6 ? level : 6 + Math.Min(_wholeRarity![a], _wholeRarity[b]);
    }

    private int Remembered(int a, int b, bool whole)
    {
        if (a > b) (a, b) = (b, a);
        var key = ((long)a << 32) | (uint)b;
        var slot = (int)(((ulong)key * 0x9E3779B97F4A7C15UL) >> 46);
        if (_memoKeys[slot] == key) return _memoLevels[slot];
        var level = whole ? WholeLevel(a, b) : NameLevel(a, b);
        _memoKeys[slot] = key;
        _memoLevels[slot] = (byte)level;
        return level;
    }

    private int NameLevel(int a, int b)
    {
        var names = _r.Names!;
        float weight;
        if (names.IsPlain(a) && names.IsPlain(b)) weight = names.Weigh(a, b, Sounds.Shipped);
        else
        {
            var (x, y) = (names.Form(a), names.Form(b));
            var alignment = NameAlignment.Of(x, y, Sounds.Shipped);
            weight = alignment.Pairs.Count == 0 ? -9 : alignment.Pairs[0].Weight;
            // "Ali Said" and "Ali" may be one; "Ali Said" and "Ali Reza" are two.
            var against = Math.Min(alignment.OnlyLeft.Count, alignment.OnlyRight.Count);
            var poorest = alignment.Pairs.Count == 0 ? -9 : alignment.Pairs[^1].Weight;
            weight = against > 0 ? Math.Min(weight, 2) - 2 * against : Math.Min(weight, poorest + 2);
        }

        return weight >= 4 ? 4 : weight >= 1 ? 3 : weight >= -2 ? 2 : 1;
    }

    private int WholeLevel(int a, int b)
    {
        var p = NameComparison.Probability(NameAlignment.Of(_r.Names!.Form(a), _r.Names.Form(b), Sounds.Shipped), _nameWeights);
        return !(p >= 0) ? 1 : p >= 0.98 ? 6 : p >= 0.9 ? 5 : p >= 0.65 ? 4 : p >= 0.35 ? 3 : p >= 0.08 ? 2 : 1;
    }

    /// <summary>1 different, 2 close, 3 the same.</summary>
    private int Text(TextField field, int at, int a, int b)
    {
        var (x, y) = (field.Codes[a], field.Codes[b]);
        if (x == 0 || y == 0) return 0;
        if (x == y) return 3;
        if (x > y) (x, y) = (y, x);
        var key = ((((long)at << 28) ^ x) << 30) ^ y;
        var slot = (int)(((ulong)key * 0x9E3779B97F4A7C15UL) >> 48);
        if (_textKeys[slot] == key) return _textLevels[slot];
        var (s, t) = (field.Text(x), field.Text(y));
        var distance = EditDistance.Of(s, t);
        var longest = Math.Max(s.Length, t.Length);
        var level = field.Kind == FieldKind.Number ? (distance == 1 && longest > 3 || distance == 2 && longest > 6 ? 2 : 1)
            : distance * 4 <= longest || Inside(s, t) ? 2 : 1;
        _textKeys[slot] = key;
        _textLevels[slot] = (byte)level;
        return level;
    }

    private static bool Inside(string a, string b) => a.Length > 3 && b.Length > 3 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));
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
