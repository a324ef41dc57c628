using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>
/// Two registrations beside each other: what agrees, what does not, and what an officer must be warned of. Of a registration
/// that is not hers to open she sees what a search would show her: number, name and reasons.
/// </summary>
/// <param name="Left">The registration that is hers.</param>
/// <param name="Right">The other; null when she may not open it.</param>
/// <param name="RightRow">The other as lists show it.</param>
/// <param name="Match">What the matching says of the two; null when it finds no likeness.</param>
/// <param name="Rows">Attribute by attribute.</param>
public sealed record PairComparison(RecordView Left, RecordView? Right, RecordRow RightRow, Candidate? Match, IReadOnlyList<ComparisonRow> Rows)
{
    // Which of the matching's attributes speaks of which field.
    private static readonly Dictionary<string, string[]> Attributes = new()
    {
        ["names"] = ["name", "given", "family", "patronymic"],
        ["date_of_birth"] = ["birth"],
        ["sex_recorded"] = ["sex"],
        ["country_of_origin"] = ["origin"],
        ["place_of_birth"] = ["place"],
        ["phone"] = ["phone"],
    };

    /// <summary>The photograph of a registration; null when she may not see one, or there is none.</summary>
    public static string? PhotoOf(RecordView? view) => view?.Fact("photo") is { HasValue: true } ? $"/person/{view.Record.Id}/photo" : null;

    /// <summary>Compares.</summary>
    public static async Task<PairComparison> OfAsync(RegisterNode node, RecordView left, RecordView? right, RecordRow rightRow, Texts texts)
    {
        var rows = node.Room.Rows;
        var household = (await rows.LinkedToAsync(left.Record.Id, LinkKinds.Member)) is [var group, ..] ? group.Id.Value : (Guid?)null;
        Candidate? match = null;
        if (PersonSearch.CardOf(left.Record, household) is { } card)
            match = node.Search.Index.Compare(PersonQuery.Of(card), rightRow.Id.Value);
        if (right is null) return new(left, null, rightRow, match, [.. (match?.Attributes ?? []).Select(a => Reason(a, node.Pack, texts))]);

        var fields = left.Facts.Concat(right.Facts).Select(f => f.Field).DistinctBy(f => f.Code).Where(f => f.Type != FieldType.File && f.Code != "registration_level");
        var family = new ComparisonRow(texts["person.family"], await FamilyAsync(rows, left.Record), await FamilyAsync(rows, right.Record), Agreement.Unknown,
            match?.Attributes.FirstOrDefault(a => a.Attribute == "household")?.Why.In(texts.Language.MadeFrom ?? texts.Language.Code) ?? "");
        // What the matching has words for stands first, the family next to it, the rest below.
        var compared = fields.Select(f => Compare(node.Pack, texts, left, right, match, f)).OrderByDescending(r => r.Explanation.Length > 0).ToList();
        compared.Insert(compared.FindLastIndex(r => r.Explanation.Length > 0) + 1, family);
        return new(left, right, rightRow, match, compared);
    }

    private static ComparisonRow Compare(Pack pack, Texts texts, RecordView left, RecordView right, Candidate? match, Field field)
    {
        string? Text(RecordView of) => of.Fact(field.Code) is { } fact ? FactText.Of(pack, field, fact, texts) : null;
        var (one, two) = (Text(left), Text(right));
        var said = match?.Attributes.Where(a => Attributes.GetValueOrDefault(field.Code)?.Contains(a.Attribute) == true).ToList() ?? [];
        var differs = said.Count > 0 ? said.Exists(a => a.Level == Matching.Agreement.Different) : one is not null && two is not null && one != two;
        return new(texts.Pick(field.Label.ByLanguage), one, two, differs ? Agreement.Different : Agreement.Unknown, string.Join(" ", said.Select(a => MatchWords.Of(a, pack, texts))));
    }

    private static ComparisonRow Reason(AttributeComparison said, Pack pack, Texts texts) => new(texts["match." + said.Attribute], null, null,
        said.Level == Matching.Agreement.Different ? Agreement.Different : Agreement.Unknown, MatchWords.Of(said, pack, texts));

    private static async Task<string?> FamilyAsync(RowQueries rows, RecordState person)
    {
        var names = new List<string>();
        foreach (var group in await rows.LinkedToAsync(person.Id, LinkKinds.Member))
            names.AddRange((await rows.MembersAsync(group.Id)).Where(m => m.Id != person.Id).Select(m => m.Name));
        return names.Count > 0 ? string.Join(", ", names) : null;
    }
}
