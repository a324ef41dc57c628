namespace Nansen.Matching;

/// <summary>Whose father a word of a name names.</summary>
internal enum ChildOf : byte
{
    /// <summary>Nobody's, or it is not said.</summary>
    None,

    /// <summary>A son's.</summary>
    Son,

    /// <summary>A daughter's.</summary>
    Daughter,
}

/// <summary>
/// One father's name by tradition: Məmməd oğlu, bin Muhammad, Мамедович. A word beside such a particle and a word with such an
/// ending are compared by the father's name within; a bare name is never taken for one, or fathers would be merged with sons.
/// </summary>
internal static class FathersName
{
    private static readonly HashSet<string> SonBehind = Words("oglu oglou ogly ogli oghlu oğlu ugli ugly uulu uly оглы оглу огли углы угли уулу улы ұлы ўғли օղլի");
    private static readonly HashSet<string> DaughterBehind = Words("kyzy qizi kizi gizi qızı kızı gyzy кызы қизи кизи гызы қызы");
    private static readonly HashSet<string> SonBefore = Words("bin ibn ben бин ибн بن ابن");
    private static readonly HashSet<string> DaughterBefore = Words("bint binti бинт بنت");

    private static readonly (string Ending, ChildOf Child)[] Endings =
    [
        .. Ending(ChildOf.Son, "owitsch ewitsch ovitch evitch ovich evich ovych evych ович евич oghlu oglu ogly ugli оглы углы огли uly ұлы улы"),
        .. Ending(ChildOf.Daughter, "ovna evna owna ewna ivna овна евна івна qizi kyzy кызы қызы қизи"),
    ];

    private const int LeastLetters = 2;

    /// <summary>The particles that say whose child somebody is.</summary>
    public static IEnumerable<string> AllParticles => [.. SonBehind, .. DaughterBehind, .. SonBefore, .. DaughterBefore];

    /// <summary>Marks the words beside which a particle says that they name a father.</summary>
    public static void Mark(IReadOnlyList<NameToken> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Kind != WordKind.Particle) continue;
            var particle = Particles.Bare(words[i].Lower);
            var behind = SonBehind.Contains(particle) ? ChildOf.Son : DaughterBehind.Contains(particle) ? ChildOf.Daughter : ChildOf.None;
            var before = SonBefore.Contains(particle) ? ChildOf.Son : DaughterBefore.Contains(particle) ? ChildOf.Daughter : ChildOf.None;
            if (behind != ChildOf.None && i > 0) words[i - 1].FatherOf = behind;
            else if (before != ChildOf.None && i + 1 < words.Count) words[i + 1].FatherOf = before;
        }
    }

    /// <summary>The father's name within a word that has such an ending, for a child that the other name may have; null when there is none.</summary>
    public static NameToken? Within(NameToken word, ChildOf child)
    {
        foreach (var (ending, whose) in Endings)
            if (word.Lower.EndsWith(ending, StringComparison.Ordinal))
                return whose == child && word.Lower.Length - ending.Length >= LeastLetters ? NameToken.Of(word.Lower[..^ending.Length]) : null;
        return null;
    }

    private static IEnumerable<(string, ChildOf)> Ending(ChildOf child, string endings) => endings.Split(' ').Select(e => (e, child));

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
