using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Pairs of words for the <see cref="SoundLearner"/>, gathered from labelled files: pairs of names with a column
/// <c>match</c>, and records with a column <c>entity_id</c>.
/// </summary>
internal sealed class LearningSet
{
    private readonly Dictionary<(Writing, Writing), Dictionary<(string, string), (SoundPair Pair, int Count)>> _pairs = [];
    private readonly Random _random = new(11);

    /// <summary>The pairs of two writings.</summary>
    public IReadOnlyList<SoundPair> Of(Writing left, Writing right) =>
        [.. _pairs.GetValueOrDefault((left, right), []).Values.Select(p => p.Pair with { Weight = Math.Min(2, 1 + 0.25 * Math.Log2(p.Count)) })];

    /// <summary>A labelled pair of single names.</summary>
    public void AddWords(string left, string right, bool same) => Add(NameToken.Of(left), NameToken.Of(right), same);

    private void Add(NameToken a, NameToken b, bool same)
    {
        if (a.Writing == Writing.Other || b.Writing == Writing.Other || a.Symbols.Length < 4 || b.Symbols.Length < 4) return;
        if (a.Writing > b.Writing || (a.Writing == b.Writing && a.Symbols.AsSpan().SequenceCompareTo(b.Symbols) > 0)) (a, b) = (b, a);
        var set = _pairs.TryGetValue((a.Writing, b.Writing), out var known) ? known : _pairs[(a.Writing, b.Writing)] = [];
        var key = (a.Plain, b.Plain);
        var count = set.TryGetValue(key, out var old) ? old.Count + 1 : 1;
        set[key] = (new SoundPair(a.Symbols, b.Symbols, same || (old.Pair?.Same ?? false)), count);
    }

    /// <summary>Forms of the same field of one person, and as counter-examples those of others: by chance, and with a like beginning.</summary>
    public void AddPeople(IEnumerable<IReadOnlyList<string>> formsOfOne)
    {
        var people = formsOfOne.Select(f => f.Distinct(StringComparer.Ordinal).Take(12).Select(n => NameForm.Of(n).Names).ToList()).ToList();
        var all = people.SelectMany((forms, person) => forms.SelectMany(f => f.Select(w => (Word: w, Person: person)))).ToList();
        if (all.Count == 0) return;
        var likely = all.GroupBy(x => x.Word.Skeleton & 0xFF).ToDictionary(g => g.Key, g => g.ToList());
        for (var person = 0; person < people.Count; person++)
        {
            var forms = people[person];
            for (var i = 0; i < forms.Count; i++)
                for (var j = i + 1; j < forms.Count; j++)
                {
                    if (forms[i].Length != forms[j].Length) continue;
                    for (var k = 0; k < forms[i].Length; k++)
                    {
                        // Fields may be swapped or hold another name altogether: words whose consonants have nothing in common are left out.
                        if (!Alike(forms[i][k], forms[j][k])) continue;
                        Add(forms[i][k], forms[j][k], true);
                        Oppose(forms[i][k], person, forms, likely[forms[i][k].Skeleton & 0xFF]);
                        Oppose(forms[j][k], person, forms, all);
                    }
                }
        }
    }

    private void Oppose(NameToken word, int person, List<NameToken[]> own, List<(NameToken Word, int Person)> others)
    {
        for (var tries = 0; tries < 6; tries++)
        {
            var (other, who) = others[_random.Next(others.Count)];
            if (who == person || NameTable.Meet(word.EquivalentGroups, other.EquivalentGroups) || own.Any(f => f.Any(w => SameSound(w, other)))) continue;
            if (SameSound(word, other)) continue;
            Add(word, other, false);
            return;
        }
    }

    private static bool SameSound(NameToken a, NameToken b) => a.Skeleton == b.Skeleton;

    private static bool Alike(NameToken a, NameToken b)
    {
        if (a.Skeleton == b.Skeleton) return true;
        var (x, y) = (Classes(a.Skeleton), Classes(b.Skeleton));
        return EditDistance.Of(x, y) * 2 <= Math.Max(x.Length, y.Length);
    }

    private static string Classes(ulong skeleton)
    {
        var text = "";
        for (; skeleton != 0; skeleton >>= 4) text += (char)('a' + (int)(skeleton & 15));
        return text;
    }

