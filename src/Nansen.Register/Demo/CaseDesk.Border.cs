using Nansen.Records;

namespace Nansen.Register;

/// <summary>The border: the guard records and refers, and never judges the claim.</summary>
internal sealed partial class CaseDesk
{
    public async ValueTask<Draft> EncounterAsync(DemoFamily family)
    {
        var draft = ByGuard(family);
        family.Case = await draft.OpenCaseAsync("border_referral", DemoOffice.Border, family.Persons, SubjectFacts.About(
            Answers.Day("encountered_at", draft.On), Answers.Is("encounter_place", "Crossing point Border Town"), Answers.Is("encounter_kind", "crossing_point"),
            Answers.Language("language_spoken", family.Language)));
        return draft;
    }

    public async ValueTask<Draft> ScreenAsync(DemoFamily family)
    {
        var draft = ByGuard(family);
        await draft.TransitionAsync(family.Case, "screen", Answers.For(family.Persons, Answers.Case(Answers.Language("language_spoken", family.Language)),
            Answers.Is("questions_understood", "yes"), Answers.Is("protection_wish", "yes"), Answers.Is("wish_words", "Specimen words: I cannot go back.")));
        return draft;
    }

    public async ValueTask<Draft> RecordWishAsync(DemoFamily family)
    {
        var draft = ByGuard(family);
        await draft.TransitionAsync(family.Case, "record_wish", Answers.For(family.Persons, Answers.Case(Answers.Language("language_spoken", family.Language)),
            Answers.Is("protection_wish", "yes"), Answers.Is("wish_words", "Specimen words: I cannot go back."), Answers.Is("leaflet_given", "yes")));
        return draft;
    }

    public async ValueTask<Draft> ReferAsync(DemoFamily family)
    {
        var draft = ByGuard(family);
        await draft.TransitionAsync(family.Case, "refer", [Answers.Case(Answers.Is("handed_to", "Registration, Border Town"))]);
        return draft;
    }

    /// <summary>The registration officer takes the person over; the asylum case opens by itself.</summary>
    public async ValueTask<Draft> AcceptHandoverAsync(DemoFamily family)
    {
        var draft = Room.Begin(office.As("registration_officer", family.Number), source: "batch");
        await draft.TransitionAsync(family.Case, "accept_handover", [Answers.Case(Answers.Is("handed_to", "Registration, Border Town"), Answers.Day("handed_over_on", draft.On))]);
        return draft;
    }

    private Draft ByGuard(DemoFamily family) => Room.Begin(office.As("border_guard", 0), source: "batch");
}
