using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Decisions, notification, closing and appeals.</summary>
internal sealed partial class CaseDesk
{
    /// <summary>The case officer writes the assessment and proposes the decision; nothing is decided yet.</summary>
    public async ValueTask<Draft> ProposeDecisionAsync(DemoFamily family, DecisionKind kind, string level)
    {
        var draft = ByCaseOfficer(family);
        await draft.TransitionAsync(family.Case, "assess", PerPerson(family, null, i => [
            Answers.Json("facts_assessment", """[{"fact":"Specimen fact","finding":"accepted","reasons":"Specimen reasons"}]"""), Answers.Is("proposed_outcome", Outcome(family, kind, i))]));
        await draft.TransitionAsync(family.Case, "decide", DecisionForm(family, draft.On, kind, level, i => Outcome(family, kind, i)));
        return draft;
    }

    public async ValueTask<Draft> AssessAsync(DemoFamily family)
    {
        var draft = ByCaseOfficer(family);
        await draft.TransitionAsync(family.Case, "assess", Answers.For(family.Persons, null,
            Answers.Json("facts_assessment", """[{"fact":"Specimen fact","finding":"accepted","reasons":"Specimen reasons"}]"""), Answers.Is("proposed_outcome", "REC-CONV")));
        return draft;
    }

    /// <summary>Admissibility: the person is heard, and inadmissibility is proposed.</summary>
    public async ValueTask<Draft> ProposeInadmissibleAsync(DemoFamily family, string level)
    {
        var draft = ByCaseOfficer(family);
        var ground = family.Life.Type == "R" ? "INAD-SUB" : family.Number % 2 == 0 ? "INAD-FCA" : "INAD-STC";
        await FinishTasksAsync(draft, family.Case);
        await draft.TransitionAsync(family.Case, "examine_admissibility", [Answers.Case(Answers.Is("admissibility_ground", ground switch
        {
            "INAD-SUB" => "no_new_elements",
            "INAD-FCA" => "first_country_of_asylum",
            _ => "safe_third_country",
        }))]);
        await draft.TransitionAsync(family.Case, "interview_on_admissibility", InterviewRecord(family, draft.On));
        await draft.TransitionAsync(family.Case, "decide_inadmissible", DecisionForm(family, draft.On, DecisionKind.Closed, level, _ => ground));
        return draft;
    }

    /// <summary>Closing without a decision on the claim: withdrawn, absent, or gone.</summary>
    public async ValueTask<Draft> ProposeClosingAsync(DemoFamily family, string way, string level)
    {
        var draft = ByCaseOfficer(family);
        await FinishTasksAsync(draft, family.Case);
        var shared = Answers.Is("decision_level", level);
        await draft.TransitionAsync(family.Case, way, way switch
        {
            "withdraw" => Answers.For(family.Persons, Answers.Case(Answers.Is("withdrawal_how", "private_interpreter"), shared), Answers.Is("withdrawal_informed", "yes")),
            "withdraw_implicitly" => [Answers.Case(Answers.Json("contact_attempts", """[{"way":"letter","result":"no answer"},{"way":"telephone","result":"no answer"}]"""),
                Answers.Json("absence_checks", """["detention","hospital","interpreter","second_contact"]"""), shared)],
            _ => Answers.For(family.Persons, Answers.Case(shared), Answers.Is("closure_outcome", "CLO-DEPARTED")),
        });
        return draft;
    }

    public async ValueTask<Draft> NotifyAsync(DemoFamily family, bool final)
    {
        var draft = ByCaseOfficer(family);
        await draft.TransitionAsync(family.Case, "notify", Answers.For(family.Persons, null, Answers.Language("notification_language", family.Language),
            Answers.Is("notification_method", "in_person"), Answers.Day("service_date", draft.On), Answers.Is("service_proof", "Signature on file")));
        if (final) await draft.TransitionAsync(family.Case, "become_final", []);
        return draft;
    }

    public async ValueTask<Draft> BecomeFinalAsync(DemoFamily family)
    {
        var draft = ByCaseOfficer(family);
        await draft.TransitionAsync(family.Case, "become_final", []);
        return draft;
    }

