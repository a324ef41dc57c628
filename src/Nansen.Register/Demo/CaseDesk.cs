using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// The officers of the demonstration at work: each method is one submission by one officer through the ordinary
/// pipeline. The words are templates and plainly say so; no account of a real person is imitated.
/// </summary>
internal sealed partial class CaseDesk(RegisterNode node, DemoOffice office)
{
    private const string Specimen = "Specimen text of a demonstration register.";

    private readonly Dictionary<string, string> _states = node.Pack.Codes["countries"].Items
        .Where(i => i.External.ContainsKey("unhcr")).GroupBy(i => i.External["unhcr"]).ToDictionary(g => g.Key, g => g.OrderBy(i => i.Code == "XXX" ? "" : i.Code, StringComparer.Ordinal).First().Code);

    /// <summary>The pack's code of a State, from UNHCR's.</summary>
    public string StateOf(string origin) => _states.GetValueOrDefault(origin) ?? "XXX";

    public DemoOffice Office => office;

    private RecordRoom Room => node.Room;

    /// <summary>The family's registration as the registration officer submits it.</summary>
    public RegisterGroup Registration(DemoFamily family, DateOnly on, bool photo)
    {
        var state = StateOf(family.Life.Origin);
        var members = new List<NewMember>(family.Members.Count);
        for (var i = 0; i < family.Members.Count; i++)
            members.Add(new NewMember(Answers.Registration(family.Members[i], state, family.Language, on, family.Number + i, photo), family.Members[i].Relationship, []));
        return new RegisterGroup(office.As("registration_officer", family.Number), "registration_basic", family.Office,
            [Answers.Is("population_group", "asylum_seeker"), Answers.Is("group_origin", state), Answers.Language("group_language", family.Language)], members)
        { QueueUnreviewed = true, Source = "batch" };
    }

    /// <summary>Approves the registrations; what the search took for the same person is confirmed where it is, and else remembered as not the same.</summary>
    public async ValueTask<Draft> ApproveAsync(DemoFamily family)
    {
        var draft = Room.Begin(office.As("reviewer", family.Number), source: "batch");
        foreach (var person in family.Persons)
        {
            await draft.TransitionAsync(person, "approve", []);
            foreach (var proposal in (await draft.GetAsync(person)).Proposals.Where(p => p.Open && p.Event == SamePerson.Event).ToList())
                if (StreamId.TryParse(proposal.Other, out var other) && family.RegisteredBefore.Contains(other)) await node.Identity.ConfirmIn(draft, person, proposal.Id);
                else await node.Identity.DeclineIn(draft, person, proposal.Id);
        }

        return draft;
    }

    /// <summary>The case is opened and registered; the certificate is proposed with the status (SG-11).</summary>
    public async ValueTask<Draft> OpenAsync(DemoFamily family, bool register = true)
    {
        var (life, draft) = (family.Life, Room.Begin(office.As("registration_officer", family.Number), source: "batch"));
        family.Case = await draft.OpenCaseAsync("asylum", family.Office, family.Persons, SubjectFacts.About(
            Answers.Is("made_how", "orally"), Answers.Is("authority", life.Authority), Answers.Is("application_type", life.Type), Answers.Is("application_level", life.Level),
            Answers.Language("application_language", family.Language), Answers.Is("legal_aid_information", "yes")));
        if (register) await draft.TransitionAsync(family.Case, "register", []);
        return draft;
    }

    public async ValueTask<Draft> LodgeAsync(DemoFamily family)
    {
        var draft = ByCaseOfficer(family);
        await draft.TransitionAsync(family.Case, "lodge", Answers.For(family.Persons, Answers.Case(Answers.Day("lodged_on", draft.On)), Answers.Is("reasons_for_flight", Specimen)));
        return draft;
    }

    /// <summary>A second officer issues what was proposed.</summary>
    public async ValueTask<Draft> IssueAsync(DemoFamily family)
    {
        var draft = Room.Begin(office.As("document_officer", family.Number), source: "batch");
        foreach (var document in family.Proposed) await node.Documents.IssueInAsync(draft, document);
        family.Issued.AddRange(family.Proposed);
        family.Proposed.Clear();
        return draft;
    }

