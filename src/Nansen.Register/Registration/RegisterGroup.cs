using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>What the officer said of a candidate the search showed her.</summary>
/// <param name="Candidate">The registration found.</param>
/// <param name="Verdict">same, not_same or unsure.</param>
public sealed record CandidateVerdict(StreamId Candidate, string Verdict);

/// <summary>A person to be registered.</summary>
/// <param name="Facts">Answers of the registration form.</param>
/// <param name="Relationship">Relationship to the focal point (code list relationship); <c>focal_point</c> for herself.</param>
/// <param name="Verdicts">What was said of each candidate shown.</param>
public sealed record NewMember(IReadOnlyList<FactValue> Facts, string Relationship, IReadOnlyList<CandidateVerdict> Verdicts)
{
    /// <summary>Number that another system or a list gave her; recorded beside the form's answers.</summary>
    public OutsideId? OutsideId { get; init; }
}

/// <summary>A number by which another system knows a person.</summary>
/// <param name="System">The system.</param>
/// <param name="Number">Its number.</param>
public sealed record OutsideId(string System, string Number);

/// <summary>Registers a family or other group in one go: nobody of it, or all.</summary>
/// <param name="Actor">Registration officer.</param>
/// <param name="Form">Registration form (level E, B or C).</param>
/// <param name="Office">Office that keeps the records.</param>
/// <param name="GroupFacts">Answers about the group.</param>
/// <param name="Members">Its members; the first with relationship focal_point is the contact.</param>
public sealed record RegisterGroup(Actor Actor, string Form, string Office, IReadOnlyList<FactValue> GroupFacts, IReadOnlyList<NewMember> Members)
{
    /// <summary>Token of the submission; sent twice it adds once.</summary>
    public BatchId? Token { get; init; }

    /// <summary>Day of registration; null: today.</summary>
    public DateOnly? On { get; init; }

    /// <summary>form, import, api or batch.</summary>
    public string Source { get; init; } = "form";

    /// <summary>Group to add the members to (newborn, arrival of a member); null: a new one.</summary>
    public StreamId? Group { get; init; }

    /// <summary>Batch jobs and imports: candidates that nobody has looked at become review tasks instead of stopping the registration.</summary>
    public bool QueueUnreviewed { get; init; }

    /// <summary>Batch jobs of this room that search for a day's registrations together: what the searches found, a list a member.</summary>
    internal IReadOnlyList<IReadOnlyList<PersonMatch>>? Found { get; init; }
}

/// <summary>A candidate that the officer has not answered for yet.</summary>
/// <param name="Member">Which of the members, from 0.</param>
/// <param name="Match">The registration found.</param>
public sealed record UnansweredCandidate(int Member, PersonMatch Match);

/// <summary>What came of a registration: the outcome, and the candidates that must be answered first when there are any.</summary>
public sealed record RegistrationResult(Outcome Outcome, IReadOnlyList<UnansweredCandidate> Unanswered, StreamId? Group, IReadOnlyList<StreamId> Persons);

/// <summary>Carries out <see cref="RegisterGroup"/>: the search comes first, always, and stands in the book.</summary>
public sealed class GroupRegistration(RecordRoom room, DuplicateSearch duplicates)
{
    /// <summary>Searches for each member, and registers when every likely candidate has been answered for.</summary>
    public async ValueTask<RegistrationResult> RegisterAsync(RegisterGroup command, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!room.Gate.May(command.Actor, "register_group"))
        {
            await room.LogAsync(command.Actor, "", "register_group", null, false, 0, "role", cancellation);
            return new RegistrationResult(new Outcome.Forbidden(), [], null, []);
        }

