using Nansen.Journal;

namespace Nansen.Register;

/// <summary>
/// Cases of the last days at the stages that the published figures do not show: somebody just registered, at the border,
/// a child who waits for a guardian, a decision that waits for the second officer. They begin after the last published
/// year, so that its figures stay as they are.
/// </summary>
internal sealed class TodaysCases(DemoOptions options, FamilyMaker maker)
{
    private static readonly string[] Origins = ["SYR", "AFG", "UKR", "IRN", "RUS", "TUR", "IRQ", "CUB"];
    private readonly DateOnly _today = options.Day;
    private int _made;

    public IEnumerable<DemoFamily> Families()
    {
        for (var i = 0; i < 3; i++) if (Begin(8 - i, ("F", 3), ("M", 1), ("F", 0)) is { } waiting) yield return Registered(waiting, approve: false);
        for (var i = 0; i < 2; i++) if (Begin(9, ("M", 3)) is { } made) yield return Open(made, register: false, lodge: false);
        for (var i = 0; i < 2; i++) if (Begin(12, ("M", 3), ("F", 3), ("F", 1)) is { } open) yield return Open(open, register: true, lodge: false);
        for (var i = 0; i < 2; i++) if (Begin(13, ("F", 3), ("M", 0)) is { } lodged) yield return Open(lodged, register: true, lodge: true);
        if (Begin(14, ("M", 2)) is { } child) yield return Open(child, register: true, lodge: true);
        for (var i = 0; i < 3; i++) if (Begin(40, ("M", 3), ("F", 3)) is { } decision) yield return Proposed(decision, (DecisionKind)i);
        if (Begin(30, ("F", 3)) is { } interviewed) yield return Interviewed(interviewed);
        foreach (var stage in new[] { "encountered", "screened", "wish", "wish", "referred" })
            if (Begin(8, ("M", 3)) is { } border) yield return AtBorder(border, stage);
        // Handed over earlier this year: one in six a day too late, so that the indicator has something to say.
        for (var i = 0; i < 18; i++)
            if (Begin(25 + 9 * i, ("F", 3), ("M", 1)) is { } crossed) yield return HandedOver(crossed, i % 6 == 4 ? 2 : i % 2);
    }

    // Lodged so many days ago, in a family of that kind; null when that day lies in the published years.
    private DemoFamily? Begin(int daysAgo, params (string Sex, int Band)[] household)
    {
        var lodged = _today.AddDays(5 - daysAgo);
        if (lodged.AddDays(-10).Year <= options.To) return null;
        var life = new Life(Origins[_made++ % Origins.Length], "G", lodged.Year, "N", "FI");
        return maker.Sample(life, new LifeDates(lodged, null, null, null), household);
    }

    private DemoFamily Registered(DemoFamily family, bool approve = true)
    {
        if (approve) family.Then(CaseStory.RegisteredOn(family).AddDays(1), "approve", (desk, f) => desk.ApproveAsync(f));
        return Past(family);
    }

    private DemoFamily Open(DemoFamily family, bool register, bool lodge)
    {
        Registered(family);
        family.Then(family.Dates.Lodged.AddDays(-3), "open", (desk, f) => desk.OpenAsync(f, register));
        if (lodge) family.Then(family.Dates.Lodged, "lodge", (desk, f) => desk.LodgeAsync(f));
        return Past(family);
    }

    private DemoFamily Interviewed(DemoFamily family)
    {
        Open(family, true, true);
        family.Then(family.Dates.Lodged.AddDays(2), "issue", (desk, f) => desk.IssueAsync(f));
        family.Then(family.Dates.Lodged.AddDays(4), "channel", (desk, f) => desk.ChannelAsync(f, true));
        // Seven days for comments on the transcript: the clock is near its end.
        family.Then(_today.AddDays(-6), "interview", (desk, f) => desk.InterviewAsync(f, false));
        return Past(family);
    }

    private DemoFamily Proposed(DemoFamily family, DecisionKind kind)
    {
        var lodged = family.Dates.Lodged;
        Open(family, true, true);
        family.Then(lodged.AddDays(2), "issue", (desk, f) => desk.IssueAsync(f));
        family.Then(lodged.AddDays(5), "channel", (desk, f) => desk.ChannelAsync(f, true));
        family.Then(lodged.AddDays(14), "interview", (desk, f) => desk.InterviewAsync(f, true));
        family.Then(_today.AddDays(-3), "propose decision", (desk, f) => desk.ProposeDecisionAsync(f, kind, "FI"));
        return Past(family);
    }

    private DemoFamily AtBorder(DemoFamily family, string stage)
    {
        Registered(family);
        var day = family.Dates.Lodged.AddDays(-3);
        family.Then(day, "encounter", (desk, f) => desk.EncounterAsync(f));
        if (stage != "encountered") family.Then(day, "screen", (desk, f) => desk.ScreenAsync(f));
        if (stage is "wish" or "referred") family.Then(day, "wish", (desk, f) => desk.RecordWishAsync(f));
        if (stage == "referred") family.Then(day, "refer", (desk, f) => desk.ReferAsync(f));
        return Past(family);
    }

    private DemoFamily HandedOver(DemoFamily family, int daysLater)
    {
        AtBorder(family, "referred");
        family.Then(family.Dates.Lodged.AddDays(daysLater - 3), "accept hand-over", (desk, f) => desk.AcceptHandoverAsync(f));
        return Past(family);
    }

    private DemoFamily Past(DemoFamily family)
    {
        family.Steps.RemoveAll(s => s.On > _today);
        return family;
    }
}
