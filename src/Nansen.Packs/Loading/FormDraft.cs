namespace Nansen.Packs;

/// <summary>A form as written, before the forms it includes are joined to it.</summary>
internal sealed record FormDraft(string Code, IReadOnlyList<string> Includes, Form Form, Sheet Sheet)
{
    /// <summary>Forms with all their sections: those of included forms first, sections of one code joined, a repeated question as the includer writes it.</summary>
    internal static IReadOnlyDictionary<string, Form> Join(IReadOnlyList<FormDraft> drafts, Findings findings)
    {
        var byCode = new Dictionary<string, FormDraft>(StringComparer.Ordinal);
        foreach (var draft in drafts)
            if (!byCode.TryAdd(draft.Code, draft)) findings.Error("twice", draft.Sheet.PlaceOf(), $"the form '{draft.Code}' is defined a second time", "Keep one of the two");
        return byCode.ToDictionary(d => d.Key, d => d.Value.Whole(byCode, findings), StringComparer.Ordinal);
    }

    private Form Whole(Dictionary<string, FormDraft> all, Findings findings)
    {
        var sections = new List<FormSection>();
        Collect(all, sections, [], findings);
        return findings.Read(Form with { Sections = sections }, Sheet);
    }

    private void Collect(Dictionary<string, FormDraft> all, List<FormSection> into, HashSet<string> seen, Findings findings)
    {
        if (!seen.Add(Code)) return;
        foreach (var include in Includes)
        {
            if (all.TryGetValue(include, out var other)) other.Collect(all, into, seen, findings);
            else findings.Error("reference", Sheet.PlaceOf("includes"), $"the form '{Code}' includes '{include}', which does not exist", "Name a form of this pack");
        }

        foreach (var section in Form.Sections)
        {
            var at = into.FindIndex(s => s.Code == section.Code);
            if (at < 0) into.Add(section);
            else into[at] = into[at] with { Questions = Overlay(into[at].Questions, section.Questions) };
        }
    }

    private static List<FormQuestion> Overlay(IReadOnlyList<FormQuestion> below, IReadOnlyList<FormQuestion> above) =>
    [
        .. below.Select(q => above.FirstOrDefault(a => a.Field == q.Field) ?? q),
        .. above.Where(a => below.All(b => b.Field != a.Field)),
    ];
}
