using System.Text.RegularExpressions;

namespace Nansen.Packs;

/// <summary>Letters: placeholders are whole, the same in every language, and name facts that exist; what must be said is said (section 2.0.3).</summary>
internal sealed partial class LetterRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    /// <summary>What a placeholder may begin with: the person, the case, a recorded fact, the office, the letter itself.</summary>
    private static readonly string[] Roots = ["person", "case", "facts", "office", "letter"];

    internal override void Check()
    {
        foreach (var letter in Pack.Letters.Values)
        {
            foreach (var field in letter.MandatoryFields.Where(f => !FieldsNamed(f).Any())) Unknown(letter, "mandatory", $"the letter {letter.Code}", field, "field");
            foreach (var field in letter.MandatoryFields.Where(f => FieldsNamed(f).Any() && !IsRequired(f) && !IsDocumentField(f)))
                Error("letter", letter, "mandatory", $"the letter {letter.Code} needs {field}, which no form requires", "Require it in the form of the step that makes the letter");
            foreach (var (language, body) in letter.Body.ByLanguage) CheckBody(letter, language, body);
            CheckSame(letter);
            CheckDeadline(letter);
        }
    }

    private void CheckBody(Letter letter, string language, string body)
    {
        var what = $"the letter {letter.Code} ({language})";
        if (Count(body, "{{") != Count(body, "}}") || Count(body, "{%") != Count(body, "%}"))
            Error("letter", letter, "body", $"{what} has a placeholder that is not closed", "Close every {{ with }} and every {% with %}");
        var names = NamesIn(body);
        foreach (var name in names.Where(n => !Roots.Contains(n.Split('.')[0]))) Error("letter", letter, "body", $"{what} uses '{name}', which no letter knows", $"Begin it with one of: {string.Join(", ", Roots)}");
        foreach (var fact in names.Where(n => n.StartsWith("facts.", StringComparison.Ordinal)).Select(n => n[6..]).Where(f => !FieldsNamed(f).Any())) Unknown(letter, "body", what, fact, "field");
        foreach (var field in letter.MandatoryFields.Where(f => !names.Contains("facts." + f))) Error("letter", letter, "mandatory", $"{what} must not be made without {field} and does not say it", $"Put {{{{ facts.{field} }}}} into the body");
    }

    private bool IsRequired(string field) => Pack.Forms.Values.Any(f => f.Questions.Any(q => q.Field == field && q.Required));

    /// <summary>Facts of a document (number, validity) are written by its issue, not asked.</summary>
    private bool IsDocumentField(string field) => Pack.Records.Values.Any(r => r.Kind == RecordKind.Document && r.Fields.ContainsKey(field));

    private void CheckSame(Letter letter)
    {
        var sets = letter.Body.ByLanguage.Select(b => (Language: b.Key, Names: NamesIn(b.Value))).ToList();
        foreach (var (language, names) in sets.Skip(1).Where(s => !s.Names.SetEquals(sets[0].Names)))
            Error("letter", letter, "body", $"the letter {letter.Code} says other things in {language} than in {sets[0].Language}: {string.Join(", ", names.Except(sets[0].Names).Concat(sets[0].Names.Except(names)))}", "Use the same placeholders in every language");
    }

    /// <summary>A letter that names a last day names the clocks that give it, and each step that makes it starts one of them.</summary>
    private void CheckDeadline(Letter letter)
    {
        var what = $"the letter {letter.Code}";
        var says = letter.Body.ByLanguage.Values.Any(b => NamesIn(b).Contains("letter.deadline"));
        if (says != letter.Deadline.Count > 0)
            Error("letter", letter, "deadline", says ? $"{what} says letter.deadline and names no clock that gives it" : $"{what} names the clocks of a deadline and does not say it", says ? "Add deadline: with the clocks" : "Put {{ letter.deadline }} into the body, or leave deadline: out");
        var steps = Machines().SelectMany(m => m.Procedure.Transitions.Where(t => t.Effects.Any(e => e.Kind == EffectKind.Letter && e.Code == letter.Code)).Select(t => (m.Procedure, Step: t))).ToList();
        foreach (var clock in letter.Deadline.Where(c => !steps.Any(s => s.Procedure.Clocks.Any(k => k.Code == c))))
            Unknown(letter, "deadline", what, clock, "clock");
        // One with a condition may not apply to the case.
        foreach (var (procedure, step) in steps.Where(s => letter.Deadline.Count > 0 && !s.Procedure.Clocks.Any(c => letter.Deadline.Contains(c.Code) && c.When is null && c.Starts.Contains(s.Step.Event))))
            Error("letter", letter, "deadline", $"{what} is made by {step.Event} of {procedure.Code}, which starts none of its clocks in every case", "Name a clock that the step starts and that has no condition");
    }

    private static HashSet<string> NamesIn(string body) => Placeholder().Matches(body).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;

    [GeneratedRegex(@"\{[\{%]-?\s*(?:if\s+|unless\s+|elsif\s+)?([a-z_]+(?:\.[a-z_]+)+)")]
    private static partial Regex Placeholder();
}
