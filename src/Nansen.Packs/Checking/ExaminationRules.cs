namespace Nansen.Packs;

/// <summary>
/// Examinations of papers touch nothing but themselves: a false document is no ground to refuse protection, and its holder is
/// not punished by a step of a procedure (SG-13; 1951 Convention art 31).
/// </summary>
internal sealed class ExaminationRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    private const string Examination = "examination";

    internal override void Check()
    {
        if (Pack.RulesOf(Examination) is not { } rules) return;
        foreach (var step in rules.Transitions)
            foreach (var effect in step.Effects.Where(e => e.Kind != EffectKind.Count))
                Error("examination", step, "effects", $"{step.Event} of an examination has the effect {effect.Kind} {effect.Code}", "Take it away: an examination changes no status, case or document (SG-13)");
    }
}
