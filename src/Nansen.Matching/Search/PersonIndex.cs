using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Who may be this person: an index of all registrations that lives in the process. One writer at a time,
/// any number of readers, who see a snapshot and never wait.
/// </summary>
public sealed class PersonIndex
{
    private volatile Dictionary<Guid, PersonCard> _cards = [];
    private readonly Lock _writing = new();

    /// <summary>An index of many cards at once.</summary>
    public static PersonIndex Build(IEnumerable<PersonCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var index = new PersonIndex();
        foreach (var card in cards) index._cards[card.Id] = card;
        return index;
    }

    /// <summary>How many registrations it holds.</summary>
    public int Count => _cards.Count;

    /// <summary>Adds a registration, or replaces it when it is there already.</summary>
    public void Put(PersonCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        lock (_writing) _cards = new(_cards) { [card.Id] = card };
    }

    /// <summary>Takes a registration out; nothing happens when it is not there.</summary>
    public void Remove(Guid id)
    {
        lock (_writing)
        {
            var next = new Dictionary<Guid, PersonCard>(_cards);
            next.Remove(id);
            _cards = next;
        }
    }

    /// <summary>The likeliest registrations first.</summary>
    public IReadOnlyList<Candidate> Find(PersonQuery query, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(query);
        var asked = query.Words is { Length: > 0 } words ? [.. query.Names, new PersonName([new(NamePartKind.Whole, words)])] : query.Names;
        return [.. _cards.Values.Where(c => c.Id != query.Except)
            .Select(c => (Card: c, Score: asked.SelectMany(a => c.Names, NameComparison.Compare).MaxBy(s => s.Score)))
            .Where(x => x.Score is { Score: > 0.3 })
            .OrderByDescending(x => x.Score!.Score).ThenBy(x => x.Card.Id).Take(most)
            .Select(x => new Candidate(x.Card.Id, x.Score!.Score, x.Score.Match ? MatchBand.Probable : MatchBand.Possible, [], []))];
    }
}