    /// <summary>The appeal arrives; in time it may be taken up at once.</summary>
    public async ValueTask<Draft> AppealAsync(DemoFamily family, bool admit)
    {
        var (appeal, draft) = (family.Life.Appeal!, ByAppealBody(family, 0));
        var late = appeal.Way != AppealWay.InTime;
        List<FactValue> facts = [Answers.Day("appeal_lodged_on", draft.On), Answers.Is("appeal_type", appeal.Type), Answers.Is("appeal_level", appeal.Level),
            Answers.Is("appeal_against", family.Life.Outcome == DecisionKind.Closed ? "inadmissibility" : "whole"), Answers.Is("appeal_grounds", Specimen)];
        if (late) facts.Add(Answers.Is("late_reason", Specimen));
        await draft.TransitionAsync(family.Case, late ? "lodge_late_appeal" : "lodge_appeal", [Answers.Case(facts)]);
        if (late) await draft.TransitionAsync(family.Case, "accept_late_appeal", []);
        else if (admit) await draft.TransitionAsync(family.Case, "admit_appeal", []);
        return draft;
    }

    public async ValueTask<Draft> ProposeAppealDecisionAsync(DemoFamily family)
    {
        var (kind, draft) = (family.Life.Appeal!.Outcome, ByAppealBody(family, 0));
        var result = kind switch { DecisionKind.Rejected => "upheld", DecisionKind.Closed => family.Number % 2 == 0 ? "withdrawn" : "moot", _ => "overturned" };
        await draft.TransitionAsync(family.Case, "decide_appeal", PerPerson(family,
            Answers.Case(Answers.Is("appeal_result", result), Answers.Is("remedy", "Specimen: the decision on the appeal is final.")),
            i => [Answers.Is("appeal_outcome", kind == DecisionKind.Closed ? "CLO-OTHER" : Outcome(family, kind, i)), Answers.Is("appeal_reasons", Specimen)]));
        return draft;
    }

    public async ValueTask<Draft> NotifyAppealAsync(DemoFamily family)
    {
        var draft = ByAppealBody(family, 1);
        await draft.TransitionAsync(family.Case, "notify_appeal", Answers.For(family.Persons, null, Answers.Language("appeal_notification_language", family.Language),
            Answers.Day("appeal_service_date", draft.On), Answers.Is("appeal_service_proof", "Signature on file")));
        return draft;
    }

    private Draft ByAppealBody(DemoFamily family, int second) => Room.Begin(office.As("appeal_body", family.Number + second), source: "batch");

    private List<SubjectFacts> DecisionForm(DemoFamily family, DateOnly on, DecisionKind kind, string level, Func<int, string> outcome)
    {
        var shared = Answers.Case(Answers.Is("decision_level", level), Answers.Day("decided_on", on),
            Answers.Is("deciding_officer", office.As("decision_maker", family.Number + 1).Name), Answers.Is("remedy", "Specimen: appeal to the appeal body within 30 days; it suspends removal."));
        return PerPerson(family, shared, i =>
        {
            List<FactValue> facts = [Answers.Is("outcome", outcome(i)), Answers.Is("facts_accepted", Specimen), Answers.Is("law_applied", "1951 Convention art 1A(2)"), Answers.Is("decision_reasons", Specimen)];
            if (kind == DecisionKind.Other) facts.AddRange([Answers.Is("complementary_ground", Ground(outcome(i))), Answers.Is("refugee_part_reasons", Specimen)]);
            return facts;
        });
    }

    private static List<SubjectFacts> PerPerson(DemoFamily family, SubjectFacts? shared, Func<int, IReadOnlyList<FactValue>> each)
    {
        var all = new List<SubjectFacts>(family.Persons.Count + 1);
        if (shared is not null) all.Add(shared);
        for (var i = 0; i < family.Persons.Count; i++) all.Add(new SubjectFacts(family.Persons[i], each(i)));
        return all;
    }

    private static string Outcome(DemoFamily family, DecisionKind kind, int member) => kind switch
    {
        DecisionKind.Recognised => family.Life.Authority == "U" ? "REC-MND" : family.Members[member].Relationship is "child" or "grandchild" ? "REC-DER" : "REC-CONV",
        DecisionKind.Other => family.Life.Origin == "UKR" ? "COMP-CD" : (family.Number % 3) switch { 0 => "COMP-TI", 1 => "COMP-IV", _ => "COMP-OH" },
        DecisionKind.Rejected => (family.Number % 10) switch { < 6 => "REJ-INC", < 9 => "REJ-CRED", _ => "REJ-IFA" },
        _ => "CLO-OTHER",
    };

    private static string Ground(string outcome) => outcome switch
    {
        "COMP-CD" => "conflict_displaced_group",
        "COMP-TI" => "torture_or_inhuman",
        "COMP-IV" => "indiscriminate_violence",
        _ => "other_humanitarian",
    };
}
