namespace Nansen.Matching;

/// <summary>Why two words were set against each other.</summary>
internal enum WordLink : byte
{
    Different, Same, Folded, Table, Sound, Close, Initial, Joined, Father,
}

/// <summary>Words of one name set against words of the other.</summary>
/// <param name="LeftAt">First word, or -1.</param>
/// <param name="LeftCount">How many words, when they are read as one.</param>
/// <param name="RightAt">First word on the other side, or -1.</param>
/// <param name="RightCount">How many there.</param>
/// <param name="Weight">Evidence in nats.</param>
/// <param name="Link">Why.</param>
internal readonly record struct WordPair(int LeftAt, int LeftCount, int RightAt, int RightCount, float Weight, WordLink Link);

/// <summary>The words of two names paired so that the evidence is greatest, strongest pair first.</summary>
internal sealed class NameAlignment
{
    /// <summary>Below this weight two words are not set against each other at all.</summary>
    private const float Bar = -1.5f;

    internal const float Heaviest = 9f;

    private readonly Sounds _sounds;

    private NameAlignment(NameForm left, NameForm right, Sounds sounds)
    {
        (Left, Right, _sounds) = (left, right, sounds);
    }

    public NameForm Left { get; }

    public NameForm Right { get; }

    /// <summary>Pairs, strongest first.</summary>
    public List<WordPair> Pairs { get; } = [];

    /// <summary>Words of the left name without counterpart.</summary>
    public List<int> OnlyLeft { get; } = [];

    /// <summary>Words of the right name without counterpart.</summary>
    public List<int> OnlyRight { get; } = [];

    /// <summary>How many pairs stand in another order.</summary>
    public int Turned { get; private set; }

    /// <summary>Pairs the words. Symmetric but for the sides: the forms are ordered first.</summary>
    public static NameAlignment Of(NameForm left, NameForm right, Sounds sounds) =>
        string.CompareOrdinal(left.Text, right.Text) <= 0 ? InOrder(left, right, sounds) : InOrder(right, left, sounds).Flipped();

    private NameAlignment Flipped()
    {
        var flipped = new NameAlignment(Right, Left, _sounds) { Turned = Turned };
        flipped.Pairs.AddRange(Pairs.Select(p => new WordPair(p.RightAt, p.RightCount, p.LeftAt, p.LeftCount, p.Weight, p.Link)));
        flipped.OnlyLeft.AddRange(OnlyRight);
        flipped.OnlyRight.AddRange(OnlyLeft);
        return flipped;
    }

    private static NameAlignment InOrder(NameForm left, NameForm right, Sounds sounds)
    {
        var made = new NameAlignment(left, right, sounds);
        var (a, b) = (left.Names, right.Names);
        var found = new List<WordPair>();
        for (var i = 0; i < a.Length; i++)
            for (var j = 0; j < b.Length; j++)
            {
                var (weight, link) = Weigh(a[i], b[j], sounds);
                if (weight > Bar) found.Add(new(i, 1, j, 1, weight, link));
            }

        // Words that are all the same are not read with other spaces, however like one of them is to all ("Anna I", "Anna I").
        var same = a.Length == b.Length && a.Zip(b).All(words => words.First.Lower == words.Second.Lower);
        if (a.Length > 1 && !same) Joins(a, b, found, sounds, false);
        if (b.Length > 1 && !same) Joins(b, a, found, sounds, true);
        // Strongest first; ties by fewer words, then by place from the front on both sides.
        found.Sort(static (x, y) => y.Weight != x.Weight ? y.Weight.CompareTo(x.Weight)
            : (x.LeftCount + x.RightCount, x.LeftAt + x.RightAt, x.LeftAt).CompareTo((y.LeftCount + y.RightCount, y.LeftAt + y.RightAt, y.LeftAt)));
        var (usedLeft, usedRight) = (0, 0);
        foreach (var pair in found)
        {
            var (l, r) = (Mask(pair.LeftAt, pair.LeftCount), Mask(pair.RightAt, pair.RightCount));
            if ((usedLeft & l) != 0 || (usedRight & r) != 0) continue;
            (usedLeft, usedRight) = (usedLeft | l, usedRight | r);
            made.Pairs.Add(pair);
        }

        for (var i = 0; i < a.Length; i++) if ((usedLeft & (1 << i)) == 0) made.OnlyLeft.Add(i);
        for (var j = 0; j < b.Length; j++) if ((usedRight & (1 << j)) == 0) made.OnlyRight.Add(j);
        for (var i = 0; i < made.Pairs.Count; i++)
            for (var j = i + 1; j < made.Pairs.Count; j++)
                if ((made.Pairs[i].LeftAt - made.Pairs[j].LeftAt) * (made.Pairs[i].RightAt - made.Pairs[j].RightAt) < 0) made.Turned++;
        return made;
    }

