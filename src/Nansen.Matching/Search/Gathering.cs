using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>
/// Finds the rows worth weighing by their keys: birth day, telephone, two sounds of a name, a sound and the year of birth; the
/// same with a sound that is a consonant off or only begins alike. Those keys come first under which a row is likeliest to be of the
/// person asked for; each word alone comes last.
/// </summary>
internal sealed class Gathering
{
    // Of a million registrations; a card has keys that find few rows each.
    private const int Visited = 1_200, VisitedOfCard = 2_000, MostVisited = 6_000;

    private const int MostPaired = 4, MostYears = 8, MostBegun = 300, MostWordsOfTerm = 64, Enough = 150, EnoughOfOne = 1_000, FewWords = 2;

    // So many rows at a time are fetched from memory.
    private const int Together = 64;

    // How often who is asked for stands under a key, about, and not under one that is looked at before: clerks err in one name or date of six.
    private const float OfDay = 0.8f, OfPhone = 0.5f, OfPair = 0.6f, OfYear = 0.7f, OfYearBesideDay = 0.1f, OfYearOff = 0.03f, OfNear = 0.15f, OfBegun = 0.15f;

    private readonly WordTable _table;
    private readonly SearchTerms _terms;
    private readonly WordWeights _words;
    private readonly RowWeigher _weigher;
    private readonly SearchMemory _memory;
    private readonly (ulong[] Near, ulong[] Begun)[] _beside;
    private readonly int[] _exact;
    private readonly int _most;
    private int _visited;

    public Gathering(WordTable table, SearchTerms terms, WordWeights words, RowWeigher weigher, SearchMemory memory)
    {
        (_table, _terms, _words, _weigher, _memory) = (table, terms, words, weigher, memory);
        _most = Math.Min(MostVisited, weigher.Grown(terms.Birth?.ExactDay is null ? Visited : VisitedOfCard));
        _beside = new (ulong[], ulong[])[words.Terms];
        weigher.AllSignsKnown = true;
        for (var t = 0; t < _beside.Length; t++) _beside[t] = Beside(t);
        // The rarest words first, of each sound one.
        _exact = [.. Enumerable.Range(0, words.Terms).OrderByDescending(t => weigher.Rarity[t]).DistinctBy(words.SoundOf)];
    }

    /// <summary>Fills the heap of <see cref="SearchMemory"/> with rows of a segment.</summary>
    public void Gather(Segment segment, int number, int version)
    {
        _memory.Seen.Clear();
        _visited = 0;
        _memory.Keys.Clear();
        _memory.Chances.Clear();
        Exact();
        Near();
        Years();
        var keys = CollectionsMarshal.AsSpan(_memory.Keys);
        var chances = CollectionsMarshal.AsSpan(_memory.Chances);
        CollectionsMarshal.SetCount(_memory.Counts, keys.Length);
        var counts = CollectionsMarshal.AsSpan(_memory.Counts);
        segment.CountsAhead(keys, counts);
        // First where a row is likeliest to be of the person asked for.
        for (var i = 0; i < keys.Length; i++) chances[i] = -chances[i] / Math.Max(1, counts[i]);
        chances.Sort(keys);
        foreach (var key in keys) Visit(segment, number, version, key, _most);
        Look(segment, number);

        // One word alone says little when there are others.
        var enough = _exact.Length == 1 ? EnoughOfOne : Enough;
        for (var i = 0; i < _exact.Length && _visited < enough; i++) VisitWords(segment, number, version, _exact[i], [_words.SoundOf(_exact[i])], enough);
        for (var i = 0; i < _exact.Length && _visited < enough; i++)
            VisitWords(segment, number, version, _exact[i], [.. _beside[_exact[i]].Near, .. _beside[_exact[i]].Begun], enough);
    }

    private void Add(ulong key, float chance)
    {
        _memory.Keys.Add(key);
        _memory.Chances.Add(chance);
    }

    private void Exact()
    {
        if (_terms.Birth?.ExactDay is { } day)
        {
            if (day is not { Month: 1, Day: 1 }) Add(CardKeys.Day(BirthComparison.Packed(day)), OfDay);
            if (_exact.Length == 0 && day.Day <= 12 && day.Day != day.Month) Add(CardKeys.Day(BirthComparison.Packed(new(day.Year, day.Day, day.Month))), OfDay);
        }

        if (_terms.Phone != 0) Add(CardKeys.Phone((uint)_terms.Phone), OfPhone);
        for (var i = 0; i < _words.Terms; i++)
            for (var j = i + 1; j < _words.Terms; j++)
                if (CardKeys.Pair(_words.SoundOf(i), _words.SoundOf(j)) is var pair && !_memory.Keys.Contains(pair)) Add(pair, OfPair);
    }

    private void Near()
    {
        var paired = Math.Min(_exact.Length, MostPaired);
        for (var i = 0; i < paired; i++)
            for (var j = 0; j < paired; j++)
                if (i != j && _words.SoundOf(_exact[j]) is var other) Beside(_exact[i], sound => CardKeys.Pair(sound, other));
    }

