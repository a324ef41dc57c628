namespace Nansen.Packs;

/// <summary>Reads procedures and lifecycles.</summary>
internal sealed class ProcedureReader(Findings findings)
{
    private static readonly (string Key, EffectKind Kind)[] EffectKeys =
    [
        ("open_status", EffectKind.OpenStatus),
        ("end_status", EffectKind.EndStatus),
        ("count", EffectKind.Count),
        ("count_case", EffectKind.CountCase),
        ("account_in", EffectKind.AccountIn),
        ("account_out", EffectKind.AccountOut),
        ("task", EffectKind.Task),
        ("propose_document", EffectKind.ProposeDocument),
        ("letter", EffectKind.Letter),
        ("open_case", EffectKind.OpenCase),
    ];

    internal Procedure Procedure(string code, LocalText title, Sheet sheet) => findings.Read(
        new Procedure
        {
            Code = code,
            Title = title,
            Law = sheet.Text("law"),
            InitialState = sheet.Text("initial"),
            OpeningForm = sheet.MaybeText("opening_form"),
            OpenedBy = sheet.Words("opened_by"),
            Purpose = sheet.Text("purpose"),
            OpeningEffects = Effects(sheet, "opening_effects"),
            States = sheet.Tables("states").ToDictionary(s => s.Key, s => State(s.Key, s.Value), StringComparer.Ordinal),
            Transitions = [.. sheet.Items("transitions").Select(Transition)],
            Clocks = [.. sheet.Tables("clocks").Select(c => Clock(c.Key, c.Value))],
            StatisticsEvents = sheet.Words("statistics"),
            Accounts = sheet.Tables("accounts").ToDictionary(a => a.Key, a => Account(a.Key, a.Value), StringComparer.Ordinal),
        },
        sheet);

    private RecordAccount Account(string code, Sheet sheet) =>
        findings.Read(new RecordAccount(code, sheet.Local("title"), sheet.Pairs("dimensions").ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal)) { Persons = sheet.MaybeText("persons") }, sheet);

    private State State(string code, Sheet sheet) =>
        findings.Read(new State(code, sheet.Local("title"), sheet.Flag("closed"), sheet.MaybeText("worklist")), sheet);

    private Transition Transition(Sheet sheet) => findings.Read(
        new Transition
        {
            Event = sheet.Text("event"),
            Title = sheet.Local("title"),
            From = sheet.Words("from"),
            To = sheet.MaybeText("to"),
            By = sheet.Words("by"),
            ConfirmedBy = sheet.Words("confirmed_by"),
            OtherThan = sheet.Words("other_than"),
            Form = sheet.MaybeText("form"),
            When = sheet.Condition("when"),
            WhenNot = sheet.MaybeLocal("when_not"),
            Effects = Effects(sheet, "effects"),
            Decision = sheet.Flag("decision"),
            Adverse = sheet.Flag("adverse"),
            Suspends = sheet.Flag("suspends"),
        },
        sheet);

    private List<Effect> Effects(Sheet sheet, string key) => [.. sheet.Items(key).Select(Effect)];

    private Effect Effect(Sheet sheet)
    {
        var (word, kind) = EffectKeys.Where(k => sheet.Has(k.Key)).DefaultIfEmpty(EffectKeys[0]).First();
        return findings.Read(
            new Effect(
                kind,
                sheet.Text(word),
                sheet.Condition("when"),
                sheet.MaybeText("cause") ?? sheet.MaybeText("role"),
                sheet.Pairs("dimensions").ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
                sheet.Whole("due_days")),
            sheet);
    }

    private Clock Clock(string code, Sheet sheet) => findings.Read(
        new Clock(code, sheet.Local("title"), sheet.Words("starts"), sheet.Words("stops"), sheet.Words("pauses"), sheet.Text("parameter"), sheet.Word<BreachAction>("breach"), sheet.Text("law")) { When = sheet.Condition("when") },
        sheet);
}
