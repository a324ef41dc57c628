using System.Numerics;
using System.Runtime.CompilerServices;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Evidence in bits by attribute.</summary>
internal readonly record struct Evidence(double Name, double Birth, double Sex, double Origin, double Place, double Phone, double Household)
{
    /// <summary>All of it.</summary>
    public double Sum => Name + Birth + Sex + Origin + Place + Phone + Household;
}

/// <summary>What a row is worth.</summary>
/// <param name="Bits">Log2 odds that it is the person asked for.</param>
/// <param name="Evidence">Of what they are made.</param>
/// <param name="GivenConflict">Both sides have given names, none of which found a counterpart.</param>
/// <param name="Agreed">How many words agree.</param>
/// <param name="NameAt">Where the name begins that agrees best.</param>
internal readonly record struct RowWorth(double Bits, Evidence Evidence, bool GivenConflict, int Agreed, int NameAt);

/// <summary>Weighs rows against a query: at most how much, from what lies in the row; or exactly, word by word.</summary>
internal sealed class RowWeigher
{
    private const double NearAlike = 0.5, Rounding = 0.01;

    private const int MostHeld = 30;

    private readonly RecordWeights _weights;
    private readonly BirthDates _births;
    private readonly WordWeights _words;
    private readonly AskedSounds _asked;
    private readonly NameLook _look;
    private readonly double[] _rarity;
    private readonly PartialDate? _birth;
    private readonly double[] _birthBits;
    private readonly double _registrations;
    private readonly double _prior, _people;
    private readonly double[] _nearRarity;
    private readonly CodeList _places;
    private readonly string _placeText;
    private readonly int _day, _place, _origin, _sex, _givenTerms, _year, _from, _to, _nearFrom, _nearTo;
    private readonly uint _phone, _household;

    public RowWeigher(PersonIndex index, PersonQuery query, SearchTerms terms, WordWeights words, int registrations, AskedSounds asked)
    {
        _weights = index.Model.Records;
        (_births, _words, _asked, _birth) = (index.Births, words, asked, terms.Birth);
        _day = terms.Birth?.ExactDay is { } day ? BirthComparison.Packed(day) : 0;
        (_places, _placeText) = (index.Places, string.IsNullOrWhiteSpace(query.Place) ? "" : CodeList.PlainOf(query.Place));
        (_place, _origin, _sex) = (index.Places.Find(query.Place), index.Origins.Find(query.Origin), SexWords.CodeOf(query.Sex));
        (_phone, _household) = ((uint)terms.Phone, CardReader.HouseholdKey(query.Household));
        _registrations = Math.Max(registrations, 1000);
        _prior = _weights.Prior - Math.Log2(Math.Max(registrations, 1000));
        // Each name tells of what people one is, and what several say of it counts once; half of it, for neighbours share names.
        _people = index.Origins.RowsOf(_origin) is > 0 and var ofOrigin ? Math.Max(0, Math.Log2((double)registrations / ofOrigin)) / 2 : 0;
        _rarity = new double[words.Terms];
        _nearRarity = new double[words.Terms];
        for (var t = 0; t < _rarity.Length; t++)
        {
            _rarity[t] = _nearRarity[t] = words.RarityOf(t, registrations);
            if (terms.Words[t].Part == NamePartKind.Given) _givenTerms |= 1 << t;
        }

        _look = new(asked, _rarity, _weights.GivenDifferent);
        if (terms.Birth is { } birth)
        {
            (_year, _from, _to) = (birth.Year ?? 0, BirthComparison.Packed(birth.Earliest), BirthComparison.Packed(birth.Latest));
            (_nearFrom, _nearTo) = (Packed(birth.Earliest, -BirthComparison.FarOff), Packed(birth.Latest, BirthComparison.FarOff));
        }

        var w = _weights;
        // In the order of BirthLevel.
        _birthBits = [0, w.BirthDifferent, w.BirthSameYear, w.BirthNear, w.BirthYear, w.BirthYear, w.BirthTyping, w.BirthYearOff, w.BirthSwapped, w.BirthSame];
    }

