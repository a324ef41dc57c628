namespace Nansen.Matching;

/// <summary>
/// One search: rows are gathered by their keys, ordered by how much they promise to be worth, and the first of them
/// weighed word by word.
/// </summary>
internal sealed class Search
{
    private const int MostWeighed = 80, FewWords = 2;

    // So many at a time are fetched from memory.
    private const int Together = 16;

    private readonly PersonIndex _index;
    private readonly PersonQuery _query;
    private readonly SearchTerms _terms;
    private readonly PersonIndex.Snapshot _snapshot;
    private readonly SearchMemory _memory;
    private readonly WordWeights _words;
    private readonly RowWeigher _weigher;
    private readonly List<(RowWorth Worth, Guid Id, int Segment, int Row)> _best = [];

    public Search(PersonIndex index, PersonQuery query, SearchMemory memory)
    {
        (_index, _query, _memory, _snapshot) = (index, query, memory, index.Current);
        _terms = SearchTerms.Of(query);
        _words = new WordWeights(index.Words, _terms, memory.Words);
        _weigher = new RowWeigher(index, query, _terms, _words, _snapshot.Count, memory.Asked);
    }

    /// <summary>The likeliest registrations first.</summary>
    public IReadOnlyList<Candidate> Run(int most, bool everyRow)
    {
        var segments = _snapshot.Segments;
        var gathering = new Gathering(_index.Words, _terms, _words, _weigher, _memory);
        for (var number = 0; number < segments.Length; number++)
            if (everyRow) All(number);
            else gathering.Gather(segments[number], number, _snapshot.Version);
        for (var row = 0; row < _snapshot.Recent.Length; row++)
            _memory.Heap.Add(_weigher.Promise(_snapshot.Recent[row].Head, _snapshot.Recent[row].Signs), segments.Length, row);
        _memory.Heap.Order();
        // Of a name and a year many rows of a large register promise the same; with more said, few do.
        var enough = everyRow ? int.MaxValue : _terms.Words.Length <= FewWords ? _weigher.Grown(MostWeighed) : MostWeighed;
        for (var weighed = 0; _memory.Heap.Count > 0 && weighed < enough; weighed += Together) WeighNext(most, everyRow);
        return [.. _best.Select(Explain)];
    }

    /// <summary>One registration, whether or not it would be among the likeliest.</summary>
    public Candidate? Only(Guid id)
    {
        _ = new Gathering(_index.Words, _terms, _words, _weigher, _memory); // how common near sounds are
        for (var row = 0; row < _snapshot.Recent.Length; row++)
            if (_snapshot.Recent[row].Id == id) Weigh(_snapshot.Segments.Length, row, 1);
        for (var segment = 0; segment < _snapshot.Segments.Length && _best.Count == 0; segment++)
            if (_snapshot.Segments[segment].RowOf(id, _snapshot.Version) is >= 0 and var row) Weigh(segment, row, 1);
        return _best.Count == 0 ? null : Explain(_best[0]);
    }

    /// <summary>Weighs the next rows, those excepted that cannot come among the ones that are shown.</summary>
    private void WeighNext(int most, bool everyRow)
    {
        Span<(float Promise, float Bound, int Segment, int Row)> next = stackalloc (float, float, int, int)[Together];
        var count = 0;
        for (; count < Together && _memory.Heap.Count > 0; count++)
        {
            next[count] = _memory.Heap.Pop();
            if (next[count].Segment < _snapshot.Segments.Length) _snapshot.Segments[next[count].Segment].RestAhead(next[count].Row);
        }

        foreach (var (_, _, segment, row) in next[..count])
            if (segment < _snapshot.Segments.Length) _snapshot.Segments[segment].WordsAhead(row);

        foreach (var (_, bound, segment, row) in next[..count])
            if (everyRow || _best.Count < most || bound >= _best[^1].Worth.Bits) Weigh(segment, row, most);
    }

    private void All(int number)
    {
        var segment = _snapshot.Segments[number];
        for (var row = 0; row < segment.Count; row++)
            if (!segment.IsGone(row, _snapshot.Version)) _memory.Heap.Add((0, float.MaxValue), number, row);
    }

    private void Weigh(int segment, int row, int most)
    {
        if (_weigher.Weigh(View(segment, row)) is not { } worth || (_best.Count == most && worth.Bits < _best[^1].Worth.Bits)) return;
        var id = IdOf(segment, row);
        if (id == _query.Except) return;
        var at = _best.Count;
        while (at > 0 && (worth.Bits > _best[at - 1].Worth.Bits || (worth.Bits == _best[at - 1].Worth.Bits && id.CompareTo(_best[at - 1].Id) < 0))) at--;
        if (at == most) return;
        if (_best.Count == most) _best.RemoveAt(most - 1);
        _best.Insert(at, (worth, id, segment, row));
    }

    private Guid IdOf(int segment, int row) => segment < _snapshot.Segments.Length ? _snapshot.Segments[segment].IdOf(row) : _snapshot.Recent[row].Id;

    private RowView View(int segment, int row) => segment < _snapshot.Segments.Length ? _snapshot.Segments[segment][row] : _snapshot.Recent[row].View;

    // In words only when they are read: of twenty found, a page shows a few.
    private Candidate Explain((RowWorth Worth, Guid Id, int Segment, int Row) found)
    {
        var probability = 1 / (1 + Math.Pow(2, -found.Worth.Bits));
        return new(found.Id, probability, _index.Model.Records.BandOf(probability), () =>
        {
            var view = View(found.Segment, found.Row);
            return new CandidateReasons(_index, _query, _terms, view.Head, view.Household, Names(view.Words, found.Worth.NameAt)).Say(found.Worth);
        });
    }

    /// <summary>The name that agrees best, word by word.</summary>
    private HeldWord[] Names(ReadOnlySpan<int> words, int at)
    {
        var end = at;
        while (end < words.Length && (end == at || !PackedWord.IsFirst(words[end]))) end++;
        var name = new HeldWord[end - at];
        for (var i = 0; i < name.Length; i++)
        {
            var (word, lettering) = (PackedWord.WordOf(words[at + i]), PackedWord.LetteringOf(words[at + i]));
            name[i] = new(_index.Words.Written(word, lettering), _index.Words[word].Mixed);
        }

        return name;
    }
}

/// <summary>A word of a name on file, as written.</summary>
internal readonly record struct HeldWord(string Text, bool Mixed);
