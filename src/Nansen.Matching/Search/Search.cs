using Nansen.Values;

namespace Nansen.Matching;

/// <summary>One search: words alike to those asked for, the rows that hold them, their evidence, the best with reasons.</summary>
internal sealed class Search
{
    private const int MostScored = 150, MostGathered = 3_000, MostAlike = 400, MemoSize = 20_000;

    private readonly PersonIndex _index;
    private readonly PersonQuery _query;
    private readonly SearchTerms _terms;
    private readonly PersonIndex.Snapshot _snapshot;
    private readonly RecordWeights _weights = MatchingModel.Shipped.Records;
    private readonly Dictionary<int, float>[] _alike;
    private readonly double[] _rarity;
    private readonly int _birth;
    private readonly int _place, _origin, _household;
    private readonly byte _sex;

    public Search(PersonIndex index, PersonQuery query)
    {
        (_index, _query, _snapshot) = (index, query, index.Current);
        _terms = SearchTerms.Of(query);
        _alike = [.. _terms.Words.Select(Alike)];
        _birth = _terms.Birth?.ExactDay is { } day ? BirthComparison.Packed(day) : 0;
        (_place, _origin, _sex) = (index.Places.Find(query.Place), index.Origins.Find(query.Origin), PersonIndex.SexOf(query.Sex));
        _household = query.Household is { } id ? index.Households.FirstOrDefault(h => h.Value == id).Key : 0;
        var size = Math.Max(_snapshot.Count, 1000);
        _rarity = [.. _alike.Select(a => Math.Clamp(Math.Log2(size / (double)Math.Max(1, Rows(a))), 1, 14))];
    }

    private long Rows(Dictionary<int, float> alike)
    {
        long rows = 0;
        foreach (var (word, weight) in alike)
            if (weight > 1) foreach (var segment in _snapshot.Segments) rows += segment.WithWord(word).Length;
        return rows;
    }

    private Dictionary<int, float> Alike(NameToken word)
    {
        var size = _index.Words.Count;
        if (_index.AlikeMemo.TryGetValue(word.Lower, out var known) && known.TableSize == size) return known.Weights;
        var found = new List<(int Id, float Weight)>();
        foreach (var id in _index.Words.Alike(word))
        {
            var other = _index.Words[id];
            var (weight, link) = NameAlignment.Weigh(word, other, Sounds.Shipped);
            // Half a name typed is looked for too.
            if (link is WordLink.Different or WordLink.Close && word.Plain.Length >= 3 && other.Plain.Length > word.Plain.Length && other.Plain.StartsWith(word.Plain, StringComparison.Ordinal))
                weight = Math.Max(weight, 1.5f - 0.1f * (other.Plain.Length - word.Plain.Length));
            if (weight > -0.5f) found.Add((id, weight));
        }

        var best = found.OrderByDescending(f => f.Weight).ThenBy(f => f.Id).Take(MostAlike).ToDictionary(f => f.Id, f => f.Weight);
        if (_index.AlikeMemo.Count > MemoSize) _index.AlikeMemo.Clear();
        _index.AlikeMemo[word.Lower] = new(size, best);
        return best;
    }

    public IReadOnlyList<Candidate> Run(int most)
    {
        var found = new List<(double Bits, CardRow Row)>();
        foreach (var segment in _snapshot.Segments)
            foreach (var row in Gather(segment))
                if (!segment.IsGone(row)) Consider(segment[row], found);
        foreach (var row in _snapshot.Recent) Consider(row, found);
        found.Sort(static (a, b) => a.Bits != b.Bits ? b.Bits.CompareTo(a.Bits) : a.Row.Id.CompareTo(b.Row.Id));
        return [.. found.Take(most).Select(f => new CandidateScore(this, f.Row).Explain())];
    }

    private void Consider(CardRow row, List<(double, CardRow)> found)
    {
        if (row.Id == _query.Except) return;
        var score = new CandidateScore(this, row);
        if (score.Worth) found.Add((score.Bits, row));
    }

