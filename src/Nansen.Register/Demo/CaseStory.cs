namespace Nansen.Register;

/// <summary>Lays a family's way out in days: each step lawful, none after today.</summary>
internal sealed class CaseStory(DateOnly today, DemoRandom random)
{
    private const int OpenBefore = 3;

    /// <summary>Day of registration.</summary>
    public static DateOnly RegisteredOn(DemoFamily family) => DemoFamily.Workday(family.Dates.Lodged.AddDays(-OpenBefore - 4));

    /// <summary>Whether the case is still open today, so that its people have a photo.</summary>
    public static bool StaysOpen(Life life) => life.Appeal is { } appeal ? appeal.DecidedIn is null : life.DecidedIn is null;

    /// <summary>Writes the steps after registration.</summary>
    public void Write(DemoFamily family)
    {
        var (life, dates) = (family.Life, family.Dates);
        family.Then(RegisteredOn(family).AddDays(1), "approve", (desk, f) => desk.ApproveAsync(f));
        family.Then(dates.Lodged.AddDays(-OpenBefore), "open", (desk, f) => desk.OpenAsync(f));
        family.Then(dates.Lodged, "lodge", (desk, f) => desk.LodgeAsync(f));
        Issue(family, dates.Lodged.AddDays(1));
        if (family.HasChildAlone) family.Then(dates.Lodged.AddDays(3), "guardian", (desk, f) => desk.AppointGuardianAsync(f));
        if (life.DecidedIn is not null) Decide(family, life, dates);
        else Wait(family, dates.Lodged);
        family.Steps.RemoveAll(s => s.On > today);
        for (var i = 1; i < family.Steps.Count; i++)
            if (family.Steps[i].On < family.Steps[i - 1].On)
                throw new InvalidOperationException($"Step {family.Steps[i].Name} on {family.Steps[i].On} lies before {family.Steps[i - 1].Name} on {family.Steps[i - 1].On}.");
    }

    private void Decide(DemoFamily family, Life life, LifeDates dates)
    {
        var notified = dates.Notified!.Value;
        if (life.Outcome == DecisionKind.Closed && life.Appeal is null && random.Permille(880))
        {
            Close(family, life, dates.Lodged, notified);
            return;
        }

        if (life.Outcome == DecisionKind.Closed)
        {
            family.Then(Between(dates.Lodged, notified, 60), "inadmissible", (desk, f) => desk.ProposeInadmissibleAsync(f, life.DecisionLevel));
        }
        else
        {
            var interview = Between(dates.Lodged, notified, 55);
            family.Then(Between(dates.Lodged, notified, 20), "channel", (desk, f) => desk.ChannelAsync(f, true, interview));
            family.Then(interview, "interview", (desk, f) => desk.InterviewAsync(f, true));
            family.Then(Between(dates.Lodged, notified, 75), "propose decision", (desk, f) => desk.ProposeDecisionAsync(f, life.Outcome, life.DecisionLevel));
        }

        family.Then(Between(dates.Lodged, notified, 88), "confirm decision", (desk, f) => desk.ConfirmAsync(f, "decision_maker"));
        var final = life.Outcome == DecisionKind.Recognised;
        family.Then(notified, "notify", (desk, f) => desk.NotifyAsync(f, final));
        if (life.Outcome is DecisionKind.Recognised or DecisionKind.Other) Issue(family, notified.AddDays(4));
        if (life.Appeal is { } appeal) Appeal(family, appeal, dates);
        else if (!final) family.Then(notified.AddDays(random.Between(33, 40)), "final", (desk, f) => desk.BecomeFinalAsync(f));
    }

    private void Close(DemoFamily family, Life life, DateOnly lodged, DateOnly closed)
    {
        var way = random.Next(100) switch { < 45 => "withdraw", < 88 => "withdraw_implicitly", _ => "close_otherwise" };
        family.Then(closed.AddDays(-7), "propose closing", (desk, f) => desk.ProposeClosingAsync(f, way, life.DecisionLevel));
        family.Then(closed, "confirm closing", (desk, f) => desk.ConfirmAsync(f, "reviewer"));
    }

    private void Appeal(DemoFamily family, LifeAppeal appeal, LifeDates dates)
    {
        var lodged = dates.Appealed!.Value;
        if (appeal.Way == AppealWay.LateReopens) family.Then(dates.Notified!.Value.AddDays(33), "final", (desk, f) => desk.BecomeFinalAsync(f));
        var admit = appeal.DecidedIn is not null || random.Permille(600);
        family.Then(lodged, "appeal", (desk, f) => desk.AppealAsync(f, admit));
        if (appeal.Way != AppealWay.InTime) Issue(family, lodged.AddDays(2));
        if (dates.AppealNotified is not { } notified) return;
        family.Then(Between(lodged, notified, 50), "propose appeal decision", (desk, f) => desk.ProposeAppealDecisionAsync(f));
        family.Then(Between(lodged, notified, 75), "confirm appeal decision", (desk, f) => desk.ConfirmAsync(f, "appeal_body"));
        family.Then(notified, "notify appeal", (desk, f) => desk.NotifyAppealAsync(f));
        if (appeal.Outcome is DecisionKind.Recognised or DecisionKind.Other) Issue(family, notified.AddDays(4));
    }

    /// <summary>Those who wait today stand at every stage; the certificate is renewed when it has run out.</summary>
    private void Wait(DemoFamily family, DateOnly lodged)
    {
        var renewals = new Queue<DateOnly>();
        for (var day = lodged.AddDays(2).AddMonths(12).AddDays(3); day <= today; day = day.AddMonths(12).AddDays(3)) renewals.Enqueue(day);
        var stage = random.Weighted([10, 20, 20, 15, 10, 20, 5]);
        var at = lodged;
        DateOnly Soon(int least, int most)
        {
            at = at.AddDays(random.Between(least, most));
            return at;
        }

        if (stage >= 1) family.Then(Soon(8, 30), "channel", (desk, f) => desk.ChannelAsync(f, stage >= 2));
        else family.Then(Soon(8, 12), "channel", (desk, f) => desk.ChannelAsync(f, false));
        if (stage >= 3) family.Then(Soon(14, 40), "interview", (desk, f) => desk.InterviewAsync(f, stage >= 4));
        if (stage >= 5) family.Then(Soon(8, 30), "assess", (desk, f) => desk.AssessAsync(f));
        if (stage >= 6) family.Then(Soon(8, 30), "suspend", (desk, f) => desk.SuspendAsync(f));
        while (renewals.TryDequeue(out var day))
        {
            if (day < at.AddDays(4)) continue;
            family.Then(day, "renew", (desk, f) => desk.RenewAsync(f));
            Issue(family, day.AddDays(1));
        }
    }

    private static void Issue(DemoFamily family, DateOnly day) => family.Then(day, "issue", (desk, f) => desk.IssueAsync(f));

    private static DateOnly Between(DateOnly from, DateOnly to, int percent) => from.AddDays((to.DayNumber - from.DayNumber) * percent / 100);
}
