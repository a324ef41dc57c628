namespace Nansen.Packs;

/// <summary>Checks a pack as a whole, after every file has been read.</summary>
internal static class PackChecker
{
    internal static void Check(Pack pack, Findings findings)
    {
        Rules[] groups =
        [
            new ParameterRules(pack, findings),
            new FieldRules(pack, findings),
            new FormRules(pack, findings),
            new ProcedureRules(pack, findings),
            new EffectRules(pack, findings),
            new RecordAccountRules(pack, findings),
            new DecisionRules(pack, findings),
            new ProtectionRules(pack, findings),
            new DrawingRules(pack, findings),
            new ScheduleRules(pack, findings),
            new ExaminationRules(pack, findings),
            new SafeguardRules(pack, findings),
            new AccessRules(pack, findings),
            new TableRules(pack, findings),
            new FollowUpRules(pack, findings),
            new LetterRules(pack, findings),
            new MatchingRulesCheck(pack, findings),
        ];
        foreach (var group in groups) group.Check();
    }
}
