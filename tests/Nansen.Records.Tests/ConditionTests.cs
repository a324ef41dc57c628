using System.Text.Json;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Records.Tests;

/// <summary>Conditions read facts, rows and doubts.</summary>
public class ConditionTests
{
    private static readonly Pack Pack = PackLoader.Load(Home.PathOf("packs", "model")).Pack!;

    [Theory]
    [InlineData("""[{"state":"SYR","grade":"declared"}]""", false)]
    [InlineData("""[{"state":"","grade":"none_stateless_claimed"}]""", true)]
    [InlineData("""[{"state":"SYR","grade":"disputed"},{"state":"IRQ","grade":"declared"}]""", true)]
    public void SG15_reads_the_grade_of_a_nationality(string nationalities, bool on)
    {
        using var json = JsonDocument.Parse(nationalities);
        var person = Person(FactValue.OfJson("nationalities", json.RootElement.Clone()));
        Assert.Equal(on, SafeguardRules.On(Situation(person), person).Any(s => s.Code == "SG-15"));
    }

    [Theory]
    [InlineData("2008-03-02", true, false)] // eighteen today
    [InlineData("2008-03-03", true, true)] // eighteen tomorrow
    [InlineData("2008-03", true, true)] // she may be under age
    [InlineData("2007", true, false)]
    [InlineData(null, false, false)]
    public void SG3_a_doubtful_age_is_read_in_favour_of_the_child(string? born, bool known, bool child)
    {
        var person = born is null ? Person() : Person(FactValue.Of("date_of_birth", born));
        Assert.Equal(known, person.Birth is not null);
        Assert.Equal(child, Situation(person).Holds(new Condition.Predicate(Predicates.AgeUnder, [], null, 18)));
    }

    [Fact]
    public void CheckNew_asks_a_child_what_it_does_not_ask_a_grown_person()
    {
        var form = Pack.Forms["registration_emergency"];
        IEnumerable<string?> Missing(string born) => FormRules.CheckNew(Pack, form, new DateOnly(2026, 3, 2), [FactValue.Of("date_of_birth", born)]).Where(p => p.Code == "missing").Select(p => p.Field);
        Assert.Contains("unaccompanied_separated", Missing("2015"));
        Assert.DoesNotContain("unaccompanied_separated", Missing("1980"));
        Assert.Contains("information_notice", Missing("1980"));
    }

    [Fact]
    public void Unknown_refused_not_asked_and_silence_are_four_answers()
    {
        var form = Pack.Forms["registration_emergency"];
        bool Asked(FactValue fact) => FormRules.CheckNew(Pack, form, new DateOnly(2026, 3, 2), [fact]).Any(p => p.Code == "missing" && p.Field == "arrival_date");
        Assert.False(Asked(new FactValue { Field = "arrival_date", Certainty = Certainty.Unknown }));
        Assert.False(Asked(new FactValue { Field = "arrival_date", Certainty = Certainty.Refused }));
        Assert.True(Asked(new FactValue { Field = "arrival_date", Certainty = Certainty.NotAsked }));
        Assert.True(Asked(FactValue.Of("arrival_date", "")));
    }

    private static Situation Situation(RecordState person) => new(Pack, new DateOnly(2026, 3, 2), person, [person], _ => []);

    private static RecordState Person(params IReadOnlyList<FactValue> facts) =>
        FormRules.WithAnswers(new RecordState(StreamId.New()) { Type = "individual" }, SubjectFacts.About(facts), DateTimeOffset.UnixEpoch);
}
