using CsCheck;
using Nansen.Values;

namespace Nansen.Statistics.Tests;

/// <summary>
/// Random registers: people apply, are recognised or not, and age; some birth dates are inexact, some origins and sexes are
/// reclassified, entries are corrected and voided, and some decisions end no stay.
/// </summary>
internal static class RandomRegister
{
    private const string Asylum = "asylum_seeker", Refugee = "refugee", Derived = "derived";

    /// <summary>Which lines are one flow.</summary>
    public static readonly FlowLink[] Links =
    [
        new([new("asylum", "out_recognised")], [new("refugee", "in_recognition"), new("derived", "in_family_unity")]),
        new([new("asylum", "out_recognised")], [new("decisions", "dec_recognized")]),
        new([new("asylum", "out_rejected")], [new("decisions", "dec_rejected")]),
        new([new("asylum", "in_application")], [new("applications", "applied") { Where = new Dictionary<string, string> { ["app_type"] = "N" } }]),
    ];

    private static readonly Gen<Person> People = Gen.Select(
        Gen.Select(Gen.Int[0, 2500], Gen.Int[0, 60], Gen.OneOfConst("F", "M"), Gen.OneOfConst("AFG", "SYR")),
        Gen.Select(Gen.Int[0, 9], Gen.Int[20, 900], Gen.Int[20, 1500], Gen.Int[0, 19], Gen.Int[1, 4]),
        (who, what) => new Person(who.Item1, who.Item2, who.Item3, who.Item4, what.Item1, what.Item2, what.Item3, what.Item4, what.Item5));

    /// <summary>Small books: that is where something could be found out.</summary>
    public static readonly Gen<PeriodBook> Books = People.Array[1, 9].Select(Book);

    public static Release Release(int number, int toYear, int fromYear = 2008) => new()
    {
        Number = number,
        Date = new DateOnly(toYear + 1, 1, 10),
        KnownAt = new DateTimeOffset(toYear + 1, 1, 10, 0, 0, 0, TimeSpan.Zero),
        Heads = [],
        Pack = "tests 1",
        Method = "",
        Coverage = "",
        Quality = "",
        Links = Links,
        Tables =
        [
            Account("asylum", Asylum, fromYear, toYear, "in_application", "out_recognised", "out_rejected"),
            Account("refugee", Refugee, fromYear, toYear, "in_recognition", "out_naturalised"),
            Account("derived", Derived, fromYear, toYear, "in_family_unity", "out_naturalised"),
            new ReleasedTable("decisions", "", null, 5, "") { Events = AsylumTables.Decisions(fromYear, toYear, "UTO") },
            new ReleasedTable("applications", "", null, 5, "") { Events = AsylumTables.Applications(fromYear, toYear, "UTO") },
        ],
    };

    private static ReleasedTable Account(string name, string status, int fromYear, int toYear, params string[] lines) =>
        new(name, "", AccountQuery.Years(fromYear, toYear, "year", "coo", "sex", "status", "age") with { Status = status }, 5, "")
        {
            RoundedSince = new DateOnly(2000, 1, 1),
            Lines = [.. lines, "reclassified_in", "reclassified_out"],
        };

    private static PeriodBook Book(Person[] people)
    {
        var entries = new List<(DateOnly On, int Order, StatisticsEntry Entry)>();
        var n = 0;
        foreach (var person in people)
            for (var copy = 0; copy < person.Copies; copy++) Live(person, copy, entries, ref n);
        var book = new PeriodBook();
        foreach (var (on, _, entry) in entries.OrderBy(e => e.On).ThenBy(e => e.Order)) book.Append(entry, new DateTimeOffset(on.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        return book;
    }

    private static void Live(Person person, int copy, List<(DateOnly, int, StatisticsEntry)> entries, ref int n)
    {
        var first = new DateOnly(2005, 3, 1).AddDays(person.Arrived);
        var born = first.AddYears(-person.Age).AddDays(-copy * 40);
        // Every third birth date is known by its year or its month only.
        var birth = person.Chance % 3 == 0 ? PartialDate.Parse(person.Chance % 2 == 0 ? $"{born.Year:0000}" : $"{born:yyyy-MM}") : PartialDate.Parse($"{born:yyyy-MM-dd}");
        var codes = new Dictionary<string, string> { ["coo"] = person.Origin, ["sex"] = person.Sex };
        var (seeker, order) = (Id(ref n), n * 100);
        Say(first, new PeriodOpened(seeker, Asylum, codes, first, "application", AgeBand.On(birth, first), AgeBand.CrossingsAfter(birth, first)));
        Count(first, AsylumTables.Application, ("app_type", "N"), ("dec_level", "FI"), ref n);
        if (person.Chance == 7) Say(first.AddDays(10), new PeriodReclassified(Id(ref n), seeker, first.AddDays(10), new Dictionary<string, string?> { ["coo"] = "IRQ" }));
        if (person.Chance == 8) Say(first.AddDays(15), new PeriodCorrected(seeker) { Dims = new Dictionary<string, string?> { ["sex"] = "U" } });
        var decided = first.AddDays(person.Waited);
        if (person.Outcome < 5) End("recognised", "recognized", person.Outcome == 0 ? Derived : Refugee, ref n);
        else if (person.Outcome < 8) End("rejected", "rejected", null, ref n);
        if (person.Chance == 11) Say(decided.AddDays(200), new Voided(seeker));

        void End(string cause, string outcome, string? next, ref int number)
        {
            Say(decided, new PeriodClosed(seeker, decided, cause, AgeBand.On(birth, decided)));
            Count(decided, AsylumTables.Decision, ("outcome", outcome), ("dec_level", person.Chance % 2 == 0 ? "FI" : "AR"), ref number);
            if (person.Chance == 5) Count(decided.AddDays(30), AsylumTables.Decision, ("outcome", outcome), ("dec_level", "AR"), ref number);
            if (next is null) return;
            var period = Id(ref number);
            Say(decided, new PeriodOpened(period, next, codes, decided, next == Refugee ? "recognition" : "family_unity", AgeBand.On(birth, decided), AgeBand.CrossingsAfter(birth, decided)));
            if (person.Stayed % 3 == 0) Say(decided.AddDays(person.Stayed), new PeriodClosed(period, decided.AddDays(person.Stayed), "naturalised", null));
        }

        void Count(DateOnly on, string what, (string, string) one, (string, string) other, ref int number) => Say(on, new EventCounted(Id(ref number), what, on, new Dictionary<string, string>
        {
            ["coo"] = person.Origin,
            ["procedure_type"] = "G",
            [one.Item1] = one.Item2,
            [other.Item1] = other.Item2,
        }, 1));

        void Say(DateOnly on, StatisticsEntry entry) => entries.Add((on, order++, entry));
    }

    private static Guid Id(ref int n) => new(++n, 0, 0, new byte[8]);

    private sealed record Person(int Arrived, int Age, string Sex, string Origin, int Outcome, int Waited, int Stayed, int Chance, int Copies);
}
