namespace Nansen.Matching;

/// <summary>Says a comparison of names in words, part by part.</summary>
internal static class NameExplanation
{
    private const double BitsPerNat = 1.4426950408889634;

    public static IReadOnlyList<PartComparison> Parts(NameAlignment alignment)
    {
        var parts = new List<(int Order, PartComparison Part)>();
        foreach (var pair in alignment.Pairs)
        {
            var left = Text(alignment.Left, pair.LeftAt, pair.LeftCount);
            var right = Text(alignment.Right, pair.RightAt, pair.RightCount);
            parts.Add((pair.LeftAt, new(left, right, Level(pair.Link), Why(alignment, pair, left, right), Math.Round(pair.Weight * BitsPerNat, 2))));
        }

        // Words left over on both sides speak against each other, in the order of writing.
        var against = Math.Min(alignment.OnlyLeft.Count, alignment.OnlyRight.Count);
        for (var i = 0; i < against; i++)
        {
            var (l, r) = (alignment.OnlyLeft[i], alignment.OnlyRight[i]);
            var (left, right) = (alignment.Left.Names[l], alignment.Right.Names[r]);
            var weight = Math.Max(-10, alignment.WeighWords(l, r));
            parts.Add((l, new(left.Text, right.Text, Agreement.Different, new("name.different", left.Text, right.Text), Math.Round(weight * BitsPerNat, 2))));
        }

        for (var i = against; i < alignment.OnlyLeft.Count; i++) parts.Add((alignment.OnlyLeft[i], Only(alignment.Left.Names[alignment.OnlyLeft[i]].Text, true)));
        for (var i = against; i < alignment.OnlyRight.Count; i++) parts.Add((100 + i, Only(alignment.Right.Names[alignment.OnlyRight[i]].Text, false)));
        parts.AddRange(Small(alignment.Left, true));
        parts.AddRange(Small(alignment.Right, false));
        return [.. parts.OrderBy(p => p.Order).Select(p => p.Part)];
    }

    public static IReadOnlyList<Explanation> Remarks(NameAlignment alignment)
    {
        var remarks = new List<Explanation>();
        if (alignment.Turned > 0) remarks.Add(new("name.order"));
        foreach (var word in alignment.Left.Words.Concat(alignment.Right.Words))
            if (word.Homoglyph is { } found) remarks.Add(new("name.homoglyph", word.Text, found.Letters, found.Read));
        return remarks;
    }

    private static PartComparison Only(string text, bool left) =>
        new(left ? text : null, left ? null : text, Agreement.Missing, new(left ? "name.only.left" : "name.only.right", text), 0);

    private static IEnumerable<(int, PartComparison)> Small(NameForm form, bool left)
    {
        foreach (var word in form.Words)
        {
            if (form.Names.Contains(word)) continue;
            var why = new Explanation(word.Kind == WordKind.Title ? "name.title" : "name.particle", word.Text);
            yield return (200, new(left ? word.Text : null, left ? null : word.Text, Agreement.Missing, why, 0));
        }
    }

    private static Agreement Level(WordLink link) => link switch
    {
        WordLink.Same => Agreement.Same,
        WordLink.Folded or WordLink.Table or WordLink.Sound or WordLink.Father => Agreement.Equivalent,
        WordLink.Close or WordLink.Joined => Agreement.Close,
        WordLink.Initial => Agreement.Partial,
        _ => Agreement.Different,
    };

    private static Explanation Why(NameAlignment alignment, WordPair pair, string left, string right)
    {
        var across = alignment.Left.Names[pair.LeftAt].Writing != alignment.Right.Names[pair.RightAt].Writing
            || Values.Scripts.Of(left) != Values.Scripts.Of(right);
        return pair.Link switch
        {
            WordLink.Same => new("name.same", left, right),
            WordLink.Folded => new("name.folded", left, right),
            WordLink.Table => new("name.table", left, right),
            WordLink.Father => new("name.father", left, right),
            WordLink.Joined => new("name.joined", left, right),
            WordLink.Initial => left.Length <= right.Length ? new("name.initial", left, right) : new("name.initial", right, left),
            WordLink.Sound => new(across ? "name.script" : "name.spelling", left, right),
            WordLink.Close => new("name.close", left, right),
            _ => new("name.different", left, right),
        };
    }

    private static string Text(NameForm form, int at, int count) => string.Join(' ', form.Names.Skip(at).Take(count).Select(w => w.Text));
}
