using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Persons, groups, cases and the worklist for programs.</summary>
internal static class RecordEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var register = v1.MapGroup("").WithTags("register");
        register.MapGet("/search", SearchAsync).WithSummary("Search the register by free words: names in any script, a year, a date, a telephone number, or a registration number").Produces<IReadOnlyList<FoundJson>>();
        register.MapGet("/persons/{id}", (string id, ApiCall call) => RecordAsync(call, id, "person", t => t.Kind == RecordKind.Individual)).WithSummary("A person as you may see her").Produces<RecordJson>();
        register.MapPost("/persons/{id}/facts", CorrectAsync).WithSummary("Record or correct facts about a person").Produces<Changed>();
        register.MapPost("/persons/{id}/steps/{event}", StepAsync).WithSummary("Take a person's registration one step on: approve, correct, inactivate").Produces<Changed>();
        register.MapPost("/groups", RegisterAsync).WithSummary("Register a family or another group; the search for earlier registrations comes first").Produces<Changed>(StatusCodes.Status201Created);
        var cases = v1.MapGroup("").WithTags("cases");
        cases.MapGet("/cases/{id}", (string id, ApiCall call) => RecordAsync(call, id, "case", t => t.Kind == RecordKind.Case)).WithSummary("A case as you may see it, with the steps that are open to you").Produces<RecordJson>();
        cases.MapPost("/cases", OpenAsync).WithSummary("Open a case about persons").Produces<Changed>(StatusCodes.Status201Created);
        cases.MapPost("/cases/{id}/steps/{event}", StepAsync).WithSummary("Take a case one step on, or propose it where a second person must confirm").Produces<Changed>();
        cases.MapPost("/examinations/{id}/steps/{event}", StepAsync).WithSummary("Take an examination one step on, or propose it where a second person must confirm").Produces<Changed>();
        cases.MapPost("/cases/{id}/proposals/{proposal}/confirm", ConfirmAsync).WithSummary("Confirm what a colleague proposed").Produces<Changed>();
        cases.MapPost("/cases/{id}/proposals/{proposal}/decline", DeclineAsync).WithSummary("Decline what a colleague proposed, with a reason").Produces<Changed>();
        cases.MapGet("/worklist", WorklistAsync).WithSummary("What waits for you, the earliest due first").Produces<IReadOnlyList<WorkJson>>();
    }

    private static async Task<IResult> SearchAsync(string q, ApiCall call)
    {
        await call.DemandAsync("search");
        var words = q.Trim();
        if (await call.Room.Rows.ByNumberAsync(words.ToUpperInvariant()) is { } row && await call.Room.OpenAsync(call.Me, row.Id, "search") is { } opened)
            return Results.Json(new[] { new FoundJson(opened.Record.Id.ToString(), opened.Record.Type, opened.Record.Number, opened.Record.Label, 1, "Same") });
        var found = await call.Node.Duplicates.SearchAsync(call.Me, new PersonQuery { Words = words, On = call.Room.Today });
        return Results.Json(found.Select(m => new FoundJson(m.Person.ToString(), "individual", m.Number, m.Label, Math.Round(m.Match.Probability, 4), m.Match.Band.ToString())).ToList());
    }

    private static async Task<IResult> RecordAsync(ApiCall call, string id, string what, Func<RecordType, bool> isOne)
    {
        var view = await call.OpenAsync(id, what);
        return isOne(view.Type) ? Results.Json(await RecordJson.OfAsync(call, view)) : throw new PageProblemException(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> CorrectAsync(string id, FactsBody body, ApiCall call)
    {
        var draft = call.Begin(body.On);
        Expect(draft, ApiCall.Id(id), body.Heads);
        await draft.RecordFactsAsync(ApiCall.Id(id), SubjectFacts.About(FactBody.All(body.Facts)), body.Reason, body.ChangedOn ?? (body.Reason is null ? draft.On : null));
        return await call.CommitAsync(draft);
    }

    private static async Task<IResult> RegisterAsync(GroupBody body, ApiCall call)
    {
        var form = body.Form ?? "";
        if (!call.Node.Pack.Forms.ContainsKey(form)) return call.Refused([Problems.Plain("unknown_form", "form", $"There is no form '{form}'.", $"Формы «{form}» нет.")]);
        if ((body.Members ?? []).SelectMany(m => m?.Verdicts ?? []).Any(v => v?.Verdict is not ("same" or "not_same" or "unsure")))
            return call.Refused([Problems.Plain("unknown_verdict", "verdicts", "A verdict is same, not_same or unsure.", "Ответ: same, not_same или unsure.")]);
        var members = (body.Members ?? []).OfType<MemberBody>().Select(m => new NewMember(FactBody.All(m.Facts), m.Relationship ?? "", [.. (m.Verdicts ?? []).OfType<VerdictBody>().Select(v => new CandidateVerdict(ApiCall.Id(v.Candidate), v.Verdict ?? ""))])).ToList();
        var result = await call.Node.Groups.RegisterAsync(new RegisterGroup(call.Me, form, OfficeOf(call, body.Office), FactBody.All(body.Facts), members)
        {
            Token = call.Token,
            On = body.On,
            Source = "api",
            Group = body.Group is null ? null : ApiCall.Id(body.Group),
        });
        return result.Unanswered.Count == 0 ? await call.AnswerAsync(result.Outcome, made: true)
            : call.Refused(((Outcome.Refused)result.Outcome).Problems, ("candidates", result.Unanswered.Select(u => new CandidateJson(
                u.Member, u.Match.Person.ToString(), u.Match.Number, u.Match.Label, Math.Round(u.Match.Match.Probability, 4), u.Match.Match.Band.ToString(), u.Match.Judged)).ToList()));
    }

    private static async Task<IResult> OpenAsync(CaseBody body, ApiCall call)
    {
        var procedure = body.Procedure ?? "";
        if (!call.Node.Pack.Procedures.ContainsKey(procedure)) return call.Refused([Problems.Plain("unknown_procedure", "procedure", $"There is no procedure '{procedure}'.", $"Процедуры «{procedure}» нет.")]);
        var persons = new List<StreamId>();
        foreach (var person in body.Persons ?? []) persons.Add((await call.OpenAsync(person, "open_case")).Record.Id);
        if (persons.Count == 0) return call.Refused([Problems.Plain("missing", "persons", "Say whom the case is about.", "Укажите, о ком дело.")]);
        var draft = call.Begin(body.On);
        await draft.OpenCaseAsync(procedure, OfficeOf(call, body.Office), persons, FactBody.ByPerson(body.Facts));
        return await call.CommitAsync(draft, made: true);
    }

    private static async Task<IResult> StepAsync(string id, string @event, FactsBody body, ApiCall call)
    {
        var (record, facts) = (ApiCall.Id(id), FactBody.ByPerson(body.Facts));
        // A document's steps also make its number, zone and seal: they are its desk's.
        var type = (await call.Node.Room.Rows.RecordAsync(record))?.Type;
        if (type == "document") return await call.AnswerAsync(await call.Node.Documents.StepAsync(call.Me, record, @event, facts, call.Token));
        if (type == "blank") return await call.AnswerAsync(await call.Node.Documents.BlankStepAsync(call.Me, record, @event, facts, call.Token));
        var draft = call.Begin(body.On);
        Expect(draft, record, body.Heads);
        await draft.TransitionAsync(record, @event, facts);
        return await call.CommitAsync(draft);
    }

    private static async Task<IResult> ConfirmAsync(string id, string proposal, AnswerBody body, ApiCall call)
    {
        // What becomes void must be listed: that is the desk's.
        var (record, heads) = (ApiCall.Id(id), (IReadOnlyList<EntryId>)[.. (body.Heads ?? []).Select(h => EntryId.TryParse(h, out var head) ? head : default)]);
        var type = (await call.Node.Room.Rows.RecordAsync(record))?.Type;
        if (type == "document") return await call.AnswerAsync(await call.Node.Documents.ConfirmAsync(call.Me, record, Proposal(proposal), call.Token, heads));
        if (type == "blank") return await call.AnswerAsync(await call.Node.Documents.ConfirmBlankAsync(call.Me, record, Proposal(proposal), call.Token));
        var draft = call.Begin();
        Expect(draft, record, body.Heads);
        await draft.ConfirmAsync(record, Proposal(proposal));
        return await call.CommitAsync(draft);
    }

    private static async Task<IResult> DeclineAsync(string id, string proposal, AnswerBody body, ApiCall call)
    {
        var draft = call.Begin();
        Expect(draft, ApiCall.Id(id), body.Heads);
        await draft.DeclineAsync(ApiCall.Id(id), Proposal(proposal), body.Reason ?? "");
        return await call.CommitAsync(draft);
    }

    private static async Task<IResult> WorklistAsync(ApiCall call)
    {
        var (pack, me) = (call.Node.Pack, call.Me);
        var rules = pack.Procedures.Values.Select(p => (Type: p.Code, Rules: p)).Concat(pack.Records.Values.Where(r => r.Lifecycle is not null).Select(r => (Type: r.Code, Rules: r.Lifecycle!))).ToList();
        var states = rules.SelectMany(r => r.Rules.States.Values.Where(s => s.WorklistRole == me.Role).Select(s => (r.Type, s.Code))).Distinct().ToList();
        var confirmable = rules.SelectMany(r => r.Rules.Transitions.Where(t => t.ConfirmedBy.Contains(me.Role)).Select(t => (r.Type, t.Event))).Distinct().ToList();
        var items = (await call.Room.Rows.WorklistAsync(me, states, confirmable, 0, 200)).Items;
        var own = (await call.Room.OpenManyAsync(me, items.Select(i => i.Record.Id).Distinct(), "worklist")).Select(o => o.Record.Id).ToHashSet();
        return Results.Json(items.Where(i => own.Contains(i.Record.Id)).Select(i => new WorkJson(
            i.Record.Id.ToString(), i.Record.Type, i.Record.Number, i.Record.Label, i.Record.State, i.Kind, i.Code, i.Due, i.Mine, i.Item?.ToString(), i.Waiting)).ToList());
    }

    private static void Expect(Draft draft, StreamId record, IReadOnlyList<string>? heads)
    {
        if (heads is { Count: > 0 }) draft.Expect(record, [.. heads.Select(h => EntryId.TryParse(h, out var id) ? id : default)]);
    }

    private static EntryId Proposal(string text) => EntryId.TryParse(text, out var id) ? id : throw new PageProblemException(StatusCodes.Status403Forbidden);

    // She works on her own offices' records only, whatever a program asks for.
    private static string OfficeOf(ApiCall call, string? office) =>
        office is null ? call.Me.Offices.FirstOrDefault() ?? "" : call.Me.Offices.Contains(office) ? office : throw new PageProblemException(StatusCodes.Status403Forbidden);

    internal sealed record FactsBody(IReadOnlyList<FactBody>? Facts, IReadOnlyList<string>? Heads, string? Reason, DateOnly? On, DateOnly? ChangedOn = null);

    internal sealed record AnswerBody(string? Reason, IReadOnlyList<string>? Heads);

    internal sealed record CaseBody(string? Procedure, string? Office, IReadOnlyList<string>? Persons, IReadOnlyList<FactBody>? Facts, DateOnly? On);

    internal sealed record GroupBody(string? Form, string? Office, string? Group, IReadOnlyList<FactBody>? Facts, IReadOnlyList<MemberBody>? Members, DateOnly? On);

    internal sealed record MemberBody(string? Relationship, IReadOnlyList<FactBody>? Facts, IReadOnlyList<VerdictBody>? Verdicts);

    internal sealed record VerdictBody(string? Candidate, string? Verdict);

    internal sealed record FoundJson(string Id, string Type, string Number, string Label, double Probability, string Band);

    internal sealed record CandidateJson(int Member, string Person, string Number, string Label, double Probability, string Band, string? Judged);

    internal sealed record WorkJson(string Record, string Type, string Number, string Label, string State, string Kind, string Code, DateOnly? Due, bool Mine, string? Item, DateTimeOffset Waiting);
}
