namespace Nansen.Packs;

/// <summary>Indicators and commitments.</summary>
internal sealed class FollowUpRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    private const int CommitmentsOfMinsk = 73;

    internal override void Check()
    {
        foreach (var indicator in Pack.Indicators.Values) CheckIndicator(indicator);
        foreach (var commitment in Pack.Commitments) CheckCommitment(commitment);
        if (Pack.Commitments.Count == 0) return;
        var missing = Enumerable.Range(1, CommitmentsOfMinsk).Select(n => $"C{n}").Except(Pack.Commitments.Select(c => c.Code)).ToList();
        if (missing.Count > 0) Error("missing", Pack.Commitments[0], null, $"commitments are missing: {string.Join(", ", missing)}", "Add them; all 73 stand in the Conclusions");
    }

    private void CheckIndicator(Indicator indicator)
    {
        var what = $"the indicator {indicator.Code}";
        foreach (var commitment in indicator.Commitments.Where(c => Pack.Commitments.All(k => k.Code != c))) Unknown(indicator, "commitments", what, commitment, "commitment");
        if (indicator is { Unit: "percent", Target: < 0 or > 100 }) Error("number", indicator, "target", $"{what} has a target of {indicator.Target} percent", "Write a number from 0 to 100");
        if (indicator.Kind == IndicatorKind.Waits != indicator.WaitsFor is not null) Error("missing", indicator, null, $"{what} does not say whether it is counted", "Write computed: waits with waits_for:, or neither");
        switch (indicator.Kind)
        {
            case IndicatorKind.ClockKept: CheckClock(indicator, what); break;
            case IndicatorKind.Ratio: CheckColumns(indicator, what, "of", indicator.Of); CheckColumns(indicator, what, "against", indicator.Against ?? ""); break;
            case IndicatorKind.DocumentCoverage: foreach (var status in Words(indicator.Of).Where(s => Pack.Statuses.GetValueOrDefault(s)?.Document is null)) Unknown(indicator, "of", what, status, "status with a document"); break;
            case IndicatorKind.FollowUp: if (indicator.Of is not ("evidence" or "overdue" or "answered")) Unknown(indicator, "of", what, indicator.Of, "count of the follow-up (evidence, overdue or answered)"); break;
            case IndicatorKind.TreatyActions: foreach (var treaty in Words(indicator.Of)) NeedCode(indicator, "of", what, "instruments", treaty); break;
        }
    }

    private void CheckClock(Indicator indicator, string what)
    {
        if (indicator.Of.Split('/') is not [var procedure, var clock] || Pack.Procedures.GetValueOrDefault(procedure)?.Clocks.Any(c => c.Code == clock) != true)
            Unknown(indicator, "of", what, indicator.Of, "procedure/clock");
    }

    /// <summary><c>table/column</c>, or <c>table/column+column</c> for their sum; several tables with <c> + </c> between.</summary>
    private void CheckColumns(Indicator indicator, string what, string key, string sources)
    {
        foreach (var source in sources.Split(" + ", StringSplitOptions.TrimEntries)) CheckTerm(indicator, what, key, source);
    }

    private void CheckTerm(Indicator indicator, string what, string key, string source)
    {
        if (source.Split('/') is not [var code, var columns] || !Pack.Tables.TryGetValue(code, out var table))
        {
            Unknown(indicator, key, what, source, "table/column");
            return;
        }

        foreach (var column in columns.Split('+').Where(c => !table.Columns.Contains(c))) Unknown(indicator, key, what, column, $"measure of {code}");
    }

    private void CheckCommitment(Commitment commitment)
    {
        NeedCode(commitment, "theme", commitment.Code, "commitment_themes", commitment.Theme);
        foreach (var user in commitment.Users) NeedCode(commitment, "users", commitment.Code, "user_groups", user);
        foreach (var treaty in commitment.Instruments) NeedCode(commitment, "instruments", commitment.Code, "instruments", treaty);
    }

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