        // Sent again, the search would find those whom the first sending registered.
        if (command.Token is { } token && await room.DoneBeforeAsync(command.Actor, token, cancellation) is { } before)
            return new RegistrationResult(before, [], before.Records.FirstOrDefault(r => r.Type == "registration_group")?.Id, [.. before.Records.Where(r => r.Type == "individual").Select(r => r.Id)]);
        var draft = room.Begin(command.Actor, command.Token, command.On, command.Source);
        var searches = new List<IReadOnlyList<PersonMatch>>(command.Found ?? []);
        foreach (var member in command.Members.Skip(searches.Count))
            searches.Add(await duplicates.FindAsync(QueryOf(member.Facts, draft.On), null, 10, cancellation));
        var unanswered = Unanswered(command, searches);
        if (unanswered.Count > 0 && !command.QueueUnreviewed)
            return new RegistrationResult(new Outcome.Refused([Problems.SearchFirst()]), unanswered, null, []);
        CheckMembers(command, draft);
        var group = await GroupAsync(command, draft, cancellation);
        var persons = new List<StreamId>();
        for (var i = 0; i < command.Members.Count; i++)
            persons.Add(await MemberAsync(command, command.Members[i], searches[i], group, draft, cancellation));
        await LinkParentsAsync(command, persons, group, draft, cancellation);
        return new RegistrationResult(await room.CommitAsync(draft, cancellation), [], group, persons);
    }

    /// <summary>What the search looks for, from a person's answers.</summary>
    public static PersonQuery QueryOf(IReadOnlyList<FactValue> facts, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(facts);
        string? Text(string field) => facts.LastOrDefault(f => f.Field == field)?.Text is { Length: > 0 } text ? text : null;
        var names = facts.LastOrDefault(f => f.Field == "names") is { HasValue: true } value ? PersonNameJson.Read(value.Value) : [];
        return new PersonQuery
        {
            Names = names,
            Birth = PartialDate.TryParse(Text("date_of_birth"), out var birth) ? birth : null,
            Sex = Text("sex_recorded"),
            Origin = Text("country_of_origin"),
            Phone = Text("phone"),
            On = on,
        };
    }

    private static List<UnansweredCandidate> Unanswered(RegisterGroup command, List<IReadOnlyList<PersonMatch>> searches)
    {
        var open = new List<UnansweredCandidate>();
        for (var i = 0; i < searches.Count; i++)
            foreach (var match in searches[i].Where(m => m.Match.Band is MatchBand.Same or MatchBand.Probable))
                if (command.Members[i].Verdicts.All(v => v.Candidate != match.Person)) open.Add(new(i, match));
        return open;
    }

    private void CheckMembers(RegisterGroup command, Draft draft)
    {
        var form = room.Pack.Forms[command.Form];
        for (var i = 0; i < command.Members.Count; i++)
            foreach (var problem in FormRules.CheckNew(room.Pack, form, draft.On, WithLevel(command.Form, command.Members[i].Facts)))
                draft.Refuse(problem with { Of = i.ToString(CultureInfo.InvariantCulture) });
        if (command.Members.Count == 0)
            draft.Refuse(Problems.Plain("no_members", null, "Add at least one person.", "Добавьте хотя бы одного человека."));
    }

    // The level is the form's, whoever filled it in.
    private IReadOnlyList<FactValue> WithLevel(string form, IReadOnlyList<FactValue> facts) => room.Pack.Forms[form].Level is not { } level ? facts
        : [.. facts.Where(f => f.Field != "registration_level"), FactValue.Of("registration_level", level, FactSource.Computed)];

    private static IReadOnlyList<FactValue> WithOutsideId(NewMember member, IReadOnlyList<FactValue> facts)
    {
        if (member.OutsideId is not { } outside) return facts;
        var rows = new JsonArray();
        if (facts.LastOrDefault(f => f.Field == "external_ids") is { HasValue: true } known && JsonNode.Parse(known.Value.GetRawText()) is JsonArray told) rows = told;
        rows.Add(new JsonObject { ["system"] = outside.System, ["number"] = outside.Number });
        return [.. facts.Where(f => f.Field != "external_ids"), FactValue.OfJson("external_ids", JsonSerializer.SerializeToElement(rows))];
    }

    private async ValueTask<StreamId> GroupAsync(RegisterGroup command, Draft draft, CancellationToken cancellation)
    {
        if (command.Group is { } known)
        {
            var state = await draft.GetAsync(known, cancellation);
            if (!(await room.Gate.OpenAsync(command.Actor, state, null, cancellation)).Allowed) draft.Forbid("place");
            return known;
        }

        return draft.Create("registration_group", command.Office, command.GroupFacts.Count > 0 ? SubjectFacts.About(command.GroupFacts) : []);
    }

    private async ValueTask<StreamId> MemberAsync(RegisterGroup command, NewMember member, IReadOnlyList<PersonMatch> found, StreamId group, Draft draft, CancellationToken cancellation)
    {
        var person = draft.Create("individual", command.Office, SubjectFacts.About(WithOutsideId(member, WithLevel(command.Form, member.Facts))));
        if (room.Pack.Records["individual"].Lifecycle is { } lifecycle && lifecycle.Transitions.Any(t => t.Event == "submit" && t.From.Contains(lifecycle.InitialState)))
            await draft.TransitionAsync(person, "submit", [], cancellation);
        await draft.EntryAsync(person, head => head with
        {
            Type = EntryTypes.SearchRecorded,
            Code = "duplicates",
            With = new Dictionary<string, string> { ["n"] = found.Count.ToString(CultureInfo.InvariantCulture) },
        }, null, cancellation);
        await draft.LinkAsync(group, LinkKinds.Member, person, member.Relationship, cancellation: cancellation);
        if (member.Relationship == "focal_point") await draft.LinkAsync(group, LinkKinds.FocalPoint, person, cancellation: cancellation);
        foreach (var match in found)
        {
            var verdict = member.Verdicts.FirstOrDefault(v => v.Candidate == match.Person)?.Verdict
                ?? (match.Match.Band is MatchBand.Same or MatchBand.Probable ? "same" : null);
            var by = new PairFinding(match.Match.Probability, command.Source == "import" ? PairFinding.Import : PairFinding.Search);
            if (verdict == SamePerson.Same) await SamePerson.ProposeIn(draft, person, match.Person, by, cancellation);
            else if (verdict is not null) await SamePerson.JudgeIn(draft, person, match.Person, verdict, by.Words(), cancellation);
        }

        return person;
    }

    // A child of the focal point: the person-to-person graph stands beside the group's list. A newborn's focal point is
    // in the group already; when she is another office's, her record is left to that office.
    private async ValueTask LinkParentsAsync(RegisterGroup command, List<StreamId> persons, StreamId group, Draft draft, CancellationToken cancellation)
    {
        var first = command.Members.ToList().FindIndex(m => m.Relationship == "focal_point");
        var focal = first >= 0 ? persons[first] : (await draft.GetAsync(group, cancellation)).Links.LastOrDefault(l => l.Active && l.Kind == LinkKinds.FocalPoint)?.Other;
        if (focal is not { } parent || (first < 0 && !(await room.Gate.OpenAsync(command.Actor, await draft.GetAsync(parent, cancellation), null, cancellation)).Allowed)) return;
        for (var i = 0; i < persons.Count; i++)
            if (command.Members[i].Relationship == "child") await draft.LinkAsync(parent, LinkKinds.ParentOf, persons[i], cancellation: cancellation);
    }
}
