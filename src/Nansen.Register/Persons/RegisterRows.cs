using System.Text.Json;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Rows the register adds to the record rows: the card the search index is built from, outside ids, what officers said of pairs of registrations, officers.</summary>
public sealed class RegisterRows : IRowFold
{
    /// <inheritdoc/>
    public int Version => 3;

    /// <inheritdoc/>
    public IReadOnlyList<string> Tables { get; } = ["person_cards", "external_ids", "identity_judgements", "officers"];

    /// <inheritdoc/>
    public string Schema(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var (text, integer, bytes) = (dialect.Text, dialect.Integer, dialect.Bytes);
        return $"""
            create table person_cards (id {bytes} primary key, names {text}, birth {text}, sex {text}, origin {text}, place {text}, phone {text}, household {bytes});
            create table external_ids (record {bytes} not null, id {text} not null, primary key (record, id));
            create index external_ids_id on external_ids (id);
            create table identity_judgements (id {bytes} primary key, person {bytes} not null, other {bytes} not null, verdict {text} not null, judged_on {text} not null, judged_at {integer} not null, actor {text} not null);
            create index identity_judgements_person on identity_judgements (person);
            create table officers (id {bytes} primary key, name {text} not null, user_name {text}, roles {text}, offices {text}, language {text}, active {text});
            """;
    }

    /// <inheritdoc/>
    public void Apply(IRowTransaction tx, IReadOnlyList<Entry> entries)
    {
        ArgumentNullException.ThrowIfNull(tx);
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            if (!entry.Book.Value.StartsWith("records", StringComparison.Ordinal) || RecordEntry.Read(entry) is not { } read) continue;
            var head = read.Head;
            if (head.RecordType == "individual") Person(tx, read);
            else if (head.RecordType == "officer") Officer(tx, read);
            else if (head is { RecordType: "registration_group", Type: EntryTypes.Linked, Code: LinkKinds.Member } && Guid.TryParse(head.Other, out var member))
                tx.Execute("update person_cards set household=@p1 where id=@p0", member, entry.Stream);
        }
    }

    private static void Person(IRowTransaction tx, RecordEntry entry)
    {
        var head = entry.Head;
        if (head.Type == EntryTypes.Created)
            tx.Execute("insert into person_cards values (@p0,null,null,null,null,null,null,null)", entry.Stream);
        if (head.Type == EntryTypes.IdentityJudged && Guid.TryParse(head.Other, out var other))
            tx.Execute("insert into identity_judgements values (@p0,@p1,@p2,@p3,@p4,@p5,@p6)", entry.Id, entry.Stream, other, head.Code ?? "", head.On, head.At.ToUnixTimeMilliseconds(), head.Actor);
        foreach (var fact in OwnFacts(entry))
        {
            if (Column(fact.Field) is { } column)
                tx.Execute($"update person_cards set {column}=@p1 where id=@p0", entry.Stream, fact.HasValue ? Value(fact) : null);
            else if (fact.Field == "external_ids" && fact.Value.ValueKind == JsonValueKind.Array)
                foreach (var row in fact.Value.EnumerateArray())
                    tx.Execute("insert into external_ids values (@p0,@p1) on conflict (record, id) do nothing", entry.Stream, ExternalId(row));
        }
    }

    private static void Officer(IRowTransaction tx, RecordEntry entry)
    {
        if (entry.Head.Type == EntryTypes.Created) tx.Execute("insert into officers values (@p0,'',null,null,null,null,'true')", entry.Stream);
        foreach (var fact in OwnFacts(entry))
        {
            var column = fact.Field switch { "title" => "name", "user_name" or "roles" or "offices" or "language" or "active" => fact.Field, _ => null };
            if (column is not null) tx.Execute($"update officers set {column}=@p1 where id=@p0", entry.Stream, Value(fact));
        }
    }

    private static IEnumerable<FactValue> OwnFacts(RecordEntry entry) => entry.Head.Type is EntryTypes.Proposed or EntryTypes.Attached ? []
        : entry.Parts.Where(p => p.Scope.Subject == entry.Stream && p.Scope.Class == KeyClass.Ordinary && p.Body.Facts is not null).SelectMany(p => p.Body.Facts!);

    private static string? Column(string field) => field switch
    {
        "names" => "names",
        "date_of_birth" => "birth",
        "sex_recorded" => "sex",
        "country_of_origin" => "origin",
        "place_of_birth" => "place",
        "phone" => "phone",
        _ => null,
    };

    /// <summary>An outside id as one word: system and number with a colon between.</summary>
    public static string ExternalId(JsonElement row) => row.ValueKind == JsonValueKind.Object
        ? $"{(row.TryGetProperty("system", out var system) ? system.GetString() : "")}:{(row.TryGetProperty("number", out var number) ? number.GetString() : "")}"
        : row.ToString();

    private static string Value(FactValue fact) => fact.Value.ValueKind == JsonValueKind.Object && fact.Value.TryGetProperty("text", out var text) ? text.GetString() ?? ""
        : fact.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? fact.Value.GetRawText() : fact.Text;
}

/// <summary>Several folds as one, in order.</summary>
public sealed class RowFolds(params IReadOnlyList<IRowFold> folds) : IRowFold
{
    /// <inheritdoc/>
    public int Version => folds.Aggregate(0, (sum, fold) => sum * 100 + fold.Version);

    /// <inheritdoc/>
    public IReadOnlyList<string> Tables => [.. folds.SelectMany(f => f.Tables)];

    /// <inheritdoc/>
    public string Schema(SqlDialect dialect) => string.Concat(folds.Select(f => f.Schema(dialect) + "\n"));

    /// <inheritdoc/>
    public void Apply(IRowTransaction tx, IReadOnlyList<Entry> entries)
    {
        foreach (var fold in folds) fold.Apply(tx, entries);
    }
}
