using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>
/// Finds the rows worth weighing, the keys that tell most first: birth day, telephone and two sounds of a name; then the
/// same with one of the sounds a consonant off; a sound and the year of birth; at last each word alone.
/// </summary>
internal sealed class Gathering
{
    private const int MostVisited = 2_500, MostPaired = 4, MostYears = 8, MostBegun = 300, MostWordsOfTerm = 64, Enough = 150, EnoughOfOne = 1_000;

    private readonly WordTable _table;
    private readonly SearchTerms _terms;
    private readonly WordWeights _words;
    private readonly RowWeigher _weigher;
    private readonly SearchMemory _memory;
    private readonly ulong[][] _near;
    private readonly int[] _exact;
    private int _visited;

    public Gathering(WordTable table, SearchTerms terms, WordWeights words, RowWeigher weigher, SearchMemory memory)
    {
        (_table, _terms, _words, _weigher, _memory) = (table, terms, words, weigher, memory);
        _near = new ulong[words.Terms][];
        weigher.AllSignsKnown = true;
        for (var t = 0; t < _near.Length; t++) _near[t] = Near(t);
        // The rarest words first, of each sound one.
        _exact = [.. Enumerable.Range(0, words.Terms).OrderByDescending(t => weigher.Rarity[t]).DistinctBy(words.SoundOf)];
    }

    /// <summary>Fills the heap of <see cref="SearchMemory"/> with rows of a segment.</summary>
    public void Gather(Segment segment, int number, int version)
    {
        _memory.Seen.Clear();
        _visited = 0;
        foreach (var tier in (Action[])[Exact, Near, Years])
        {
            _memory.Keys.Clear();
            tier();
            var keys = CollectionsMarshal.AsSpan(_memory.Keys);
            CollectionsMarshal.SetCount(_memory.Counts, keys.Length);
            var counts = CollectionsMarshal.AsSpan(_memory.Counts);
            segment.CountsAhead(keys, counts);
            // Short lists tell most, and a long one does not take the room of many short ones.
            if (tier != Near) counts.Sort(keys);
            foreach (var key in keys) Visit(segment, version, key, MostVisited);
            Look(segment, number);
        }

        // One word alone says little when there are others.
        var enough = _exact.Length == 1 ? EnoughOfOne : Enough;
        for (var i = 0; i < _exact.Length && _visited < enough; i++) VisitWords(segment, number, version, _exact[i], [_words.SoundOf(_exact[i])], enough);
        for (var i = 0; i < _exact.Length && _visited < enough; i++) VisitWords(segment, number, version, _exact[i], _near[_exact[i]], enough);
    }

    private void Exact()
    {
        if (_terms.Birth?.ExactDay is { } day)
        {
            if (day is not { Month: 1, Day: 1 }) _memory.Keys.Add(CardKeys.Day(BirthComparison.Packed(day)));
            if (_exact.Length == 0 && day.Day <= 12 && day.Day != day.Month) _memory.Keys.Add(CardKeys.Day(BirthComparison.Packed(new(day.Year, day.Day, day.Month))));
        }

        if (_terms.Phone != 0) _memory.Keys.Add(CardKeys.Phone((uint)_terms.Phone));
        for (var i = 0; i < _exact.Length; i++)
            for (var j = i + 1; j < _exact.Length; j++) _memory.Keys.Add(CardKeys.Pair(_words.SoundOf(_exact[i]), _words.SoundOf(_exact[j])));
    }

    private void Near()
    {
        var paired = Math.Min(_exact.Length, MostPaired);
        for (var i = 0; i < paired; i++)
            for (var j = 0; j < paired; j++)
                if (i != j) foreach (var near in _near[_exact[i]]) _memory.Keys.Add(CardKeys.Pair(near, _words.SoundOf(_exact[j])));
    }

    private void Years()
    {
        if (_terms.Birth is not { } birth || birth.Latest.Year - birth.Earliest.Year >= MostYears) return;
        for (var year = birth.Earliest.Year; year <= birth.Latest.Year; year++)
            foreach (var term in _exact) _memory.Keys.Add(CardKeys.SoundAndYear(_words.SoundOf(term), year));
        for (var year = birth.Earliest.Year; year <= birth.Latest.Year && _exact.Length <= 2; year++)
            foreach (var term in _exact)
                foreach (var near in _near[term]) _memory.Keys.Add(CardKeys.SoundAndYear(near, year));
    }

    private void Visit(Segment segment, int version, ulong key, int most)
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
        }
    }

    /// <summary>What the rows found promise.</summary>
    private void Look(Segment segment, int number)
    {
        foreach (var row in _memory.Found) segment.SignsAhead(row);
        foreach (var row in _memory.Found) _memory.Heap.Add(_weigher.Promise(segment[row]), number, row);
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
            if (_visited < enough) Visit(segment, version, CardKeys.Word(word), enough);
        Look(segment, number);
    }

    /// <summary>Sounds that a word asked for may have beside its own, those that occur; marks their signs.</summary>
    [SkipLocalsInit]
    private ulong[] Near(int term)
    {
        Span<ulong> near = stackalloc ulong[NearSounds.Most];
        Mark(term, _words.SoundOf(term));
        var found = new List<ulong>();
        var nearRows = 0;
        foreach (var sound in near[..NearSounds.Of(_words.SoundOf(term), near)]) Take(sound);
        foreach (var group in _terms.Words[term].EquivalentGroups)
            foreach (var word in _table.InGroup(group)) Take(_table[word].Sound);
        var looked = 0;
        var plain = _terms.Words[term].Plain;
        foreach (var word in _table.StartingLike(plain))
        {
            if (looked++ >= MostBegun)
            {
                _weigher.AllSignsKnown = false;
                break;
            }

            if (_table.Text(word).StartsWith(plain, StringComparison.Ordinal)) Take(_table[word].Sound);
        }

        _weigher.Near(term, nearRows);
        return [.. found];

        void Take(ulong sound)
        {
            if (sound == _words.SoundOf(term) || _table.Sounds.Find(sound) is not { Rows: > 0 } group || found.Contains(sound)) return;
            found.Add(sound);
            nearRows += group.Rows;
            Mark(term, sound);
        }
    }

    private void Mark(int term, ulong sound)
    {
        var sign = CardColumns.SignOf(sound);
        if (_memory.TermsBySign[sign] == 0) _memory.Signs.Add(sign);
        _memory.TermsBySign[sign] |= (ushort)(1 << term);
    }
}
