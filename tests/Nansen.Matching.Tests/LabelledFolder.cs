namespace Nansen.Matching.Tests;

/// <summary>A folder of labelled files about made-up people: single names, whole names, and records, some people in two of them.</summary>
internal static class LabelledFolder
{
    private static readonly string[] Syllables = "ба ве гу да жи зо ка ле ми на по ра су ти фу ша чо лан бер дук мор хан".Split(' ');

    public static void Write(string folder)
    {
        var random = new Random(17);
        var people = Enumerable.Range(0, 150).Select(_ => $"{Name(random, 2)} {Name(random, 3)}").Distinct().ToArray();
        Pairs(Path.Combine(folder, "names.csv"), "name_latn,name_other,script_other,match", [.. Enumerable.Range(0, 250).Select(_ => Name(random, 3)).Distinct()],
            (latin, other, match) => $"{latin},{other},Cyrl,{match}", random);
        Pairs(Path.Combine(folder, "fullnames.csv"), "name1,script1,name2,script2,match", people[..100],
            (latin, other, match) => $"{latin},Latn,{other},Cyrl,{match}", random);
        var lines = people[60..].SelectMany((person, at) => new[] { Record(person, at), Record(SpellingHabits.Write(person, at % 4), at) });
        File.WriteAllLines(Path.Combine(folder, "people.csv"), ["rec_id,entity_id,name,dob,sex,country", .. lines.Select((line, at) => $"r{at},{line}")]);
    }

    private static string Record(string name, int person) => $"e{person},{name},{1950 + person % 50}-{1 + person % 12:00}-{2 + person % 27:00},{(person % 2 == 0 ? "F" : "M")},UTO";

    private static void Pairs(string path, string header, string[] names, Func<string, string, int, string> row, Random random)
    {
        var lines = new List<string> { header };
        for (var at = 0; at < names.Length; at++)
        {
            lines.Add(row(SpellingHabits.Write(names[at], random.Next(2)), names[at], 1));
            lines.Add(row(SpellingHabits.Write(names[at], random.Next(2)), names[(at + 1 + random.Next(names.Length - 1)) % names.Length], 0));
        }

        File.WriteAllLines(path, lines);
    }

    private static string Name(Random random, int syllables) => string.Concat(Enumerable.Range(0, syllables).Select(_ => Syllables[random.Next(Syllables.Length)]));
}