    private void Years()
    {
        if (_terms.Birth is not { } birth || birth.Latest.Year - birth.Earliest.Year >= MostYears) return;
        for (var year = birth.Earliest.Year; year <= birth.Latest.Year; year++)
        {
            var at = year;
            foreach (var term in _exact) Add(CardKeys.SoundAndYear(_words.SoundOf(term), at), birth.ExactDay is null ? OfYear : OfYearBesideDay);
            if (_exact.Length > FewWords) continue;
            foreach (var term in _exact) Beside(term, sound => CardKeys.SoundAndYear(sound, at));
        }

        // A year alone is often one off: another calendar, or an age said before the birthday.
        if (birth.Earliest.Year != birth.Latest.Year || birth.ExactDay is not null) return;
        foreach (var term in _exact)
        {
            Add(CardKeys.SoundAndYear(_words.SoundOf(term), birth.Earliest.Year - 1), OfYearOff);
            Add(CardKeys.SoundAndYear(_words.SoundOf(term), birth.Earliest.Year + 1), OfYearOff);
        }
    }

    /// <summary>Keys of the sounds beside that of a word asked for.</summary>
    private void Beside(int term, Func<ulong, ulong> keyOf)
    {
        var (near, begun) = _beside[term];
        foreach (var sound in near) Add(keyOf(sound), OfNear / near.Length);
        foreach (var sound in begun) Add(keyOf(sound), OfBegun / begun.Length);
    }

    private void Visit(Segment segment, int number, int version, ulong key, int most)
    {
        foreach (var entry in segment.With(key))
        {
            if (!KeyIndex.Has(entry, key)) continue;
            if (_visited >= most) return;
            var row = KeyIndex.RowOf(entry);
            if (!_memory.Seen.Add(row) || segment.IsGone(row, version)) continue;
            _visited++;
            segment.HeadAhead(row);
            _memory.Found.Add(row);
            if (_memory.Found.Count == Together) Look(segment, number);
        }
    }

    /// <summary>What the rows found promise.</summary>
    private void Look(Segment segment, int number)
    {
        foreach (var row in _memory.Found)
        {
            ref readonly var head = ref segment.HeadOf(row);
            _memory.Heap.Add(_weigher.Promise(head, segment.SignsOf(head)), number, row);
        }

        _memory.Found.Clear();
    }

    /// <summary>Rows with a word of some sounds, the one most alike first.</summary>
    private void VisitWords(Segment segment, int number, int version, int term, ReadOnlySpan<ulong> sounds, int enough)
    {
        var found = new List<(float Weight, int Word)>();
        foreach (var sound in sounds)
        {
            if (found.Count >= MostWordsOfTerm || _table.Sounds.Find(sound) is not { } group) continue;
            foreach (var word in group.First(MostWordsOfTerm))
                if (_words.Of(word)[term] is > WordWeights.None and var weight) found.Add((weight, word));
        }

        found.Sort(static (a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Word.CompareTo(b.Word));
        foreach (var (_, word) in found)
            if (_visited < enough) Visit(segment, number, version, CardKeys.Word(word), enough);
        Look(segment, number);
    }

    /// <summary>Sounds that a word asked for may have beside its own, those that occur; marks their signs.</summary>
    [SkipLocalsInit]
    private (ulong[] Near, ulong[] Begun) Beside(int term)
    {
        Span<ulong> near = stackalloc ulong[NearSounds.Most];
        var (own, sign, mayBegin) = (_words.SoundOf(term), _words.SignOf(term), _words.MayBegin(term));
        _memory.Asked.Same(term, sign);
        if (mayBegin) _memory.Asked.Begun(term, sign, own);
        var (found, rows) = (new List<ulong>(), 0);
        foreach (var sound in near[..NearSounds.Of(own, near)]) Take(sound);
        foreach (var group in _terms.Words[term].EquivalentGroups)
            foreach (var word in _table.InGroup(group)) Take(_table[word].Sound);
        var (nearCount, nearRows, looked) = (found.Count, rows, 0);
        var plain = _terms.Words[term].Plain;
        foreach (var word in _table.StartingLike(plain))
        {
            if (looked++ >= MostBegun)
            {
                // The others have signs that begin alike, which is known of free words only.
                _weigher.AllSignsKnown &= mayBegin;
                break;
            }

            if (_table.Text(word).StartsWith(plain, StringComparison.Ordinal)) Take(_table[word].Sound, true);
        }

        _weigher.Expect(term, nearRows, rows);
        return ([.. found[..nearCount]], [.. found[nearCount..]]);

        void Take(ulong sound, bool begun = false)
        {
            if (sound == own || _table.Sounds.Find(sound) is not { Rows: > 0 } group || found.Contains(sound)) return;
            found.Add(sound);
            rows += group.Rows;
            if (begun) _memory.Asked.Begun(term, sign, own, sound);
            else _memory.Asked.Near(term, sign, own, sound);
        }
    }
}
