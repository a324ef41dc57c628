using System.Globalization;
using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records;

/// <summary>Checks answers against a pack's forms and fields. "Unknown", "prefers not to say", "not asked" never block except where a question is required.</summary>
public static class FormRules
{
    /// <summary>
    /// What is missing or does not belong in the answers to a form. What the record says already need not be said again,
    /// except in a decision: that is answered anew each time.
    /// </summary>
    public static IReadOnlyList<Problem> Check(Pack pack, Form form, Situation situation, IReadOnlyList<SubjectFacts> facts, bool anew = true)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(situation);
        var problems = new List<Problem>();
        var asked = form.Questions.Select(q => q.Field).ToHashSet();
        problems.AddRange(facts.SelectMany(f => f.Facts).Where(f => !asked.Contains(f.Field)).Select(f => Problems.UnknownField(f.Field)));
        var answered = situation.Record is null ? situation : situation with { Record = WithAnswers(situation.Record, facts, DateTimeOffset.MinValue) };
        bool Answered(StreamId? of, string field) => IsAnswered(facts, of, field) || (!anew && situation.Record?.Fact(field, of) is { } known && IsAnswer(known));
        foreach (var question in form.Questions.Where(q => q.Required))
        {
            if (pack.FieldOf(form.Record, question.Field) is not { } field) continue;
            if (!field.PerPerson)
            {
                if (answered.Holds(question.When) && !Answered(null, field.Code)) problems.Add(Problems.Missing(field, pack.Records[form.Record].Kind == RecordKind.Individual));
                continue;
            }

            foreach (var person in situation.Persons)
                if (answered.For(person).Holds(question.When) && !Answered(person.Id, field.Code))
                    problems.Add(Problems.Missing(field, true) with { Of = person.Id.ToString() });
        }

        return problems;
    }

    /// <summary>The same for somebody who is not in the register yet: questions asked only of some people are judged by the very answers.</summary>
    public static IReadOnlyList<Problem> CheckNew(Pack pack, Form form, DateOnly today, IReadOnlyList<FactValue> facts)
    {
        ArgumentNullException.ThrowIfNull(form);
        var about = SubjectFacts.About(facts);
        var person = WithAnswers(new RecordState(new StreamId(Guid.Empty)) { Type = form.Record }, about, DateTimeOffset.MinValue);
        return Check(pack, form, new Situation(pack, today, person, [person], _ => []), about);
    }

    /// <summary>The record as it would be with the answers, for conditions that ask about them.</summary>
    public static RecordState WithAnswers(RecordState record, IReadOnlyList<SubjectFacts> facts, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(facts);
        var next = new RecordState(record);
        foreach (var about in facts)
            foreach (var fact in about.Facts)
            {
                var key = new FactKey(fact.Field, about.Of);
                if (!next.FactVersions.TryGetValue(key, out var versions)) next.FactVersions[key] = versions = [];
                versions.Add(new FactVersion(fact, KeyClass.Special, default, at, ""));
            }

        return next;
    }

    /// <summary>What is wrong with the form of one value, or null.</summary>
    public static Problem? CheckValue(Pack pack, Field field, FactValue fact, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(fact);
        if (!fact.HasValue) return null;
        return field.Type switch
        {
            FieldType.Text or FieldType.Contact => Within(field, fact, 500) ?? Impersonal(field, fact),
            FieldType.LongText => Within(field, fact, 100_000) ?? Impersonal(field, fact),
            FieldType.Code => InList(pack, field, fact.Text),
            FieldType.Country => InList(pack, field, fact.Text, "countries"),
            FieldType.Codes => Each(fact.Value, v => InList(pack, field, Word(v))) ?? ListOf(field, fact),
            FieldType.Languages => Each(fact.Value, v => InList(pack, field, Word(v), "languages")) ?? ListOf(field, fact),
            FieldType.Date => CheckDate(field, fact, today),
            FieldType.Number => decimal.TryParse(fact.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? null
                : Problems.Malformed(field, "write a number.", "укажите число."),
            FieldType.Boolean => fact.Text is "true" or "false" ? null : Problems.Malformed(field, "answer yes or no.", "ответьте «да» или «нет»."),
            FieldType.Names => PersonNameJson.Read(fact.Value).Count > 0 ? null
                : Problems.Malformed(field, "write at least one part of the name.", "укажите хотя бы одну часть имени."),
            FieldType.Needs => Each(fact.Value, v => v.ValueKind == JsonValueKind.Object && v.TryGetProperty("code", out var c) ? InList(pack, field, Word(c)) : ListOf(field, fact)),
            _ => null,
        };
    }

    private static bool IsAnswered(IReadOnlyList<SubjectFacts> facts, StreamId? of, string field) =>
        facts.Any(f => f.Of == of && f.Facts.Any(v => v.Field == field && IsAnswer(v)));

    private static bool IsAnswer(FactValue fact) =>
        fact.HasValue ? fact.Value.ValueKind != JsonValueKind.String || fact.Text.Length > 0 : fact.Certainty is not Certainty.NotAsked and not Certainty.Certain;

    private static Problem? Within(Field field, FactValue fact, int most) =>
        fact.Value.ValueKind != JsonValueKind.String ? Problems.Malformed(field, "write text.", "укажите текст.")
        : fact.Text.Length > most ? Problems.Malformed(field, $"write at most {most} characters.", $"не более {most} знаков.") : null;

    // What is public may hold no trace of a person, whichever way it comes in (DP-29).
    private static Problem? Impersonal(Field field, FactValue fact) =>
        field.Class == SensitivityClass.S0 && (PersonTraces.Find(fact.Text) ?? PersonTraces.Find(fact.Original)) is { } trace ? Problems.PersonTrace(field, trace) : null;

    private static Problem? InList(Pack pack, Field field, string code, string? otherwise = null)
    {
        var list = field.CodeList ?? otherwise;
        if (list is null || !pack.Codes.TryGetValue(list, out var codes)) return null;
        return codes.Find(code) is not null ? null
            : Problems.Malformed(field, $"'{code}' is not in the list.", $"значения «{code}» нет в списке.");
    }

    private static Problem? ListOf(Field field, FactValue fact) =>
        fact.Value.ValueKind == JsonValueKind.Array ? null : Problems.Malformed(field, "choose from the list.", "выберите из списка.");

    private static Problem? CheckDate(Field field, FactValue fact, DateOnly today)
    {
        if (!PartialDate.TryParse(fact.Text, out var date))
            return Problems.Malformed(field, "write a date such as 1978-05-03, 1978-05 or 1978.", "укажите дату, например 1978-05-03, 1978-05 или 1978.");
        if (date.Earliest.Year < 1850) return Problems.Malformed(field, "the year is too early.", "слишком ранний год.");
        // Birth and arrival lie behind; other dates may lie ahead.
        return field.Code is "date_of_birth" or "arrival_date" or "departure_date" && date.Earliest > today
            ? Problems.Malformed(field, "the date lies in the future.", "дата ещё не наступила.") : null;
    }

    private static Problem? Each(JsonElement value, Func<JsonElement, Problem?> check) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(check).FirstOrDefault(p => p is not null) : null;

    private static string Word(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
