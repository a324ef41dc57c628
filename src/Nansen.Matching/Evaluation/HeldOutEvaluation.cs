namespace Nansen.Matching;

/// <summary>One labelled set matched twice.</summary>
/// <param name="Shipped">By the model that ships, which may have been learned from it.</param>
/// <param name="HeldOut">By models that were learned without it; null where nothing is learned from labels.</param>
public sealed record HeldOutRow(EvaluationRow Shipped, EvaluationRow? HeldOut);

/// <summary>
/// Measures a folder of labelled files by models that were learned without what they are measured on. A file of records is
/// left out whole; of pairs, and of the people they name, one part after another. Whoever is left out is left out of every file
/// that names them.
/// </summary>
public static class HeldOutEvaluation
{
    /// <summary>Into how many parts pairs are divided, each measured by what was learned from the others.</summary>
    public const int Parts = 3;

    /// <summary>
    /// Measures every set of the folder. Sounds and weights of names are learned anew; rules, beliefs and tables that were written
    /// by hand are those of the options' model. Private linkage uses nothing that is learned from labels.
    /// </summary>
    /// <param name="folder">Folder of CSV files that carry the truth.</param>
    /// <param name="options">How records are linked.</param>
    /// <param name="told">Told what is being learned.</param>
    public static IEnumerable<HeldOutRow> Run(string folder, LinkageOptions? options = null, Action<string>? told = null)
    {
        options ??= new();
        var (files, start) = (LabelledFile.Read(folder), Unlearned(options.Model));
        var people = new NamedPeople(files);
        var ofPart = new MatchingModel?[Parts];
        foreach (var set in LabelledSet.Of(folder))
        {
            if (set.IsPairs)
            {
                for (var part = 0; part < Parts; part++)
                    ofPart[part] ??= Learn($"without part {part + 1} of {Parts} of all named people", people.WithoutPart(part, Parts));
                var file = files.First(f => f.Name == set.Name);
                yield return new(MatchEvaluation.Pairs(set, (table, columns) => NameColumns.Scores(table, columns, options.Model), options.Model.NamesBar),
                    MatchEvaluation.Pairs(set, (table, columns) => ByPart(file, table, columns), start.NamesBar));
                continue;
            }

            var learned = Learn($"without {set.Name}", people.Without([.. set.Files.Select(f => Path.GetFileName(f))]));
            yield return new(MatchEvaluation.Records(set, options), MatchEvaluation.Records(set, options with { Model = learned }));
            if (MatchEvaluation.Private(set) is { } unnamed) yield return new(unnamed, null);
        }

        MatchingModel Learn(string what, IReadOnlyList<LabelledFile> kept)
        {
            told?.Invoke($"learning {what}: {kept.Sum(f => f.Table.Rows.Count)} of {files.Sum(f => f.Table.Rows.Count)} rows");
            return ModelLearner.Learn(kept, start);
        }

        double[] ByPart(LabelledFile file, CsvTable table, (int Left, int Right) columns)
        {
            var scores = ofPart.Select(model => NameColumns.Scores(table, columns, model)).ToArray();
            return [.. table.Rows.Select((row, at) => scores[people.PartOf(file, row, Parts)][at])];
        }
    }

    /// <summary>A model without anything that labels taught it.</summary>
    internal static MatchingModel Unlearned(MatchingModel model) =>
        model with { Sounds = new([]), Names = model.Names.ToDictionary(w => w.Key, _ => 0.0) };
}
