namespace Nansen.Matching;

/// <summary>How well one labelled file was matched.</summary>
/// <param name="File">Its name.</param>
/// <param name="Kind">names, fullnames, pairs, dedupe, link or private.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Precision">Share of what was called a match that is one.</param>
/// <param name="Recall">Share of the true matches that were called so.</param>
/// <param name="Seconds">Time taken.</param>
public sealed record EvaluationRow(string File, string Kind, int Rows, double Precision, double Recall, double Seconds)
{
    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

/// <summary>Measures the library, at its own bars, on files that carry the truth: pairs with <c>match</c>, records with <c>entity_id</c>.</summary>
public static class MatchEvaluation
{
    /// <summary>
    /// Measures every labelled file of a folder; two files <c>…a.csv</c> and <c>…b.csv</c> are linked. Private linkage is
    /// measured on records too: on the two files, or on a file's rows dealt out to two parties by turns.
    /// </summary>
    public static IEnumerable<EvaluationRow> Run(string folder, LinkageOptions? options = null)
    {
        var files = Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var stem = file[..^4];
            if (stem.EndsWith('b') && files.Contains(stem[..^1] + "a.csv")) continue;
            var other = stem.EndsWith('a') && files.Contains(stem[..^1] + "b.csv") ? stem[..^1] + "b.csv" : null;
            if ((other is null ? One(file, options) : Records(options, file, other)) is { } row) yield return row;
            if (Private(file, other) is { } unnamed) yield return unnamed;
        }
    }

    private static EvaluationRow? One(string file, LinkageOptions? options)
    {
        var table = CsvTable.Read(file);
        if (table.Column("entity_id") >= 0) return Records(options, file);
        return table.Column("match") >= 0 && NameColumns.Find(table) is { } columns ? Pairs(file, table, columns, options?.Model ?? MatchingModel.Shipped) : null;
    }

    private static EvaluationRow Pairs(string file, CsvTable table, (int Left, int Right) columns, MatchingModel model)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var truth = table.Column("match");
        var scores = NameColumns.Scores(table, columns, model);
        var (right, called, total) = (0, 0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            var same = table.Rows[i][truth].Trim() is "1" or "true" or "True";
            if (same) total++;
            if (scores[i] < model.NamesBar) continue;
            called++;
            if (same) right++;
        }

        return new(Path.GetFileName(file), table.Column("script_other") >= 0 ? "names" : table.Column("script1") >= 0 ? "fullnames" : "pairs",
            table.Rows.Count, called == 0 ? 0 : right / (double)called, total == 0 ? 0 : right / (double)total, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Linkage without names; null for a file that has no truth or too few fields to be encoded.</summary>
    private static EvaluationRow? Private(string file, string? other)
    {
        if (CsvTable.Read(file).Column("entity_id") < 0) return null;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        // One key for all measuring, so that the same files give the same figures.
        var encoder = new RecordEncoder(EncodingKey.Read(new byte[32]));
        EncodedFile left, right;
        string[] leftTruth, rightTruth;
        try
        {
            var (whole, truth) = (encoder.Encode(new RecordReader().Read(file)), Entities(file));
            if (other is null)
            {
                int[] odd = [.. Enumerable.Range(0, truth.Length).Where(i => i % 2 == 0)], even = [.. Enumerable.Range(0, truth.Length).Where(i => i % 2 == 1)];
                (left, right, leftTruth, rightTruth) = (whole.Some(odd), whole.Some(even), [.. odd.Select(i => truth[i])], [.. even.Select(i => truth[i])]);
            }
            else (left, right, leftTruth, rightTruth) = (whole, encoder.Encode(new RecordReader().Read(other)), truth, Entities(other));
        }
        catch (FormatException)
        {
            return null;
        }

        var found = PrivateLinker.Link(left, right).Pairs;
        var correct = found.Count(p => leftTruth[p.Left] == rightTruth[p.Right]);
        var each = rightTruth.CountBy(e => e).ToDictionary();
        var total = leftTruth.Sum(e => (long)each.GetValueOrDefault(e));
        return new(other is null ? Path.GetFileName(file) : $"{Path.GetFileName(file)} + {Path.GetFileName(other)}", "private", left.Count + right.Count,
            found.Count == 0 ? 0 : correct / (double)found.Count, total == 0 ? 0 : correct / (double)total, watch.Elapsed.TotalSeconds);
    }

    private static string[] Entities(string file)
    {
        var table = CsvTable.Read(file);
        var at = table.Column("entity_id");
        return at < 0 ? throw new FormatException($"{file} has no column entity_id, but its pair has.") : [.. table.Rows.Select(r => r[at])];
    }

    private static EvaluationRow Records(LinkageOptions? options, params string[] files)
    {
        var entities = new List<string>();
        foreach (var file in files) entities.AddRange(Entities(file));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var reader = new RecordReader();
        var records = files.Length == 1 ? reader.Read(files[0]) : reader.Read(files[0], files[1]);
        var result = Linker.Run(records, options);
        var seconds = watch.Elapsed.TotalSeconds;
        var right = result.Matches.Count(m => entities[m.Left] == entities[m.Right]);
        var total = entities.Select((e, i) => (e, First: i < records.FirstOfSecond)).GroupBy(x => x.e)
            .Sum(g => records.TwoFiles ? (long)g.Count(x => x.First) * g.Count(x => !x.First) : (long)g.Count() * (g.Count() - 1) / 2);
        return new(string.Join(" + ", files.Select(Path.GetFileName)), files.Length == 1 ? "dedupe" : "link", records.Count,
            result.Matches.Count == 0 ? 0 : right / (double)result.Matches.Count, total == 0 ? 0 : right / (double)total, seconds);
    }
}

/// <summary>The two columns of names in a file of pairs.</summary>
public static class NameColumns
{
    private static readonly (string Left, string Right)[] Usual =
        [("name1", "name2"), ("name_1", "name_2"), ("name_latn", "name_other"), ("name_left", "name_right"), ("left", "right"), ("a", "b"), ("name_a", "name_b"), ("name_l", "name_r")];

    /// <summary>Finds them by their usual names, or as the first two columns with "name" in theirs; null when there are none.</summary>
    public static (int Left, int Right)? Find(CsvTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (var (left, right) in Usual)
            if (table.Column(left) is >= 0 and var l && table.Column(right) is >= 0 and var r) return (l, r);
        var named = Enumerable.Range(0, table.Header.Count).Where(i => table.Header[i].Contains("name", StringComparison.OrdinalIgnoreCase) || table.Header[i].Contains("имя", StringComparison.OrdinalIgnoreCase)).ToArray();
        if (named.Length >= 2) return (named[0], named[1]);
        return table.Header.Count == 2 ? (0, 1) : null;
    }

    /// <summary>The score of each row.</summary>
    public static double[] Scores(CsvTable table, (int Left, int Right) columns, MatchingModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var weights = (model ?? MatchingModel.Shipped).NameWeights();
        var scores = new double[table.Rows.Count];
        Parallel.For(0, scores.Length, i =>
            scores[i] = NameComparison.Probability(NameForm.Of(table.Rows[i][columns.Left]), NameForm.Of(table.Rows[i][columns.Right]), weights));
        return scores;
    }
}
