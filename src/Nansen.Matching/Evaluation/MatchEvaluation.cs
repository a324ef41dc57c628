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
        var model = (options ??= new()).Model;
        foreach (var set in LabelledSet.Of(folder))
        {
            if (set.IsPairs) yield return Pairs(set, (table, columns) => NameColumns.Scores(table, columns, model), model.NamesBar);
            else yield return Records(set, options);
            if (!set.IsPairs && Private(set) is { } unnamed) yield return unnamed;
        }
    }

    /// <summary>A file of pairs, its rows scored as the caller says.</summary>
    internal static EvaluationRow Pairs(LabelledSet set, Func<CsvTable, (int Left, int Right), double[]> score, double bar)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var table = CsvTable.Read(set.First);
        var truth = table.Column("match");
        var scores = score(table, NameColumns.Find(table)!.Value);
        var (right, called, total) = (0, 0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            var same = table.Rows[i][truth].Trim() is "1" or "true" or "True";
            if (same) total++;
            if (scores[i] < bar) continue;
            called++;
            if (same) right++;
        }

        return new(set.Name, table.Column("script_other") >= 0 ? "names" : table.Column("script1") >= 0 ? "fullnames" : "pairs",
            table.Rows.Count, called == 0 ? 0 : right / (double)called, total == 0 ? 0 : right / (double)total, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Linkage without names; null for a file of too few fields to be encoded.</summary>
    internal static EvaluationRow? Private(LabelledSet set)
    {
        var (file, other) = (set.First, set.Second);
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
        return new(set.Name, "private", left.Count + right.Count,
            found.Count == 0 ? 0 : correct / (double)found.Count, total == 0 ? 0 : correct / (double)total, watch.Elapsed.TotalSeconds);
    }

    private static string[] Entities(string file)
    {
        var table = CsvTable.Read(file);
        var at = table.Column("entity_id");
        return at < 0 ? throw new FormatException($"{file} has no column entity_id, but its pair has.") : [.. table.Rows.Select(r => r[at])];
    }

    /// <summary>Records linked by a model.</summary>
    internal static EvaluationRow Records(LabelledSet set, LinkageOptions options)
    {
        var entities = new List<string>();
        foreach (var file in set.Files) entities.AddRange(Entities(file));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var reader = new RecordReader();
        var records = set.Second is null ? reader.Read(set.First) : reader.Read(set.First, set.Second);
        var result = Linker.Run(records, options);
        var seconds = watch.Elapsed.TotalSeconds;
        var right = result.Matches.Count(m => entities[m.Left] == entities[m.Right]);
        var total = entities.Select((e, i) => (e, First: i < records.FirstOfSecond)).GroupBy(x => x.e)
            .Sum(g => records.TwoFiles ? (long)g.Count(x => x.First) * g.Count(x => !x.First) : (long)g.Count() * (g.Count() - 1) / 2);
        return new(set.Name, set.Second is null ? "dedupe" : "link", records.Count,
            result.Matches.Count == 0 ? 0 : right / (double)result.Matches.Count, total == 0 ? 0 : right / (double)total, seconds);
    }
}
