namespace Nansen.Matching;

/// <summary>
/// Learns the shipped tables anew from a folder of labelled files: pairs of names with <c>match</c>, records with
/// <c>entity_id</c>. What comes out holds letter groups and weights, and no names.
/// </summary>
public static class ModelLearner
{
    private const int Rounds = 2;

    private const double NoWordAgrees = -2;

    /// <summary>Learns the sounds and the weights of names.</summary>
    /// <param name="files">Labelled files; nothing is learned from anything else.</param>
    /// <param name="start">What stays as it is: all but the sounds and the weights of names, and those weights when the files have no whole names.</param>
    /// <param name="told">Told what is being learned.</param>
    public static MatchingModel Learn(IReadOnlyList<LabelledFile> files, MatchingModel start, Action<string>? told = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(start);
        var sounds = new Sounds([]);
        for (var round = 0; round < Rounds; round++)
        {
            var set = LearningSet.Of(files, sounds);
            var pairs = Pairs().Select(p => (p.Left, p.Right, Examples: set.Of(p.Left, p.Right))).ToArray();
            foreach (var (left, right, examples) in pairs) told?.Invoke($"round {round + 1}: {left} and {right}, {examples.Count} pairs");
            var models = new SoundModel[pairs.Length];
            Parallel.For(0, pairs.Length, Parallelism.Options, at =>
            {
                var (model, bias) = new SoundLearner(pairs[at].Left, pairs[at].Right).Learn(pairs[at].Examples);
                models[at] = model.Shift((float)bias);
            });
            sounds = new Sounds(models);
        }

        return start with { Sounds = sounds, Names = NameWeights(files, sounds) ?? start.Names };
    }

    /// <summary>Writes <c>sounds.txt</c> and <c>matching.json</c> into a folder.</summary>
    public static void Write(MatchingModel model, string to)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(to);
        using (var writer = new StreamWriter(Path.Combine(to, "sounds.txt")))
            foreach (var (left, right) in Pairs()) model.Sounds.Model(left, right).Write(writer);
        File.WriteAllText(Path.Combine(to, "matching.json"), model.Write() + "\n");
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The folder does not hold a model.</exception>
    public static MatchingModel Read(string from)
    {
        var (sounds, rules) = (Path.Combine(from, "sounds.txt"), Path.Combine(from, "matching.json"));
        if (!File.Exists(sounds) || !File.Exists(rules)) throw new FormatException($"{from} holds no learned model: sounds.txt and matching.json.");
        using var reader = new StreamReader(sounds);
        return MatchingModel.Read(File.ReadAllText(rules)) with { Sounds = new Sounds(SoundModel.Read(reader)) };
    }

    private static IEnumerable<(Writing Left, Writing Right)> Pairs() =>
        from left in Sounds.Writings from right in Sounds.Writings where left <= right select (left, right);

    /// <summary>Weights of whole names from pairs of full names, hand-labelled hard pairs count three times; null when there are none.</summary>
    private static Dictionary<string, double>? NameWeights(IReadOnlyList<LabelledFile> files, Sounds sounds)
    {
        var rows = new List<(double[], bool, double)>();
        foreach (var (_, table) in files)
        {
            var match = table.Column("match");
            if (match >= 0 && table.Column("name1") is >= 0 and var one && table.Column("name2") is >= 0 and var two)
                foreach (var row in table.Rows)
                    rows.Add((Features(row[one], row[two], sounds), row[match] == "1", table.Column("script1") >= 0 ? 1 : 3));
            else if (table.Column("entity_id") is >= 0 and var entity && table.Column("name") is >= 0 and var name)
                AddRecords([.. table.Rows.Select(r => (r[entity], r[name]))], sounds, rows);
        }

        if (rows.Count == 0) return null;
        var weights = Logistic.Learn(rows);
        var learned = NameAlignment.FeatureNames.Select((feature, i) => (feature, i)).ToDictionary(x => x.feature, x => Math.Round(weights[x.i], 3));
        // Labelled files hold few names without one word alike (Ivan Petrov, Pyotr Ivanov): too few to learn how much that says.
        learned["no word agrees"] = Math.Min(learned["no word agrees"], NoWordAgrees);
        return learned;
    }

    /// <summary>Names of one person in one script, and of two people who share a word.</summary>
    private static void AddRecords(List<(string Person, string Name)> records, Sounds sounds, List<(double[], bool, double)> rows)
    {
        var random = new Random(5);
        foreach (var person in records.GroupBy(r => r.Person))
        {
            var names = person.Select(r => r.Name).Take(3).ToArray();
            for (var i = 0; i < names.Length; i++)
                for (var j = i + 1; j < names.Length; j++)
                    if (Values.Scripts.Of(names[i]) == Values.Scripts.Of(names[j])) rows.Add((Features(names[i], names[j], sounds), true, 1));
        }

        foreach (var word in records.SelectMany(r => NameForm.Of(r.Name).Names.Select(n => (n.Lower, Record: r))).GroupBy(x => x.Lower).Where(g => g.Count() > 1))
        {
            var sharing = word.Select(w => w.Record).ToArray();
            for (var k = 0; k < 2; k++)
            {
                var (x, y) = (sharing[random.Next(sharing.Length)], sharing[random.Next(sharing.Length)]);
                if (x.Person != y.Person && x.Name != y.Name) rows.Add((Features(x.Name, y.Name, sounds), false, 0.5));
            }
        }
    }

    private static double[] Features(string left, string right, Sounds sounds) => NameAlignment.Of(NameForm.Of(left), NameForm.Of(right), sounds).Features();
}
