using Nansen.Packs;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>
/// Which lines of a release's tables are one flow, read from what the pack's procedures do: a transition that ends one status
/// and opens another carries a person from account to account, and a decision counted with the end of a status is that outflow.
/// </summary>
internal sealed class ReleaseLinks(Pack pack, IReadOnlyList<ReleasedTable> tables)
{
    private const string ApplicationType = "app_type", NewApplication = "N";
    private readonly IReadOnlyList<(string Procedure, IReadOnlyList<Effect> Effects)> steps = [.. Steps(pack)];

    public IReadOnlyList<FlowLink> All() => [.. Passages(), .. Applications(), .. Outcomes()];

    /// <summary>Out of one account and into others.</summary>
    private IEnumerable<FlowLink> Passages()
    {
        var opened = steps.SelectMany(s =>
            from end in Of(s.Effects, EffectKind.EndStatus)
            from open in Of(s.Effects, EffectKind.OpenStatus)
            where end.Code != open.Code && Codes(open) is { Count: > 0 } codes && codes.All(Codes(end).Contains)
            select (Out: Out(end), In: In(open)));
        return opened.Distinct().GroupBy(o => o.Out).Select(g => new FlowLink([g.Key], [.. g.Select(o => o.In)]));
    }

    /// <summary>New applications: who enters the status that their procedure opens.</summary>
    private IEnumerable<FlowLink> Applications() =>
        from table in tables
        where table.Events is { Spread: null } flows && flows.By.Contains(ApplicationType)
        let procedures = Counting(table.Events!.Event)
        let entered = steps.Where(s => s.Effects == pack.Procedures[s.Procedure].OpeningEffects && procedures.Contains(s.Procedure))
            .SelectMany(s => Of(s.Effects, EffectKind.OpenStatus)).Select(In).Distinct().ToList()
        where entered.Count > 0
        select new FlowLink(entered, [new FlowLine(table.Name, table.Events!.Measure) { Where = new Dictionary<string, string> { [ApplicationType] = NewApplication } }]);

    /// <summary>Decisions: who leaves the status by them.</summary>
    private IEnumerable<FlowLink> Outcomes() =>
        from table in tables
        where table.Events is { Spread: { } }
        let spread = table.Events!.Spread!
        let ended = steps.Where(s => Counting(table.Events!.Event).Contains(s.Procedure))
            .SelectMany(s => Of(s.Effects, EffectKind.EndStatus).SelectMany(e => Outcomes(s.Effects, e, table.Events!.Event, spread).Select(o => (Line: Out(e), Outcome: o)))).Distinct()
            .GroupBy(e => e.Line).Where(g => g.Count() == 1).Select(g => g.Single()).ToList()
        from outcome in table.Events!.SpreadOver
        let lines = ended.Where(e => e.Outcome == outcome.Code).Select(e => e.Line).ToList()
        where lines.Count > 0
        select new FlowLink(lines, [new FlowLine(table.Name, outcome.Measure)]);

    /// <summary>Every line that the pack's procedures can write into the account of a status.</summary>
    public static IReadOnlyList<string> LinesOf(Pack pack, string status) => [.. Steps(pack).SelectMany(s => s.Effects).Where(e => e.Code == status && e.Reason is not null)
        .Where(e => e.Kind is EffectKind.OpenStatus or EffectKind.EndStatus).Select(e => (e.Kind == EffectKind.OpenStatus ? "in_" : "out_") + e.Reason).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<(string Procedure, IReadOnlyList<Effect> Effects)> Steps(Pack pack) =>
        pack.Procedures.Values.SelectMany(p => p.Transitions.Select(t => (p.Code, t.Effects)).Prepend((p.Code, p.OpeningEffects)));

    private HashSet<string> Counting(string name) =>
        [.. steps.Where(s => Of(s.Effects, EffectKind.Count).Any(e => e.Code == name)).Select(s => s.Procedure)];

    /// <summary>How a decision is counted that ends a status: by the codes it ends for, or the word that the count says.</summary>
    private IEnumerable<string> Outcomes(IReadOnlyList<Effect> effects, Effect end, string counted, string spread)
    {
        if (Codes(end) is { Count: > 0 } codes) return codes.Select(c => c.External.GetValueOrDefault("unhcr")).OfType<string>().Distinct();
        return Of(effects, EffectKind.Count).Where(e => e.Code == counted).Select(e => e.Dimensions.GetValueOrDefault(spread, "$")).Where(o => !o.StartsWith('$'));
    }

    /// <summary>The codes for which an effect holds, when it asks for nothing but the codes of one field.</summary>
    private HashSet<CodeItem> Codes(Effect effect) => effect.When is not Condition.Predicate { Words: { Count: > 0 } words, Field: not null } ? []
        : [.. pack.Codes.Values.SelectMany(l => l.Items).Where(i => words.Any(w => w.EndsWith('*') ? i.Code.StartsWith(w[..^1], StringComparison.Ordinal) : i.Code == w))];

    private static IEnumerable<Effect> Of(IReadOnlyList<Effect> effects, EffectKind kind) => effects.Where(e => e.Kind == kind);

    private static FlowLine In(Effect effect) => new(ReleaseDraft.AccountOf(effect.Code), "in_" + effect.Reason);

    private static FlowLine Out(Effect effect) => new(ReleaseDraft.AccountOf(effect.Code), "out_" + effect.Reason);
}
