using System.Globalization;
using System.Text;

namespace Nansen.Bench;

/// <summary>
/// Made-up people for the matching bench: names built of syllables, which no table of the library holds, in three
/// scripts and several habits of spelling; some people registered two or three times with the usual damage.
/// </summary>
internal sealed class MatchingBenchPeople(int seed)
{
    private const string Onsets = "б в г д ж з й к л м н п р с т ф х ц ч ш бр гр др кр ст тр шт зв мл сл";
    private const string Vowels = "а е и о у я ю э ы";
    private const string Codas = "н р л м к т с ш д з в";
    private const string Cyrillic = "абвгдежзийклмнопрстуфхцчшщыэюяь";

    private static readonly string[] Latin = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya -".Split(' ');
    private static readonly string[] French = "a b v gu d e j z i i k l m n o p r s t ou f kh ts tch ch chtch y e iou ia -".Split(' ');
    private static readonly string[] Arabic = "ا ب و ج د ي ژ ز ي ي ك ل م ن و ب ر س ت و ف خ تس چ ش شچ ي ا يو يا -".Split(' ');

    private readonly Random _random = new(seed);
    private string[] _given = [], _family = [];

    /// <summary>A CSV of about <paramref name="records"/> records, and the person of each record.</summary>
    public (byte[] Csv, int[] Person) Make(int records)
    {
        using var made = new MemoryStream(records * 84);
        var person = Write(made, records);
        return (made.ToArray(), person);
    }

    /// <summary>Writes the same CSV to a stream piece by piece; gives the person of each record.</summary>
    public int[] Write(Stream to, int records)
    {
        // The stock of names grows with the number of people, as in life.
        _given = Stock(Math.Clamp(records / 120, 500, 20_000), 2, 3);
        _family = Stock(Math.Clamp(records / 25, 2_000, 120_000), 2, 4);
        using var writer = new StreamWriter(to, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        var csv = new StringBuilder();
        csv.Append("rec_id,family,given,patronymic,dob,sex,origin,place,phone\n");
        var person = new List<int>(records);
        for (var who = 0; person.Count < records; who++)
        {
            var household = new Person(_random, this);
            var members = _random.Next(1, 5);
            for (var m = 0; m < members && person.Count < records; m++, who++)
            {
                var one = m == 0 ? household : household.Kin(_random, this);
                var times = _random.NextDouble() switch { < 0.62 => 1, < 0.92 => 2, _ => 3 };
                for (var t = 0; t < times && person.Count < records; t++)
                {
                    one.Write(csv, person.Count, _random, t > 0);
                    person.Add(who);
                }
            }

            writer.Write(csv);
            csv.Clear();
        }

        return [.. person];
    }

    private string[] Stock(int count, int least, int most)
    {
        var (onsets, vowels, codas) = (Onsets.Split(' '), Vowels.Split(' '), Codas.Split(' '));
        var stock = new HashSet<string>();
        while (stock.Count < count)
        {
            var name = "";
            for (var s = _random.Next(least, most + 1); s > 0; s--) name += onsets[_random.Next(onsets.Length)] + vowels[_random.Next(vowels.Length)] + (_random.Next(3) == 0 ? codas[_random.Next(codas.Length)] : "");
            stock.Add(name);
        }

        return [.. stock];
    }

    // Few names are common and many rare.
    private string Pick(string[] stock) => stock[(int)(stock.Length * Math.Pow(_random.NextDouble(), 2.2))];

    private sealed class Person
    {
        private readonly string _family;
        private string _given, _father;
        private DateOnly _birth;
        private bool _female;
        private readonly string _origin, _place, _phone;

        public Person(Random random, MatchingBenchPeople people)
        {
            (_family, _given, _father) = (people.Pick(people._family), people.Pick(people._given), people.Pick(people._given));
            _birth = new DateOnly(1940, 1, 1).AddDays(random.Next(29_000));
            _female = random.Next(2) == 0;
            _origin = "UTO ARC ZEM LOR".Split(' ')[random.Next(4)];
            _place = $"{_origin}-{random.Next(60):00}";
            _phone = $"+99{random.NextInt64(100_000_000, 999_999_999)}";
        }

        public Person Kin(Random random, MatchingBenchPeople people)
        {
            var kin = (Person)MemberwiseClone();
            kin._given = people.Pick(people._given);
            kin._birth = random.Next(40) == 0 ? _birth : _birth.AddDays(random.Next(-6000, 6000));
            kin._female = random.Next(2) == 0;
            return kin;
        }

        public void Write(StringBuilder csv, int number, Random random, bool again)
        {
            var script = random.Next(4);
            csv.Append(CultureInfo.InvariantCulture, $"b{number:0000000},{Form(_family, script, random, again)},{Form(_given, script, random, again)},");
            if (random.Next(5) > 0) csv.Append(Form(_father, script, random, again));
            csv.Append(',');
            if (random.Next(50) > 0) csv.Append(Date(random, again));
            csv.Append(',').Append(random.Next(100) == 0 ? "" : _female ? "F" : "M").Append(',').Append(_origin).Append(',');
            if (random.Next(4) > 0) csv.Append(_place);
            csv.Append(',');
            if (random.Next(3) > 0) csv.Append(random.Next(4) == 0 && again ? $"+99{random.NextInt64(100_000_000, 999_999_999)}" : _phone);
            csv.Append('\n');
        }

        private string Date(Random random, bool again)
        {
            var chance = again ? random.NextDouble() : 1;
            if (chance < 0.08 || random.Next(12) == 0) return $"{_birth.Year}-01-01";
            if (chance < 0.11 && _birth.Day <= 12) return $"{_birth.Year}-{_birth.Day:00}-{_birth.Month:00}";
            return (chance < 0.15 ? _birth.AddYears(1) : _birth).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        private static string Form(string name, int script, Random random, bool again)
        {
            if (again && random.Next(14) == 0 && name.Length > 3)
            {
                var at = random.Next(1, name.Length - 1);
                name = random.Next(2) == 0 ? name.Remove(at, 1) : name.Insert(at, Cyrillic[random.Next(20)].ToString());
            }

            if (script == 0) return char.ToUpperInvariant(name[0]) + name[1..];
            var table = script switch { 1 => Latin, 2 => French, _ => Arabic };
            var written = string.Concat(name.Select(c => table[Cyrillic.IndexOf(c, StringComparison.Ordinal)] is var s && s == "-" ? "" : s));
            return script == 3 ? written : random.Next(2) == 0 ? written.ToUpperInvariant() : char.ToUpperInvariant(written[0]) + written[1..];
        }
    }
}
