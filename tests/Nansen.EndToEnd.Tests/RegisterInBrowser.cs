using System.Text.Json;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;
using Nansen.Values;

namespace Nansen.EndToEnd.Tests;

/// <summary>A family is registered.</summary>
public static class RegisterInBrowser
{
    private static int _families;

    public static async Task<IReadOnlyList<StreamId>> FamilyAsync(Utopia utopia, Viewing viewing)
    {
        var number = Interlocked.Increment(ref _families);
        var officer = (await utopia.Node.Officers.ListAsync()).First(o => o.UserName == Utopia.UserOf("registration_officer")).As("registration_officer");
        var family = new[] { "Testova", "Primerova", "Obraztsova", "Sample" }[number % 4];
        var result = await utopia.Node.Groups.RegisterAsync(new RegisterGroup(officer, "registration_emergency", Utopia.Office, [],
            [new NewMember(Person($"Amina{number}", family, "1990-05-03", "F"), "focal_point", [])]) { QueueUnreviewed = true });
        Assert.IsType<Outcome.Done>(result.Outcome);
        _ = viewing;
        return result.Persons;
    }

    private static List<FactValue> Person(string given, string family, string born, string sex) =>
    [
        FactValue.OfJson("information_notice", Json("""[{"language":"rus","method":"oral","version":"1"}]""")),
        FactValue.OfJson("names", PersonNameJson.Write([PersonName.Of(given, family)])),
        FactValue.Of("date_of_birth", born), FactValue.Of("sex_recorded", sex),
        FactValue.OfJson("nationalities", Json("""[{"state":"SYR","grade":"declared"}]""")), FactValue.Of("country_of_origin", "SYR"),
        FactValue.Of("population_group", "asylum_seeker"), FactValue.OfJson("languages", Json("""["rus"]""")), FactValue.Of("arrival_date", "2026-02"),
        FactValue.OfJson("current_address", Json("""{"text":"Reception centre, Border Town"}""")), FactValue.OfJson("no_disclosure_to", Json("""["SYR"]""")), FactValue.Of("fear_of_return", "yes"),
    ];

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
