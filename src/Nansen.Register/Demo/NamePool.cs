using Nansen.Values;

namespace Nansen.Register;

/// <summary>Synthetic names: parts of our own invention or in general use, put together at random, in the scripts of the origin.</summary>
internal sealed class NamePool
{
    private static readonly Lazy<IReadOnlyDictionary<string, NamePool>> Pools = new(Load);

    private readonly Dictionary<string, List<(string Own, string Latin)>> _words = [];
    private string _language = "und";
    private readonly List<string> _states = [];

    /// <summary>The pool of a State of origin (UNHCR code); people of States without one get Latin names.</summary>
    public static NamePool Of(string origin) => Pools.Value.GetValueOrDefault(origin) ?? Pools.Value["*"];

    /// <summary>ISO 639-3 code of the language.</summary>
    public string Language => _language;

    /// <summary>A family name: for a woman and a man of the family.</summary>
    public (string Own, string Latin, string OwnF, string LatinF) Family(DemoRandom random)
    {
        var (stem, end) = (random.Pick(_words["stem"]), random.Next(_words["endm"].Count));
        var (middle, male, female) = (_words.TryGetValue("middle", out var middles) ? random.Pick(middles) : ("", ""), _words["endm"][end], _words["endf"][end]);
        var before = _words.TryGetValue("before", out var first) ? first[0] : ("", "");
        static string Whole(string first, string stem, string middle, string end) => first + char.ToUpperInvariant(stem[0]) + stem[1..] + middle + end;
        return (Whole(before.Item1, stem.Own, middle.Item1, male.Own), Whole(before.Item2, stem.Latin, middle.Item2, male.Latin),
            Whole(before.Item1, stem.Own, middle.Item1, female.Own), Whole(before.Item2, stem.Latin, middle.Item2, female.Latin));
    }

    /// <summary>A given name of a sex.</summary>
    public (string Own, string Latin) Given(string sex, DemoRandom random) => random.Pick(_words[sex == "F" ? "f" : "m"]);

    /// <summary>The names of a person: in the script of her language, and in Latin letters when she writes those too.</summary>
    public IReadOnlyList<PersonName> Names((string Own, string Latin) given, string family, string familyLatin, bool both)
    {
        var own = PersonName.Of(given.Own, family, language: _language == "und" ? null : _language);
        return own.Text == $"{given.Latin} {familyLatin}" || !both ? [own] : [own, PersonName.Of(given.Latin, familyLatin)];
    }

    private static Dictionary<string, NamePool> Load()
    {
        using var stream = typeof(NamePool).Assembly.GetManifestResourceStream("Nansen.Register.Demo.names.tsv")!;
        using var reader = new StreamReader(stream);
        var pools = new Dictionary<string, NamePool>(StringComparer.Ordinal);
        NamePool? pool = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var fields = line.Split('\t');
            if (fields[0] == "pool")
            {
                pool = new NamePool { _language = fields[1] };
                pool._states.AddRange(fields[2].Split(' '));
                foreach (var state in pool._states) pools[state] = pool;
            }
            else
            {
                pool!._words[fields[0]] = [.. fields[1].Split(' ').Select(w => w.Split('/')).Select(w => (w[0].Trim('~'), w[^1].Trim('~')))];
            }
        }

        return pools;
    }
}
