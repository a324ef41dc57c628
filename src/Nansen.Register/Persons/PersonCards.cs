using System.Text.Json;
using Nansen.Journal;
using Nansen.Matching;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>The search index of the register: built from rows at start, kept up by each commit.</summary>
public sealed class PersonSearch : ICommitListener
{
    private PersonSearch(PersonIndex index) => Index = index;

    /// <summary>The index.</summary>
    public PersonIndex Index { get; }

    /// <summary>Builds the index from rows; its rules and weights are those of the pack.</summary>
    public static async ValueTask<PersonSearch> BuildAsync(RowQueries rows, MatchingModel model, CancellationToken cancellation = default) =>
        new(PersonIndex.Build(await CardsAsync(rows, cancellation), model));

    /// <summary>The cards of all registrations that have a name.</summary>
    internal static async ValueTask<IReadOnlyList<PersonCard>> CardsAsync(RowQueries rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var cards = new List<PersonCard>();
        await rows.ReadAsync("select id, names, birth, sex, origin, place, phone, household from person_cards", r =>
        {
            string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
            var names = Text(1) is { } json ? ReadNames(json) : [];
            if (names.Count == 0) return;
            cards.Add(new PersonCard(RowQueries.StreamOf(r, 0).Value, names,
                PartialDate.TryParse(Text(2), out var birth) ? birth : null, Text(3), Text(4), Text(5), Text(6), r.IsDBNull(7) ? null : RowQueries.StreamOf(r, 7).Value));
        }, cancellation);
        return cards;
    }

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<RecordState> records, IReadOnlyList<ReadOnlyMemory<byte>> statistics, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(records);
        // Members follow their group within the commit; who is changed without her group keeps it. A later link to a group shows on the next start.
        var households = new Dictionary<StreamId, Guid>();
        foreach (var group in records.Where(r => r.Type == "registration_group"))
            foreach (var member in group.Persons) households[member] = group.Id.Value;
        foreach (var person in records.Where(r => r.Type == "individual" && CardChanged(r, at)))
        {
            var grouped = households.TryGetValue(person.Id, out var household);
            if (CardOf(person, grouped ? household : null) is { } card) Index.Put(card, sameHousehold: !grouped);
        }
    }

    // A card costs a row of the index, and most commits about a person (statuses, checks) leave hers as it is.
    private static bool CardChanged(RecordState person, DateTimeOffset at)
    {
        for (var i = person.Timeline.Count - 1; i >= 0 && person.Timeline[i].Head.At >= at; i--)
            if (person.Timeline[i].Fields.Any(f => f is "names" or "date_of_birth" or "sex_recorded" or "country_of_origin" or "place_of_birth" or "phone")) return true;
        return false;
    }

    /// <summary>The card of a person's state; null when she has no name yet.</summary>
    public static PersonCard? CardOf(RecordState person, Guid? household)
    {
        ArgumentNullException.ThrowIfNull(person);
        string? Text(string field) => person.Text(field) is { Length: > 0 } text ? text : null;
        return person.Names is { Count: > 0 } names
            ? new PersonCard(person.Id.Value, names, person.Birth, Text("sex_recorded"), Text("country_of_origin"), PlaceText(person), Text("phone"), household)
            : null;
    }

    private static string? PlaceText(RecordState person) =>
        person.Fact("place_of_birth") is { HasValue: true } place && place.Value.ValueKind == JsonValueKind.Object && place.Value.TryGetProperty("text", out var text) ? text.GetString() : null;

    private static IReadOnlyList<PersonName> ReadNames(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PersonNameJson.Read(document.RootElement);
    }
}
