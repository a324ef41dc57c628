using System.Data.Common;
using System.Globalization;
using Nansen.Journal;

namespace Nansen.Records;

/// <summary>A record as lists show it.</summary>
public sealed record RecordRow(StreamId Id, string Type, string Number, string Office, string State, bool Closed, string Label, DateOnly CreatedOn, DateTimeOffset ChangedAt);

/// <summary>A document as lists show it.</summary>
public sealed record DocumentRow(StreamId Id, StreamId Person, string Kind, string State, string? Number, DateOnly? IssuedOn, DateOnly? ExpiresOn, string? Reason, DateOnly ProposedOn);

/// <summary>A line of a record's access log.</summary>
public sealed record AccessRow(string Actor, string Role, string Purpose, string What, bool Allowed, int Results, DateTimeOffset At, StreamId? Record);

/// <summary>Questions to the rows.</summary>
public sealed partial class RowQueries(IJournal journal) : IGateFacts
{
    private const string RecordColumns = "r.id, r.type, r.number, r.office, r.state, r.closed, r.label, r.created_on, r.changed_at";

    /// <summary>Cases by person, where this process alone writes; null when others may.</summary>
    internal CaseMemory? Memory { get; init; }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CaseRow>> CasesOfAsync(StreamId person, CancellationToken cancellation = default)
    {
        if (Memory is null) return await ReadCasesAsync(person, cancellation);
        if (Memory.Find(person, out var asked) is { } known) return known;
        var read = await ReadCasesAsync(person, cancellation);
        Memory.Keep(person, read, asked);
        return read;
    }