    /// <summary>Two whole names of one person: words that go together are found by what is learned so far.</summary>
    public void AddNames(string left, string right, bool same, Sounds known)
    {
        var (a, b) = (NameForm.Of(left).Names, NameForm.Of(right).Names);
        if (!same)
        {
            foreach (var x in a)
                foreach (var y in b)
                    if (!SameSound(x, y) && _random.Next(3) == 0) Add(x, y, false);
            return;
        }

        var best = a.SelectMany(x => b.Select(y => (x, y, W: known.Weigh(x, y) + (SameSound(x, y) ? 6 : 0)))).OrderByDescending(p => p.W).ToList();
        var used = new HashSet<NameToken>();
        foreach (var (x, y, w) in best)
            if (w > -4 && Alike(x, y) && used.Add(x) && used.Add(y)) Add(x, y, true);
    }

    /// <summary>Gathers the pairs of labelled files; words of whole names are paired by the sounds known so far.</summary>
    public static LearningSet Of(IReadOnlyList<LabelledFile> files, Sounds known)
    {
        var set = new LearningSet();
        var byLatin = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (_, table) in files)
        {
            if (table.Column("name_latn") >= 0) set.AddSingles(table, byLatin);
            else if (table.Column("name1") >= 0 && table.Column("script1") >= 0)
                foreach (var row in table.Rows) set.AddNames(row[table.Column("name1")], row[table.Column("name2")], row[table.Column("match")] == "1", known);
            if (table.Column("entity_id") < 0) continue;
            int[] columns = [.. ((string[])["family", "given", "patronymic", "surname", "given_name", "first_name"]).Select(c => table.Column(c)).Where(at => at >= 0)];
            foreach (var column in columns) set.AddPeople(table.Rows.GroupBy(r => r[table.Column("entity_id")]).Select(person => FormsIn(column, columns, [.. person])));
            if (table.Column("name") is >= 0 and var name)
                foreach (var person in table.Rows.GroupBy(r => r[table.Column("entity_id")], r => r[name]))
                    foreach (var (x, y) in person.Distinct().Take(6).SelectMany(x => person.Distinct().Take(6).Where(y => string.CompareOrdinal(x, y) < 0).Select(y => (x, y))))
                        set.AddNames(x, y, true, known);
        }

        return set;
    }

    /// <summary>
    /// What stands in one column of a person's records, but for what stands as often in another: there given and family name were
    /// swapped, and the one is no spelling of the other.
    /// </summary>
    private static IReadOnlyList<string> FormsIn(int column, int[] columns, string[][] records)
    {
        var elsewhere = columns.Where(c => c != column).SelectMany(c => records.Select(r => r[c])).CountBy(form => form).ToDictionary();
        return [.. records.CountBy(r => r[column]).Where(form => form.Value > elsewhere.GetValueOrDefault(form.Key)).Select(form => form.Key)];
    }

    /// <summary>A Cyrillic name in two schools of Latin spelling, or in one against the Latin name it is not.</summary>
    private void AddHabits(string latin, string other, bool same)
    {
        if (Scripts.Of(other) != Script.Cyrl) return;
        var (one, two) = (SpellingHabits.Write(other, _random.Next(SpellingHabits.Count)), SpellingHabits.Write(other, _random.Next(SpellingHabits.Count)));
        if (same && one != two) AddWords(one, two, true);
        if (same) AddWords(one, other, true);
        else if (!same && _random.Next(2) == 0) AddWords(latin, one, false);
    }

    private void AddSingles(CsvTable table, Dictionary<string, List<string>> byLatin)
    {
        var (latin, other, match) = (table.Column("name_latn"), table.Column("name_other"), table.Column("match"));
        foreach (var row in table.Rows)
        {
            AddWords(row[latin], row[other], row[match] == "1");
            AddHabits(row[latin], row[other], row[match] == "1");
            if (row[match] != "1") continue;
            // Two files that share a Latin name give a pair of the other two scripts.
            var forms = byLatin.TryGetValue(row[latin], out var list) ? list : byLatin[row[latin]] = [];
            foreach (var form in forms) AddWords(form, row[other], true);
            forms.Add(row[other]);
        }
    }
}
