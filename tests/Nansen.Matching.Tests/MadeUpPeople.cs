using System.Text;

namespace Nansen.Matching.Tests;

/// <summary>A small file of made-up people, some of them twice, in two scripts and with slips.</summary>
internal static class MadeUpPeople
{
    private static readonly string[] Syllables = "ба ве гу да жи зо ка ле ми на по ра су ти фу ша чо лан бер дук мор".Split(' ');

    /// <summary>Lines of CSV without the header, and the person of each.</summary>
    public static (List<string> Lines, List<int> Person) Make(int people, int seed, bool secondsOnly = false)
    {
        var random = new Random(seed);
        var (lines, person) = (new List<string>(), new List<int>());
        for (var who = 0; who < people; who++)
        {
            var (given, family) = (Name(random, 2), Name(random, 3));
            var birth = new DateOnly(1950, 1, 1).AddDays(random.Next(20_000));
            var (sex, place) = (random.Next(2) == 0 ? "F" : "M", $"UTO-{random.Next(30)}");
            var phone = $"+999{random.NextInt64(10_000_000, 99_999_999)}";
            var again = random.Next(2) == 0;
            if (!secondsOnly) Add($"{family},{given},{birth:yyyy-MM-dd},{sex},{place},{phone}", who);
            if (!again) continue;
            var date = random.Next(4) == 0 ? $"{birth.Year}-01-01" : $"{birth:yyyy-MM-dd}";
            Add($"{SpellingHabits.Write(family, random.Next(2)).ToUpperInvariant()},{SpellingHabits.Write(given, random.Next(2))},{date},{sex},{place},{(random.Next(2) == 0 ? phone : "")}", who);
        }

        return (lines, person);

        void Add(string line, int who)
        {
            lines.Add($"r{lines.Count},{line}");
            person.Add(who);
        }
    }

    public static RecordSet Read(IEnumerable<string> lines, string header = "rec_id,family,given,dob,sex,place,phone") =>
        new RecordReader().Read(new MemoryStream(Encoding.UTF8.GetBytes(header + "\n" + string.Join('\n', lines) + "\n")), "made up");

    private static string Name(Random random, int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => Syllables[random.Next(Syllables.Length)]));
}