    private async ValueTask<IReadOnlyList<CaseRow>> ReadCasesAsync(StreamId person, CancellationToken cancellation)
    {
        var cases = new Dictionary<StreamId, (CaseRow Row, Dictionary<string, string> Assigned)>();
        await ReadAsync("""
            select r.id, r.type, r.office, r.state, r.closed, a.role, a.actor from record_links l join records r on r.id = l.record
            left join record_assignments a on a.record = r.id where l.other = @p0 and l.kind = @p1 and l.until is null order by r.created_on, r.number
            """, r =>
        {
            var id = StreamOf(r, 0);
            if (!cases.TryGetValue(id, out var found))
            {
                var assigned = new Dictionary<string, string>();
                found = (new CaseRow(id, r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4) != 0, assigned), assigned);
                cases[id] = found;
            }

            if (!r.IsDBNull(5)) found.Assigned[r.GetString(5)] = r.GetString(6);
        }, cancellation, person, LinkKinds.Participant);
        return [.. cases.Values.Select(c => c.Row)];
    }

    /// <inheritdoc/>
    public async ValueTask<bool> HasGrantAsync(string actor, StreamId record, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var found = false;
        await ReadAsync("select 1 from record_grants where record=@p0 and actor=@p1 and expires_at > @p2", _ => found = true, cancellation, record, actor, now.ToUnixTimeMilliseconds());
        return found;
    }

    /// <summary>Whether a document of a kind waits for the person or is valid on a day.</summary>
    public async ValueTask<bool> HasDocumentAsync(StreamId person, string kind, DateOnly on, CancellationToken cancellation = default)
    {
        var found = false;
        await ReadAsync("select 1 from record_documents where person=@p0 and kind=@p1 and (state not in ('issued','void','refused') or (state='issued' and expires_on >= @p2))", _ => found = true, cancellation, person, kind, on);
        return found;
    }

    /// <summary>A record's row, or null.</summary>
    public async ValueTask<RecordRow?> RecordAsync(StreamId id, CancellationToken cancellation = default) =>
        (await RecordsAsync($"select {RecordColumns} from records r where r.id=@p0", cancellation, id)).FirstOrDefault();

    /// <summary>The record of a printable number, or null.</summary>
    public async ValueTask<RecordRow?> ByNumberAsync(string number, CancellationToken cancellation = default) =>
        (await RecordsAsync($"select {RecordColumns} from records r where r.number=@p0", cancellation, number)).FirstOrDefault();

    /// <summary>Records that have an active link to another: groups of a person, cases of a person, documents' holders.</summary>
    public async ValueTask<IReadOnlyList<RecordRow>> LinkedToAsync(StreamId other, string kind, CancellationToken cancellation = default) =>
        await RecordsAsync($"select {RecordColumns} from record_links l join records r on r.id=l.record where l.other=@p0 and l.kind=@p1 and l.until is null order by r.created_on, r.number", cancellation, other, kind);

    /// <summary>Persons of a group or case with the role of their link, in the order they were linked.</summary>
    public async ValueTask<IReadOnlyList<(StreamId Id, string Name, string Role)>> MembersAsync(StreamId record, CancellationToken cancellation = default)
    {
        var members = new List<(StreamId, string, string)>();
        await ReadAsync("select r.id, r.label, l.role from record_links l join records r on r.id=l.other where l.record=@p0 and l.kind in ('member','participant') and l.until is null order by l.since, r.number",
            r => members.Add((StreamOf(r, 0), r.GetString(1), r.IsDBNull(2) ? "" : r.GetString(2))), cancellation, record);
        return members;
    }

    /// <summary>For records of a list: the names of the persons they are about, joined.</summary>
    public async ValueTask<IReadOnlyDictionary<StreamId, string>> PersonsOfAsync(IReadOnlyList<StreamId> records, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var names = new Dictionary<StreamId, string>();
        if (records.Count == 0) return names;
        var places = string.Join(',', records.Select((_, i) => $"@p{i}"));
        void Add(DbDataReader r)
        {
            var id = StreamOf(r, 0);
            names[id] = names.TryGetValue(id, out var known) ? $"{known}, {r.GetString(1)}" : r.GetString(1);
        }

        object?[] values = [.. records.Cast<object?>()];
        await ReadAsync($"select l.record, p.label from record_links l join records p on p.id=l.other where l.kind in ('member','participant') and l.until is null and l.record in ({places})", Add, cancellation, values);
        await ReadAsync($"select d.id, p.label from record_documents d join records p on p.id=d.person where d.id in ({places})", Add, cancellation, values);
        return names;
    }

    /// <summary>The latest records of a type.</summary>
    public async ValueTask<IReadOnlyList<RecordRow>> OfTypeAsync(string type, int most, CancellationToken cancellation = default) =>
        await RecordsAsync($"select {RecordColumns} from records r where r.type=@p0 order by r.changed_at desc, r.number limit @p1", cancellation, type, most);

    /// <summary>How many records there are of each type.</summary>
    public async ValueTask<IReadOnlyDictionary<string, long>> CountsAsync(CancellationToken cancellation = default)
    {
        var counts = new Dictionary<string, long>();
        await ReadAsync("select type, count(*) from records group by type", r => counts[r.GetString(0)] = r.GetInt64(1), cancellation);
        return counts;
    }

    /// <summary>Documents of a person, newest first.</summary>
    public async ValueTask<IReadOnlyList<DocumentRow>> DocumentsOfAsync(StreamId person, CancellationToken cancellation = default) =>
        await DocumentsAsync("where person=@p0 order by proposed_on desc, number", cancellation, person);

    /// <summary>The document of a number, or null.</summary>
    public async ValueTask<DocumentRow?> DocumentAsync(string number, CancellationToken cancellation = default) =>
        (await DocumentsAsync("where number=@p0", cancellation, number)).FirstOrDefault();

    /// <summary>Documents in a state, oldest proposal first.</summary>
    public async ValueTask<IReadOnlyList<DocumentRow>> DocumentsInAsync(string state, int most, CancellationToken cancellation = default) =>
        await DocumentsAsync("where state=@p0 order by proposed_on, number limit @p1", cancellation, state, most);

    /// <summary>A page of the documents in some states that some offices keep, and how many there are: what waits, longest first; the others, latest first.</summary>
    public async ValueTask<(IReadOnlyList<DocumentRow> Documents, int Total)> DocumentsInAsync(IReadOnlyList<string> states, IReadOnlyList<string> offices, int skip, int most, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(offices);
        if (offices.Count == 0 || states.Count == 0) return ([], 0);
        string Places(int from, int count) => string.Join(',', Enumerable.Range(from, count).Select(i => $"@p{i}"));
        var where = $"where state in ({Places(2, states.Count)}) and exists (select 1 from records r where r.id=record_documents.id and r.office in ({Places(2 + states.Count, offices.Count)}))";
        var total = 0;
        await ReadAsync("select count(*) from record_documents " + where + " and @p0=@p0 and @p1=@p1", r => total = (int)r.GetInt64(0), cancellation, [0, 0, .. states, .. offices]);
        var order = states.Contains("issued") || states.Contains("void") ? "coalesce(issued_on, proposed_on) desc, number" : "proposed_on, id";
        return (await DocumentsAsync($"{where} order by {order} limit @p0 offset @p1", cancellation, [most, skip, .. states, .. offices]), total);
    }

    /// <summary>Who opened a record, newest first.</summary>
    public async ValueTask<IReadOnlyList<AccessRow>> AccessesOfAsync(StreamId record, int most, CancellationToken cancellation = default)
    {
        var rows = new List<AccessRow>();
        await ReadAsync("select actor, role, purpose, what, allowed, results, at, record from record_accesses where record=@p0 order by at desc limit @p1", r => rows.Add(AccessOf(r)), cancellation, record, most);
        return rows;
    }

    /// <summary>The latest lines of the access book; denied ones only when asked so.</summary>
    public async ValueTask<IReadOnlyList<AccessRow>> AccessesAsync(bool deniedOnly, int most, CancellationToken cancellation = default)
    {
        var rows = new List<AccessRow>();
        await ReadAsync($"select actor, role, purpose, what, allowed, results, at, record from record_accesses {(deniedOnly ? "where allowed=0" : "")} order by at desc limit @p0", r => rows.Add(AccessOf(r)), cancellation, most);
        return rows;
    }

    /// <summary>Entries that a submission made in a book. Read off the journal itself (docs/journal-format.md): no row says which batch made it.</summary>
    internal async ValueTask<IReadOnlyList<(StreamId Record, EntryId Entry)>> EntriesOfAsync(BatchId token, BookId book, CancellationToken cancellation)
    {
        var entries = new List<(StreamId, EntryId)>();
        await ReadAsync("select stream, id from entries where batch=@p0 and book=@p1 order by seq", r => entries.Add((StreamOf(r, 0), EntryOf(r, 1))), cancellation, token.Value, book.Value);
        return entries;
    }

    /// <summary>Runs a query of a room above on a read-only connection.</summary>
    public async ValueTask ReadAsync(string sql, Action<DbDataReader> each, CancellationToken cancellation, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(each);
        ArgumentNullException.ThrowIfNull(values);
        await using var connection = await journal.OpenRowsAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i.ToString(CultureInfo.InvariantCulture);
            parameter.Value = Bind(values[i]);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) each(reader);
    }

    /// <summary>A record id in a column.</summary>
    public static StreamId StreamOf(DbDataReader reader, int column) => new(new Guid((byte[])reader.GetValue(column), bigEndian: true));

    private static EntryId EntryOf(DbDataReader reader, int column) => new(new Guid((byte[])reader.GetValue(column), bigEndian: true));

    private static object Bind(object? value) => value switch
    {
        null => DBNull.Value,
        StreamId id => id.Value.ToByteArray(bigEndian: true),
        EntryId id => id.Value.ToByteArray(bigEndian: true),
        Guid id => id.ToByteArray(bigEndian: true),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        int number => (long)number,
        _ => value,
    };

    private async ValueTask<IReadOnlyList<RecordRow>> RecordsAsync(string sql, CancellationToken cancellation, params object?[] values)
    {
        var rows = new List<RecordRow>();
        await ReadAsync(sql, r => rows.Add(RecordOf(r)), cancellation, values);
        return rows;
    }

    private async ValueTask<IReadOnlyList<DocumentRow>> DocumentsAsync(string where, CancellationToken cancellation, params object?[] values)
    {
        var rows = new List<DocumentRow>();
        await ReadAsync("select id, person, kind, state, number, issued_on, expires_on, reason, proposed_on from record_documents " + where, r => rows.Add(new DocumentRow(
            StreamOf(r, 0), StreamOf(r, 1), r.GetString(2), r.GetString(3), Text(r, 4), r.IsDBNull(5) ? null : Day(r.GetString(5)), r.IsDBNull(6) ? null : Day(r.GetString(6)), Text(r, 7), Day(r.GetString(8)))), cancellation, values);
        return rows;
    }

    private static RecordRow RecordOf(DbDataReader r) => new(
        StreamOf(r, 0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt64(5) != 0, r.GetString(6), Day(r.GetString(7)), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(8)));

    private static AccessRow AccessOf(DbDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4) != 0, (int)r.GetInt64(5), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(6)), r.IsDBNull(7) ? null : StreamOf(r, 7));

    private static string? Text(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
