using System.Collections.Concurrent;
using Fluid;
using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>Letters from the pack's Liquid texts, in a language the person reads where the pack has it, else in English.</summary>
public sealed class LiquidLetters(Pack pack, string stateCode) : ILetterWriter
{
    private static readonly FluidParser Parser = new();
    private readonly ConcurrentDictionary<string, IFluidTemplate> _templates = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public (string Text, string Language) Write(Letter letter, RecordState record, RecordState person, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(letter);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(person);
        var language = LanguageOf(person);
        var template = _templates.GetOrAdd($"{letter.Code}:{language}", _ => Parser.Parse(letter.Subject.In(language) + "\n\n" + letter.Body.In(language)));
        return (template.Render(Context(letter, record, person, on, language)), language);
    }

    // The languages of the region's papers: somebody who speaks Russian gets Russian, everybody else English,
    // until the pack has more.
    private string LanguageOf(RecordState person)
    {
        if (person.Fact("languages") is not { HasValue: true } spoken || spoken.Value.ValueKind != System.Text.Json.JsonValueKind.Array) return "en";
        var codes = spoken.Value.EnumerateArray().Select(l => l.GetString()).ToList();
        return codes.Contains("rus") && pack.Languages.Contains("ru") ? "ru" : "en";
    }

    private TemplateContext Context(Letter letter, RecordState record, RecordState person, DateOnly on, string language)
    {
        var context = new TemplateContext();
        context.SetValue("state", stateCode);
        context.SetValue("date", on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        context.SetValue("person", new Dictionary<string, object> { ["name"] = person.Label, ["number"] = person.Number, ["birth"] = person.Text("date_of_birth") });
        var facts = new Dictionary<string, object> { ["number"] = record.Number };
        foreach (var (key, versions) in record.Facts)
            if (key.Of is null || key.Of == person.Id) facts[key.Field] = Word(record.Type, versions[^1].Value, language);
        context.SetValue("case", facts);
        context.SetValue("facts", facts);
        context.SetValue("office", new Dictionary<string, object> { ["name"] = $"{StateName(language)}, {record.Office}", ["legal_aid"] = language == "ru" ? "Спросите в органе, вручившем это письмо: вам назовут организации, помогающие бесплатно." : "Ask at the office that gave you this letter: it names organisations that help free of charge." });
        var itself = new Dictionary<string, object> { ["date"] = on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };
        if (DeadlineOf(letter, record, on) is { } last) itself["deadline"] = LetterDates.InWords(last, language);
        context.SetValue("letter", itself);
        return context;
    }

    // What the letter says is what the register holds to: the clock as it runs after the step.
    private DateOnly? DeadlineOf(Letter letter, RecordState record, DateOnly on)
    {
        if (letter.Deadline.Count == 0) return null;
        var running = ClockRules.Read(pack, record, on).Where(c => letter.Deadline.Contains(c.Clock.Code) && c.Stopped is null).ToList();
        return running.Count == 0 ? null : running.Min(c => c.Due);
    }

    private string StateName(string language) => pack.Codes.GetValueOrDefault("countries")?.Find(stateCode)?.Title.In(language) ?? stateCode;

    private string Word(string recordType, Values.FactValue fact, string language)
    {
        var list = pack.FieldOf(recordType, fact.Field)?.CodeList is { } code ? pack.Codes.GetValueOrDefault(code) : null;
        return list?.Find(fact.Text)?.Title.In(language) ?? fact.Text;
    }
}