    private static int Packed(DateOnly day, int later) =>
        BirthComparison.Packed(DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + later, 0, DateOnly.MaxValue.DayNumber)));

    /// <summary>How rare each word asked for is.</summary>
    public ReadOnlySpan<double> Rarity => _rarity;

    /// <summary>What the row promises to be worth at a first look, and what it is not worth more than.</summary>
    public (float Promise, float Bound) Promise(in CardHead head, ReadOnlySpan<uint> signs)
    {
        var (promise, bound) = _look.Of(signs);
        (promise, bound) = (Math.Min(promise, MostOfNames), Math.Min(bound, MostOfNames));
        var beside = _prior + Beside(head, 0, false, PlaceOf(head, false)).Sum;
        // Whether two places are close is not looked at yet, nor the household.
        var more = _place == 0 || head.Place == 0 || _place == head.Place ? 0 : Math.Max(0, _weights.PlaceClose - _weights.PlaceDifferent);
        if (_household != 0) more += Math.Max(0, _weights.HouseholdSame);
        return ((float)(promise + beside), (float)(bound + beside + more + Rounding));
    }

    /// <summary>
    /// Says how many registrations hold a word of a sound near that of a word asked for, and how many of any sound that is looked
    /// for beside it: to agree with one of these is as common as all of them together are, if half of them are alike.
    /// </summary>
    public void Expect(int term, int near, int beside)
    {
        _look.Expect(term, _registrations, _words.RowsOf(term), near, NearSounds.Length(_words.SoundOf(term)));
        _nearRarity[term] = Math.Min(_rarity[term], Math.Clamp(Math.Log2(_registrations / Math.Max(1, _registrations / Math.Pow(2, _rarity[term]) + NearAlike * beside)), 1, 14));
    }

    /// <summary>
    /// How many rows are looked at, or weighed, for so many of a million registrations: a larger register has more under each key. It is
    /// less than in proportion, so that a search stays short.
    /// </summary>
    public int Grown(int most) => (int)(most * Math.Clamp(Math.Pow(_registrations / 1_000_000, 0.7), 1, 6));

    /// <summary>Whether the signs of all words that can agree with those asked for are known: a word whose sign is not among them need not be looked at.</summary>
    public bool AllSignsKnown { get; set; }

    /// <summary>What the row is worth; nothing when it shares neither a word nor a telephone number with what is asked for, nor the birth date when no more is asked.</summary>
    public RowWorth? Weigh(in RowView row)
    {
        var (name, conflict, agreed, at) = BestName(row);
        name = Math.Min(name, MostOfNames);
        var evidence = Beside(row.Head, row.Household, conflict, PlaceOf(row.Head, true)) with { Name = name };
        if (agreed == 0 && evidence.Phone <= 0 && (_rarity.Length > 0 || !BornThen(row.Head.Birth))) return null;
        return new(_prior + evidence.Sum, evidence, conflict, agreed, at);
    }

    /// <summary>The evidence that does not lie in the names.</summary>
    private Evidence Beside(in CardHead head, uint household, bool givenConflict, PlaceLevel place)
    {
        var w = _weights;
        var birth = BirthBits(head.Birth);
        return new(0,
            givenConflict ? Math.Min(birth, 2) : birth,
            _sex == 0 || head.Sex == 0 ? 0 : _sex == head.Sex ? w.SexSame : w.SexDifferent,
            _origin == 0 || head.Origin == 0 ? 0 : _origin == head.Origin ? w.OriginSame : w.OriginDifferent,
            place switch { PlaceLevel.Same => w.PlaceSame, PlaceLevel.Close => w.PlaceClose, PlaceLevel.Different => w.PlaceDifferent, _ => 0 },
            _phone == 0 || head.Phone == 0 ? 0 : _phone == head.Phone ? w.PhoneSame : w.PhoneDifferent,
            _household == 0 || _household != household ? 0 : w.HouseholdSame);
    }

    /// <summary>Who is asked for by her birth date alone is found by it, its day and month swapped or not.</summary>
    private bool BornThen(int birth) => _day != 0 && BirthDates.IsDay(birth) && BirthComparison.Compare(_day, birth) is BirthLevel.Same or BirthLevel.Swapped;

    private PlaceLevel PlaceOf(in CardHead head, bool texts) =>
        _place == 0 || head.Place == 0 ? PlaceLevel.Missing
        : _place == head.Place ? PlaceLevel.Same
        : texts ? PlaceNames.Compare(_placeText, _places.Plain(head.Place)) : PlaceLevel.Different;

    private double BirthBits(int birth)
    {
        if (_birth is null || birth == 0) return 0;
        if (_day != 0 && BirthDates.IsDay(birth))
            return BirthComparison.ADayApart(_day, birth) ? _weights.BirthDayOff
                : BirthComparison.Compare(_day, birth) is not BirthLevel.Near and var days ? _birthBits[(int)days] : 0;
        // A day against a year or an age, which is most of what free words ask: days as numbers stand in the order of time.
        if (_day == 0 && BirthDates.IsDay(birth))
            return birth >> 9 == _year ? _weights.BirthYear : birth >= _from && birth <= _to ? _weights.BirthNear
                : birth > _nearFrom && birth < _nearTo ? 0 : _weights.BirthDifferent;
        var held = _births[birth];
        var level = BirthComparison.Compare(_birth, held);
        return level == BirthLevel.Near && !_birth.Value.Overlaps(held!.Value) ? 0 : _birthBits[(int)level];
    }

    /// <summary>What names alone can say, however rare they are.</summary>
    private double MostOfNames => _weights.NamesAlone - _prior;

    private (double Bits, bool GivenConflict, int Agreed, int NameAt) BestName(in RowView row)
    {
        if (_rarity.Length == 0 || row.Words.Length == 0) return (0, false, 0, 0);
        var best = (Bits: double.NegativeInfinity, Conflict: false, Agreed: 0, At: 0);
        for (int start = 0, end; start < row.Words.Length; start = end)
        {
            end = start + 1;
            while (end < row.Words.Length && !PackedWord.IsFirst(row.Words[end])) end++;
            var (bits, conflict, agreed) = NameBits(row.Words[start..end], row.Signs[start..end]);
            if (bits > best.Bits) best = (bits, conflict, agreed, start);
        }

        return best;
    }

    /// <summary>Pairs the words asked for with those held, the strongest evidence first.</summary>
    [SkipLocalsInit]
    private (double Bits, bool Conflict, int Agreed) NameBits(ReadOnlySpan<int> words, ReadOnlySpan<uint> signs)
    {
        var terms = _rarity.Length;
        var held = Math.Min(words.Length, MostHeld);
        Span<float> weights = stackalloc float[NameForm.MostWords * MostHeld];
        for (var i = 0; i < held; i++)
        {
            // Most words of a row sound like none of those asked for, which their signs tell.
            var alike = AllSignsKnown ? (int)_asked[signs[i]].All : -1;
            if (alike == 0) weights.Slice(i * terms, terms).Fill(WordWeights.None);
            else _words.Of(PackedWord.WordOf(words[i]), alike).CopyTo(weights[(i * terms)..]);
        }

        var (used, matched, bits, agreed, shared, most) = (0, 0, 0.0, 0, 0.0, 0.0);
        while (true)
        {
            var (top, term, at) = (WordWeights.None, -1, -1);
            for (var t = 0; t < terms; t++)
            {
                if ((matched & (1 << t)) != 0) continue;
                for (var i = 0; i < held; i++)
                    if ((used & (1 << i)) == 0 && weights[i * terms + t] > top) (top, term, at) = (weights[i * terms + t], t, i);
            }

            if (term < 0) break;
            (used, matched) = (used | (1 << at), matched | (1 << term));
            var rarity = top < 4 && !_words.SoundsLike(PackedWord.WordOf(words[at]), term) ? _nearRarity[term] : _rarity[term];
            var said = rarity * Math.Clamp(top / 4, 0.1, 1);
            bits += said + Math.Min(0, top - 2);
            if (top > 0) agreed++;
            (shared, most) = (shared + Math.Min(said, _people), Math.Max(most, Math.Min(said, _people)));
        }

        bits -= shared - most;
        if (GivenConflict(words, used, matched)) return (Math.Min(bits, 5) + _weights.GivenDifferent, true, agreed);
        var apart = Math.Min(terms - BitOperations.PopCount((uint)matched), words.Length - BitOperations.PopCount((uint)used));
        return (bits - NameLook.WordLeft * apart, false, agreed);
    }

    /// <summary>Given names on both sides, none of which found a counterpart: brothers and sisters look like this.</summary>
    private bool GivenConflict(ReadOnlySpan<int> words, int used, int matched)
    {
        if (_givenTerms == 0 || (matched & _givenTerms) != 0) return false;
        var held = false;
        for (var i = 0; i < words.Length && i < MostHeld; i++)
        {
            if (PackedWord.KindOf(words[i]) != NamePartKind.Given) continue;
            if ((used & (1 << i)) != 0) return false;
            held = true;
        }

        return held;
    }
}