    /// <summary>Rows worth scoring: those of the same birth day or telephone, then those with the rarest words.</summary>
    private List<int> Gather(Segment segment)
    {
        var rows = new HashSet<int>();
        if (_terms.Phone != 0) foreach (var row in segment.WithPhone(_terms.Phone)) rows.Add(row);
        if (_birth != 0) foreach (var row in segment.BornOn(_birth)) rows.Add(row);
        var room = rows.Count + MostGathered;
        foreach (var term in Enumerable.Range(0, _alike.Length).OrderByDescending(t => _rarity[t]))
        {
            // The strongest spelling first, so that a cut falls on the doubtful ones.
            foreach (var (word, _) in _alike[term].OrderByDescending(w => w.Value).ThenBy(w => w.Key))
            {
                foreach (var row in segment.WithWord(word))
                {
                    rows.Add(row);
                    if (rows.Count >= room) break;
                }

                if (rows.Count >= room) break;
            }

            if (rows.Count >= room) break;
        }

        if (rows.Count <= MostScored) return [.. rows];
        return [.. rows.Select(row => (Row: row, Worth: Worth(segment, row))).OrderByDescending(r => r.Worth).ThenBy(r => r.Row).Take(MostScored).Select(r => r.Row)];
    }

    /// <summary>A quick sum of what agrees, to choose whom to look at closely.</summary>
    private double Worth(Segment segment, int row)
    {
        var worth = 0.0;
        var words = segment.WordsOf(row);
        for (var term = 0; term < _alike.Length; term++)
        {
            var best = 0f;
            foreach (var word in words)
                if (_alike[term].TryGetValue(CardRow.WordOf(word), out var weight) && weight > best) best = weight;
            worth += _rarity[term] * Math.Min(best / 4, 1);
        }

        return worth + segment.Bonus(row, _birth, _terms.Phone);
    }

    /// <summary>The birth date a row holds.</summary>
    internal static PartialDate? BirthOf(CardRow row) => row.BirthTo == 0 ? null
        : row.BirthFrom == row.BirthTo ? PartialDate.OfDay(DateOnly.FromDayNumber(row.BirthFrom))
        : Interval(DateOnly.FromDayNumber(row.BirthFrom), DateOnly.FromDayNumber(row.BirthTo));

    private static PartialDate Interval(DateOnly from, DateOnly to)
    {
        if (from.Year == to.Year && from.DayOfYear == 1 && to is { Month: 12, Day: 31 }) return PartialDate.OfYear(from.Year);
        if (from.Year == to.Year && from.Month == to.Month && from.Day == 1 && to.AddDays(1).Day == 1) return PartialDate.OfMonth(from.Year, from.Month);
        return PartialDate.Between(from, to);
    }