    /// <summary>A certificate that has run out is renewed without request while the procedure lasts.</summary>
    public async ValueTask<Draft> RenewAsync(DemoFamily family)
    {
        var draft = ByCaseOfficer(family);
        foreach (var person in family.Persons) await draft.ProposeDocumentAsync(person, "DOC-ASC");
        return draft;
    }

    /// <summary>The child alone gets a guardian; the tasks of SG-2 are done.</summary>
    public async ValueTask<Draft> AppointGuardianAsync(DemoFamily family)
    {
        var draft = ByCaseOfficer(family);
        foreach (var person in family.Persons) await draft.LinkAsync(person, LinkKinds.Guardian, office.Guardian);
        await draft.TransitionAsync(family.Case, "appoint_guardian", Answers.For(family.Persons, null,
            Answers.Is("guardian_name", "Guardianship Service of Utopia"), Answers.Day("guardian_appointed_on", draft.On)));
        await FinishTasksAsync(draft, family.Case);
        return draft;
    }

    public async ValueTask<Draft> ChannelAsync(DemoFamily family, bool schedule, DateOnly? interview = null)
    {
        var draft = ByCaseOfficer(family);
        await FinishTasksAsync(draft, family.Case);
        await draft.TransitionAsync(family.Case, "channel_regular", [Answers.Case(Answers.Is("channel", "regular"))]);
        if (schedule) await ScheduleIn(draft, family, interview ?? draft.On.AddDays(8));
        return draft;
    }

    public async ValueTask<Draft> InterviewAsync(DemoFamily family, bool confirm)
    {
        var draft = ByCaseOfficer(family);
        await draft.TransitionAsync(family.Case, "interview", InterviewRecord(family, draft.On));
        if (confirm) await ConfirmTranscriptIn(draft, family);
        return draft;
    }

    public async ValueTask<Draft> ConfirmTranscriptAsync(DemoFamily family)
    {
        var draft = ByCaseOfficer(family);
        await ConfirmTranscriptIn(draft, family);
        return draft;
    }

    public async ValueTask<Draft> SuspendAsync(DemoFamily family)
    {
        var draft = ByCaseOfficer(family);
        await draft.TransitionAsync(family.Case, "suspend", [Answers.Case(Answers.Is("suspension_ground", node.Pack.Codes["suspension_grounds"].Items[0].Code), Answers.Day("suspension_until", draft.On.AddDays(90)))]);
        return draft;
    }

    /// <summary>Confirms what another officer proposed for the case.</summary>
    public async ValueTask<Draft> ConfirmAsync(DemoFamily family, string role)
    {
        var draft = Room.Begin(office.As(role, family.Number + 1), source: "batch");
        var proposal = (await draft.GetAsync(family.Case)).Proposals.Last(p => p.Open);
        await draft.ConfirmAsync(family.Case, proposal.Id);
        return draft;
    }

    private static async ValueTask ScheduleIn(Draft draft, DemoFamily family, DateOnly day) => await draft.TransitionAsync(family.Case, "schedule_interview",
        [Answers.Case(Answers.Day("interview_on", day), Answers.Is("interview_place", "Room 4, Utopia City"), Answers.Day("interview_invitation_given", draft.On))]);

    private static IReadOnlyList<SubjectFacts> InterviewRecord(DemoFamily family, DateOnly on) => Answers.For(family.Persons, null,
        Answers.Day("interview_held_on", on), Answers.Language("interview_language", family.Language), Answers.Is("interpreter", "Interpreter Specimen"),
        Answers.Is("interviewer_sex", family.Number % 2 == 0 ? "F" : "M"), Answers.Is("interviewer_wish_met", "no_wish"), Answers.Is("counsel_present", family.Number % 4 == 0 ? "yes" : "no"),
        Answers.Is("transcript", Specimen));

    private static async ValueTask ConfirmTranscriptIn(Draft draft, DemoFamily family) => await draft.TransitionAsync(family.Case, "confirm_transcript",
        Answers.For(family.Persons, null, Answers.Is("transcript_confirmed_by_person", "confirms"), Answers.Day("transcript_confirmed_on", draft.On)));

    private static async ValueTask FinishTasksAsync(Draft draft, StreamId record)
    {
        foreach (var task in (await draft.GetAsync(record)).Tasks.Where(t => !t.Done).ToList()) await draft.FinishTaskAsync(record, task.Id);
    }

    private Draft ByCaseOfficer(DemoFamily family) => Room.Begin(office.As("case_officer", family.Number), source: "batch");
}
