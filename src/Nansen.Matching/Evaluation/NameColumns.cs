namespace Nansen.Matching;

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
        var rules = model ?? MatchingModel.Shipped;
        var weights = rules.NameWeights();
        var scores = new double[table.Rows.Count];
        Parallel.For(0, scores.Length, i =>
            scores[i] = NameComparison.Probability(NameForm.Of(table.Rows[i][columns.Left]), NameForm.Of(table.Rows[i][columns.Right]), weights, rules.Sounds));
        return scores;
    }
}
