using System.Text.Json;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Somebody who works in the office: her account id, name, roles and offices. Her password stands elsewhere.</summary>
public sealed record Officer(Guid Id, string Name, string UserName, IReadOnlyList<string> Roles, IReadOnlyList<string> Offices, string Language, bool Active)
{
    /// <summary>Her acting in one of her roles.</summary>
    /// <exception cref="RegisterException">She does not hold the role.</exception>
    public Actor As(string role) => Active && Roles.Contains(role) ? new Actor(Id, Name, role, Offices)
        : throw new RegisterException($"{Name} does not hold the role {role}.");
}

/// <summary>Officers are records like any other: who was given which role, when and by whom, stands in the book.</summary>
public sealed class OfficerDirectory(RecordRoom room)
{
    /// <summary>All officers, by name.</summary>
    public async ValueTask<IReadOnlyList<Officer>> ListAsync(CancellationToken cancellation = default)
    {
        var officers = new List<Officer>();
        await room.Rows.ReadAsync("select id, name, user_name, roles, offices, language, active from officers order by name", r =>
        {
            string Text(int column) => r.IsDBNull(column) ? "" : r.GetString(column);
            officers.Add(new Officer(RowQueries.StreamOf(r, 0).Value, Text(1), Text(2), Words(Text(3)), Words(Text(4)), Text(5), Text(6) != "false"));
        }, cancellation);
        return officers;
    }

    /// <summary>The officer of an account id, or null.</summary>
    public async ValueTask<Officer?> FindAsync(Guid id, CancellationToken cancellation = default) =>
        (await ListAsync(cancellation)).FirstOrDefault(o => o.Id == id);

    /// <summary>Records a new officer; her account id is the record's id.</summary>
    public async ValueTask<(Outcome Outcome, Guid Id)> AddAsync(Actor by, string name, string userName, IReadOnlyList<string> roles, IReadOnlyList<string> offices, string language, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(offices);
        var draft = room.Begin(by, token);
        if (by.Role != Actor.System.Role && !room.Gate.May(by, "administer_users")) draft.Forbid("role");
        if (string.IsNullOrWhiteSpace(name)) draft.Refuse(Problems.Plain("missing", "title", "Write the officer's name.", "Укажите имя сотрудника."));
        Check(draft, roles);
        var id = draft.Create("officer", offices.Count > 0 ? offices[0] : "", []);
        await RecordAsync(draft, id, cancellation, FactValue.Of("title", name), FactValue.Of("user_name", userName),
            List("roles", roles), List("offices", offices), FactValue.Of("language", language), FactValue.Of("active", "true"));
        var outcome = await room.CommitAsync(draft, cancellation);
        return (outcome, outcome is Outcome.Done { Records: [var officer, ..] } ? officer.Id.Value : id.Value);
    }

    /// <summary>Changes roles, offices or whether she is active; what was before stays in the history.</summary>
    public async ValueTask<Outcome> ChangeAsync(Actor by, Guid officer, IReadOnlyList<string> roles, IReadOnlyList<string> offices, bool active, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(roles);
        var draft = room.Begin(by, token);
        if (!room.Gate.May(by, "administer_users")) draft.Forbid("role");
        if (by.Id == officer)
            draft.Refuse(Problems.Plain("own_roles", null, "Nobody changes her own roles; ask another administrator.", "Нельзя менять собственные роли; обратитесь к другому администратору."));
        Check(draft, roles);
        if ((await draft.GetAsync(new StreamId(officer), cancellation)).Type != "officer") draft.Forbid("unknown");
        else await RecordAsync(draft, new StreamId(officer), cancellation, List("roles", roles), List("offices", offices), FactValue.Of("active", active ? "true" : "false"));
        return await room.CommitAsync(draft, cancellation);
    }

    private static ValueTask RecordAsync(Draft draft, StreamId officer, CancellationToken cancellation, params IReadOnlyList<FactValue> facts) =>
        draft.AdministerAsync(officer, "administer_users", facts, cancellation);

    private void Check(Draft draft, IReadOnlyList<string> roles)
    {
        foreach (var role in roles.Where(r => !room.Pack.Roles.ContainsKey(r)))
            draft.Refuse(Problems.Plain("unknown_role", "roles", $"There is no role '{role}'.", $"Роли «{role}» нет."));
    }

    private static FactValue List(string field, IReadOnlyList<string> words) => FactValue.OfJson(field, JsonSerializer.SerializeToElement(words));

    private static List<string> Words(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
