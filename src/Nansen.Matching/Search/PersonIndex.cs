using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Who may be this person: an index of all registrations that lives in the process. One writer at a time,
/// any number of readers, who see a snapshot and never wait. New rows stand in a short list until it is
/// full; then it becomes a segment, and segments of like size are merged.
/// </summary>
/// <param name="model">Rules and weights by which registrations are compared; null: those that ship.</param>
public sealed class PersonIndex(MatchingModel? model = null)
{
    private const int ShortList = 256;

    private readonly Lock _writing = new();
    private volatile Snapshot _snapshot = new([], [], 0, 1);

    /// <summary>Rules and weights by which registrations are compared.</summary>
    public MatchingModel Model { get; } = model ?? MatchingModel.Shipped;

    internal WordTable Words { get; } = new();

    internal CodeList Places { get; } = new();

    internal CodeList Origins { get; } = new();

    internal BirthDates Births { get; } = new();

    /// <summary>What readers see: segments, rows since the last segment, how many registrations, and the version for rows that are gone.</summary>
    internal sealed record Snapshot(Segment[] Segments, CardRow[] Recent, int Count, int Version);

    internal Snapshot Current => _snapshot;

    /// <summary>An index of many cards, read one by one and not kept; of two cards with one id the later stays.</summary>
    public static PersonIndex Build(IEnumerable<PersonCard> cards, MatchingModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var index = new PersonIndex(model);
        var reader = new CardReader(index);
        var columns = new CardColumns(index.Words);
        List<Segment> segments = [];
        foreach (var card in cards)
        {
            columns.Add(card.Id, reader.Read(card), CardReader.HouseholdKey(card.Household), reader.Words);
            if (columns.Count < Segment.MostRows) continue;
            segments.Add(new Segment(columns, index.Words));
            columns = new CardColumns(index.Words);
        }

        if (columns.Count > 0) segments.Add(new Segment(columns, index.Words));
        index.Begin(segments);
        return index;
    }

    /// <summary>How many registrations it holds.</summary>
    public int Count => _snapshot.Count;

    /// <summary>Adds a registration, or replaces it when it is there already.</summary>
    /// <param name="card">The registration.</param>
    /// <param name="sameHousehold">The card does not know the household: the registration keeps the one it had.</param>
    public void Put(PersonCard card, bool sameHousehold = false)
    {
        ArgumentNullException.ThrowIfNull(card);
        lock (_writing)
        {
            var row = Row(card);
            if (sameHousehold) row = row with { Household = HouseholdOf(card.Id) };
            var now = Without(card.Id);
            Counted(row.Head, row.Words, 1);
            CardRow[] recent = [.. now.Recent, row];
            _snapshot = recent.Length < ShortList
                ? now with { Recent = recent, Count = now.Count + 1 }
                : now with { Segments = Merge(now.Segments, recent), Recent = [], Count = now.Count + 1 };
        }
    }

    /// <summary>Takes a registration out; nothing happens when it is not there.</summary>
    public void Remove(Guid id)
    {
        lock (_writing) _snapshot = Without(id);
    }

    /// <summary>The likeliest registrations first; at most <paramref name="most"/>.</summary>
    public IReadOnlyList<Candidate> Find(PersonQuery query, int most = 20) => Find(query, most, false);

    /// <summary>The same; <paramref name="everyRow"/> weighs all registrations, which is slow and what the tests compare with.</summary>
    internal IReadOnlyList<Candidate> Find(PersonQuery query, int most, bool everyRow)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (most <= 0) return [];
        var memory = SearchMemory.Rent();
        try
        {
            return new Search(this, query, memory).Run(most, everyRow);
        }
        finally
        {
            memory.Return();
        }
    }

    /// <summary>How one registration stands to what is asked for; null when it is not there, or shares nothing with it.</summary>
    public Candidate? Compare(PersonQuery query, Guid id)
    {
        ArgumentNullException.ThrowIfNull(query);
        var memory = SearchMemory.Rent();
        try
        {
            return new Search(this, query with { Except = null }, memory).Only(id);
        }
        finally
        {
            memory.Return();
        }
    }

    private void Begin(List<Segment> segments)
    {
        // The same registration may stand in two segments: the later stays.
        for (var later = 1; later < segments.Count; later++)
            for (var row = 0; row < segments[later].Count; row++)
                for (var earlier = 0; earlier < later; earlier++)
                    if (segments[earlier].RowOf(segments[later].IdOf(row)) is >= 0 and var twice) segments[earlier].Mark(twice, 1);
        foreach (var segment in segments)
            for (var row = 0; row < segment.Count; row++)
                if (!segment.IsGone(row, int.MaxValue)) Counted(segment.HeadOf(row), segment.WordsOf(row), 1);
        Words.Settle();
        _snapshot = new([.. segments], [], segments.Sum(s => s.Count - s.Gone), 1);
    }

    private void Counted(in CardHead head, ReadOnlySpan<int> words, int by)
    {
        foreach (var word in words) Words.Count(PackedWord.WordOf(word), by);
        Origins.Count(head.Origin, by);
    }

    /// <summary>The next state, without a registration. The present one keeps it: readers may hold it.</summary>
    private Snapshot Without(Guid id)
    {
        var now = _snapshot;
        var next = now with { Version = now.Version + 1 };
        var at = Array.FindIndex(now.Recent, r => r.Id == id);
        if (at >= 0)
        {
            Counted(now.Recent[at].Head, now.Recent[at].Words, -1);
            return next with { Recent = [.. now.Recent[..at], .. now.Recent[(at + 1)..]], Count = now.Count - 1 };
        }

        foreach (var segment in now.Segments)
        {
            if (segment.RowOf(id) is not (>= 0 and var row)) continue;
            Counted(segment.HeadOf(row), segment.WordsOf(row), -1);
            segment.Mark(row, next.Version);
            return next with { Count = now.Count - 1 };
        }

        return next;
    }

    /// <summary>The short list becomes a segment; segments no more than twice as long as it are taken in.</summary>
    private Segment[] Merge(Segment[] segments, CardRow[] recent)
    {
        var kept = segments.ToList();
        var columns = new CardColumns(Words);
        foreach (var row in recent) columns.Add(row.Id, row.Head, row.Household, row.Words);
        while (kept.Count > 0 && kept[^1].Count - kept[^1].Gone <= columns.Count * 2 && kept[^1].Count + columns.Count <= Segment.MostRows)
        {
            var last = kept[^1];
            kept.RemoveAt(kept.Count - 1);
            for (var row = 0; row < last.Count; row++)
                if (!last.IsGone(row, int.MaxValue)) columns.Add(last.IdOf(row), last.HeadOf(row), last.HouseholdOf(row), last.WordsOf(row));
        }

        kept.Add(new Segment(columns, Words));
        return [.. kept];
    }

    private uint HouseholdOf(Guid id)
    {
        var now = _snapshot;
        if (Array.Find(now.Recent, r => r.Id == id) is { } recent) return recent.Household;
        foreach (var segment in now.Segments)
            if (segment.RowOf(id) is >= 0 and var row) return segment.HouseholdOf(row);
        return 0;
    }

    private CardRow Row(PersonCard card)
    {
        var reader = new CardReader(this);
        var head = reader.Read(card);
        int[] words = [.. reader.Words];
        return new(card.Id, head with { WordCount = (byte)words.Length }, CardReader.HouseholdKey(card.Household), words, [.. words.Select(w => CardColumns.SignOf(w, Words))]);
    }
}