    private static int Mask(int at, int count) => ((1 << count) - 1) << at;

    /// <summary>Evidence that a word of the left name and one of the right are one name, by the sounds the names were paired by.</summary>
    public float WeighWords(int left, int right) => Weigh(Left.Names[left], Right.Names[right], _sounds).Weight;

    /// <summary>Evidence that two words are one name: by the table of equivalents, as an initial, or by sound.</summary>
    public static (float Weight, WordLink Link) Weigh(NameToken a, NameToken b, Sounds sounds)
    {
        if (a.Kind == WordKind.Initial || b.Kind == WordKind.Initial) return Initial(a, b);
        var weight = Math.Min(sounds.Weigh(a, b), Heaviest);
        if (a.Writing == b.Writing && a.Lower == b.Lower) return (Math.Max(weight, 3), WordLink.Same);
        if (a.Writing == b.Writing && a.Plain == b.Plain) return (Math.Max(weight, 3), WordLink.Folded);
        if (NameTable.Meet(a.EquivalentGroups, b.EquivalentGroups)) return (Math.Max(weight, 4), WordLink.Table);
        if (a.FatherOf != b.FatherOf && Father(a, b, sounds) is var father && father > Math.Max(weight, 2)) return (father, WordLink.Father);
        return (weight, weight > 2 ? WordLink.Sound : weight > 0 ? WordLink.Close : WordLink.Different);
    }

    /// <summary>Evidence that two words name one father, one by a particle beside it and the other by its ending.</summary>
    private static float Father(NameToken a, NameToken b, Sounds sounds)
    {
        if (a.FatherOf != ChildOf.None && b.FatherOf != ChildOf.None) return -Heaviest;
        var (beside, ended) = a.FatherOf != ChildOf.None ? (a, b) : (b, a);
        if (FathersName.Within(ended, beside.FatherOf) is not { } within) return -Heaviest;
        return Weigh(beside, within, sounds).Weight - 0.5f;
    }

    private static (float Weight, WordLink Link) Initial(NameToken a, NameToken b)
    {
        if (a.Kind == b.Kind && a.Writing == b.Writing) return a.Plain == b.Plain ? (1.5f, WordLink.Same) : (-4, WordLink.Different);
        if (a.Symbols.Length < 3 || b.Symbols.Length < 3) return (-4, WordLink.Different);
        if (a.Writing == b.Writing) return a.Symbols[1] == b.Symbols[1] ? (1, WordLink.Initial) : (-4, WordLink.Different);
        var (p, q) = (Skeleton.ClassOf(a.Symbols[1], a.Writing), Skeleton.ClassOf(b.Symbols[1], b.Writing));
        return p == q ? (0.5f, WordLink.Initial) : (-4, WordLink.Different);
    }

