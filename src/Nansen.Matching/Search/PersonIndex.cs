using System.Collections.Concurrent;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Who may be this person: an index of all registrations that lives in the process. One writer at a time,
/// any number of readers, who see a snapshot and never wait. New rows stand in a short list until it is
/// full; then it becomes a segment, and segments of like size are merged.
/// </summary>
public sealed class PersonIndex
{
    private const int ShortList = 256;

    private readonly Lock _writing = new();
    private readonly Dictionary<Guid, (Segment? Segment, int Row)> _places = [];
    private readonly Dictionary<Guid, int> _households = [];
    private volatile Snapshot _snapshot = new([], [], 0);

    internal WordTable Words { get; } = new();

    internal CodeList Places { get; } = new();

    internal CodeList Origins { get; } = new();

    internal ConcurrentDictionary<int, Guid> Households { get; } = new();

    internal ConcurrentDictionary<string, AlikeWords> AlikeMemo { get; } = new(StringComparer.Ordinal);

    /// <summary>What readers see: segments, and rows since the last segment.</summary>
    internal sealed record Snapshot(Segment[] Segments, CardRow[] Recent, int Count);

    internal Snapshot Current => _snapshot;

    /// <summary>An index of many cards at once; of two cards with one id the later stays.</summary>
    public static PersonIndex Build(IEnumerable<PersonCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var index = new PersonIndex();
        var rows = new List<CardRow>();
        foreach (var card in cards)
        {
            var row = index.Row(card);
            if (index._places.TryGetValue(card.Id, out var known)) { rows[known.Row] = row; continue; }
            index._places[card.Id] = (null, rows.Count);
            rows.Add(row);
        }

        var segment = new Segment(rows);
        for (var i = 0; i < rows.Count; i++) index._places[rows[i].Id] = (segment, i);
        index._snapshot = new(rows.Count == 0 ? [] : [segment], [], rows.Count);
        return index;
    }

    /// <summary>How many registrations it holds.</summary>
    public int Count => _snapshot.Count;

    /// <summary>Adds a registration, or replaces it when it is there already.</summary>
    public void Put(PersonCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        lock (_writing)
        {
            var row = Row(card);
            Drop(card.Id);
            var now = _snapshot;
            _places[card.Id] = (null, now.Recent.Length);
            CardRow[] recent = [.. now.Recent, row];
            if (recent.Length < ShortList) _snapshot = now with { Recent = recent, Count = now.Count + 1 };
            else _snapshot = new(Merge(now.Segments, recent), [], now.Count + 1);
        }
    }

    /// <summary>Takes a registration out; nothing happens when it is not there.</summary>
    public void Remove(Guid id)
    {
        lock (_writing) Drop(id);
    }

    /// <summary>The likeliest registrations first; at most <paramref name="most"/>.</summary>
    public IReadOnlyList<Candidate> Find(PersonQuery query, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(query);
        return most <= 0 ? [] : new Search(this, query).Run(most);
    }

    private void Drop(Guid id)
    {
        if (!_places.Remove(id, out var place)) return;
        var now = _snapshot;
        if (place.Segment is { } segment)
        {
            segment.Mark(place.Row);
            _snapshot = now with { Count = now.Count - 1 };
            return;
        }

        CardRow[] recent = [.. now.Recent.Where(r => r.Id != id)];
        for (var i = 0; i < recent.Length; i++) _places[recent[i].Id] = (null, i);
        _snapshot = now with { Recent = recent, Count = now.Count - 1 };
    }

    /// <summary>The short list becomes a segment; segments no more than twice as long as it are taken in.</summary>
    private Segment[] Merge(Segment[] segments, CardRow[] recent)
    {
        var kept = segments.ToList();
        var rows = new List<CardRow>(recent);
        while (kept.Count > 0 && kept[^1].Count - kept[^1].Gone <= rows.Count * 2)
        {
            var last = kept[^1];
            kept.RemoveAt(kept.Count - 1);
            for (var i = 0; i < last.Count; i++)
                if (!last.IsGone(i)) rows.Add(last[i]);
        }

        var segment = new Segment(rows);
        for (var i = 0; i < rows.Count; i++) _places[rows[i].Id] = (segment, i);
        kept.Add(segment);
        return [.. kept];
    }

    private CardRow Row(PersonCard card)
    {
        var words = new List<int>();
        foreach (var name in card.Names)
        {
            var first = true;
            foreach (var word in NameForm.Of(name).Names)
            {
                words.Add(CardRow.Pack(Words.Intern(word.Text), word.Part, first));
                first = false;
            }
        }

        var household = 0;
        if (card.Household is { } id && !_households.TryGetValue(id, out household))
        {
            _households[id] = household = _households.Count + 1;
            Households[household] = id;
        }

        return new(card.Id, [.. words],
            card.Birth?.ExactDay is { } day ? BirthComparison.Packed(day) : 0,
            card.Birth?.Earliest.DayNumber ?? 0, card.Birth?.Latest.DayNumber ?? 0,
            SexOf(card.Sex), (ushort)Math.Min(Origins.Intern(card.Origin), ushort.MaxValue), Places.Intern(card.Place), PhoneNumber.Key(card.Phone), household);
    }

    /// <summary>F 1, M 2, X 3; anything else is not known.</summary>
    internal static byte SexOf(string? sex) => sex?.Trim().ToUpperInvariant() switch
    {
        "F" or "FEMALE" or "Ж" => 1,
        "M" or "MALE" or "М" => 2,
        "X" => 3,
        _ => 0,
    };
}

/// <summary>Words of the table that may be one word of a query, with their evidence, as of a size of the table.</summary>
internal sealed record AlikeWords(int TableSize, Dictionary<int, float> Weights);