    /// <summary>The evidence for one row.</summary>
    private readonly struct CandidateScore
    {
        private readonly Search _search;
        private readonly CardRow _row;
        private readonly double _name, _birthBits, _sexBits, _originBits, _placeBits, _phoneBits, _householdBits;
        private readonly bool _givenConflict;
        private readonly int _agreed;
        private readonly int _nameAt;

        public CandidateScore(Search search, CardRow row)
        {
            (_search, _row) = (search, row);
            var w = search._weights;
            (_name, _givenConflict, _agreed, _nameAt) = BestName(search, row);
            _birthBits = BirthBits(search, row, w);
            if (_givenConflict) _birthBits = Math.Min(_birthBits, 2);
            _sexBits = search._sex == 0 || row.Sex == 0 ? 0 : search._sex == row.Sex ? w.SexSame : w.SexDifferent;
            _originBits = search._origin == 0 || row.Origin == 0 ? 0 : search._origin == row.Origin ? w.OriginSame : w.OriginDifferent;
            _placeBits = search._place == 0 || row.Place == 0 ? 0 : search._place == row.Place ? w.PlaceSame : w.PlaceDifferent;
            _phoneBits = search._terms.Phone == 0 || row.Phone == 0 ? 0 : search._terms.Phone == row.Phone ? w.PhoneSame : w.PhoneDifferent;
            _householdBits = search._household == 0 || row.Household == 0 || search._household != row.Household ? 0 : w.HouseholdSame;
        }

        public double Bits => Prior + _name + _birthBits + _sexBits + _originBits + _placeBits + _phoneBits + _householdBits;

        private double Prior => -Math.Log2(Math.Max(_search._snapshot.Count, 1000));

        /// <summary>A proposal needs a word, or a birth day and a telephone, in common.</summary>
        public bool Worth => _agreed > 0 || _phoneBits > 0 || (_birthBits > 5 && _search._terms.Words.Length == 0);

        private static double BirthBits(Search search, CardRow row, RecordWeights w)
        {
            if (search._terms.Birth is null || row.BirthTo == 0) return 0;
            return BirthComparison.Compare(search._terms.Birth, BirthOf(row)) switch
            {
                BirthLevel.Same => w.BirthSame,
                BirthLevel.Swapped => w.BirthSwapped,
                BirthLevel.YearOff => w.BirthYearOff,
                BirthLevel.Typing => w.BirthTyping,
                BirthLevel.Default or BirthLevel.Year => w.BirthYear,
                BirthLevel.SameYear => 0,
                BirthLevel.Near => w.BirthNear,
                BirthLevel.Different => w.BirthDifferent,
                _ => 0,
            };
        }

        private static (double Bits, bool GivenConflict, int Agreed, int NameAt) BestName(Search search, CardRow row)
        {
            if (search._alike.Length == 0) return (0, false, 0, 0);
            var best = (Bits: double.NegativeInfinity, Conflict: false, Agreed: 0, At: 0);
            for (var start = 0; start < row.Words.Length;)
            {
                var end = start + 1;
                while (end < row.Words.Length && (row.Words[end] & CardRow.FirstOfName) == 0) end++;
                var (bits, conflict, agreed) = NameBits(search, row.Words.AsSpan(start, end - start));
                if (bits > best.Bits) best = (bits, conflict, agreed, start);
                start = end;
            }

            return best.Agreed == 0 && double.IsNegativeInfinity(best.Bits) ? (0, false, 0, 0) : best;
        }

        private static (double Bits, bool Conflict, int Agreed) NameBits(Search search, ReadOnlySpan<int> words)
        {
            var (used, matched, bits, agreed) = (0, 0, 0.0, 0);
            // Strongest evidence first among at most 12 by 12 words.
            while (true)
            {
                var (top, term, at) = (-0.5f, -1, -1);
                for (var t = 0; t < search._alike.Length; t++)
                {
                    if ((matched & (1 << t)) != 0) continue;
                    for (var i = 0; i < words.Length && i < 30; i++)
                        if ((used & (1 << i)) == 0 && search._alike[t].TryGetValue(CardRow.WordOf(words[i]), out var weight) && weight > top) (top, term, at) = (weight, t, i);
                }

                if (term < 0) break;
                (used, matched) = (used | (1 << at), matched | (1 << term));
                bits += search._rarity[term] * Math.Clamp(top / 4, 0.1, 1) + Math.Min(0, top - 2);
                if (top > 0) agreed++;
            }

            var conflict = GivenConflict(search, words, used, matched);
            var left = Math.Min(System.Numerics.BitOperations.PopCount((uint)(~matched & ((1 << search._alike.Length) - 1))),
                words.Length - System.Numerics.BitOperations.PopCount((uint)used));
            if (conflict) bits = Math.Min(bits, 5) + search._weights.GivenDifferent;
            else bits -= 4 * left;
            return (bits, conflict, agreed);
        }

        /// <summary>Given names on both sides, none of which found a counterpart: brothers and sisters look like this.</summary>
        private static bool GivenConflict(Search search, ReadOnlySpan<int> words, int used, int matched)
        {
            var (asked, askedMatched, held, heldMatched) = (false, false, false, false);
            for (var t = 0; t < search._alike.Length; t++)
                if (search._terms.Words[t].Part == NamePartKind.Given) { asked = true; askedMatched |= (matched & (1 << t)) != 0; }
            for (var i = 0; i < words.Length && i < 30; i++)
                if (CardRow.KindOf(words[i]) == NamePartKind.Given) { held = true; heldMatched |= (used & (1 << i)) != 0; }
            return asked && held && !askedMatched && !heldMatched;
        }

        public Candidate Explain() => new CandidateReasons(_search._index, _search._query, _search._terms, _row, NameWords(), _agreed)
            .Say(Bits, _search._weights, _givenConflict, new(_name, _birthBits, _sexBits, _originBits, _placeBits, _phoneBits, _householdBits));

        private NameToken[] NameWords()
        {
            var words = new List<NameToken>();
            for (var i = _nameAt; i < _row.Words.Length && (i == _nameAt || (_row.Words[i] & CardRow.FirstOfName) == 0); i++)
                words.Add(_search._index.Words[CardRow.WordOf(_row.Words[i])]);
            return [.. words];
        }
    }
}