    /// <summary>Two or three neighbouring words of one side read as one word of the other.</summary>
    private static void Joins(NameToken[] many, NameToken[] one, List<WordPair> found, Sounds sounds, bool turned)
    {
        for (var count = 2; count <= 3; count++)
            for (var at = 0; at + count <= many.Length; at++)
            {
                var length = 0;
                var whole = true;
                for (var k = at; k < at + count; k++)
                {
                    length += many[k].Lower.Length;
                    whole &= many[k].Writing == many[at].Writing;
                }

                NameToken? joined = null;
                for (var j = 0; j < one.Length && whole; j++)
                {
                    if (one[j].Kind != WordKind.Name || one[j].Lower.Length * 10 < length * 6 || one[j].Lower.Length * 6 > length * 10) continue;
                    joined ??= NameToken.Join(many.Skip(at).Take(count));
                    var weight = Math.Min(sounds.Weigh(joined, one[j]), Heaviest);
                    if (weight > 1) found.Add(turned ? new(j, 1, at, count, weight - 0.5f, WordLink.Joined) : new(at, count, j, 1, weight - 0.5f, WordLink.Joined));
                }
            }
    }

    /// <summary>What a decision on the whole names looks at.</summary>
    public double[] Features()
    {
        double sum = 0, worst = Heaviest;
        var (strong, weak, initials, exact, shortest) = (0, 0, 0, 0, 99);
        foreach (var pair in Pairs)
        {
            sum += Math.Min(pair.Weight, 6);
            worst = Math.Min(worst, pair.Weight);
            if (pair.Link is WordLink.Same or WordLink.Folded) exact++;
            else if (pair.Link != WordLink.Joined) shortest = Math.Min(shortest, Math.Min(Left.Names[pair.LeftAt].Lower.Length, Right.Names[pair.RightAt].Lower.Length));
            if (pair.Link == WordLink.Initial) initials++;
            else if (pair.Weight > 0.5) strong++;
            else weak++;
        }

        var conflict = Math.Min(OnlyLeft.Count, OnlyRight.Count);
        var extra = Math.Abs(OnlyLeft.Count - OnlyRight.Count);
        var shorter = Math.Min(Left.Names.Length, Right.Names.Length);
        if (Pairs.Count == 0) (worst, shortest) = (-3, 0);
        if (shortest == 99) shortest = 0;
        // In one script there is less room for chance: a word that differs, differs.
        var one = Left.Names.Length > 0 && Right.Names.Length > 0 && Left.Names[0].Writing == Right.Names[0].Writing;
        return
        [
            1,
            sum / 6,
            strong == 0 ? 1 : 0,
            strong == 1 ? 1 : 0,
            strong >= 3 ? 1 : 0,
            weak,
            initials,
            Math.Min(conflict, 3),
            conflict >= 1 && strong >= 2 ? 1 : 0,
            Math.Min(extra, 3),
            Math.Min(worst, 4) / 4,
            shorter == 1 ? 1 : 0,
            shorter == 1 ? sum / 6 : 0,
            Turned > 0 ? 1 : 0,
            conflict == 0 && strong >= 2 ? 1 : 0,
            conflict >= 1 && strong == 1 ? 1 : 0,
            shorter > 0 ? sum / 6 / shorter : 0,
            Math.Min(LettersLeft(), 20) / 10.0,
            one ? Math.Min(conflict, 2) : 0,
            one ? Math.Min(worst, 4) / 4 : 0,
            one ? Math.Min(LettersLeft(), 20) / 10.0 : 0,
            one && exact == Pairs.Count && conflict == 0 ? 1 : 0,
            one && worst < 4 && shortest > 4 ? 1 : 0,
        ];
    }

    /// <summary>Names of the features, in order.</summary>
    public static IReadOnlyList<string> FeatureNames { get; } =
    [
        "bias", "evidence", "no word agrees", "one word agrees", "three words agree", "doubtful words", "initials", "words against words",
        "two agree, others against", "words on one side only", "weakest pair", "one word against", "one word's evidence", "another order", "all of the shorter agree",
        "one agrees, others against", "mean evidence", "letters without counterpart",
        "one script, words against words", "one script, weakest pair", "one script, letters without counterpart", "one script, all letter by letter", "one script, a doubtful long word",
    ];

    private int LettersLeft()
    {
        var left = OnlyLeft.Sum(i => Left.Names[i].Lower.Length);
        var right = OnlyRight.Sum(j => Right.Names[j].Lower.Length);
        return Math.Min(left, right);
    }
}
