using System.Buffers;

namespace Nansen.Matching;

/// <summary>Small words of names by tradition, in the scripts they are written in. Our own list.</summary>
internal static class Particles
{
    private static readonly HashSet<string> Small = [..
        ("al el ul ud ad ed ar er as es at et an az az ash esh il bn wuld ould ait abu abou bu bou umm um " +
         "von van der den de del della di da do dos das du la le les lo los y e af av zu zur ter ten te of the dit " +
         "zada zade zadeh zoda khan khanum bey beg aga agha " +
         "аль ал эль эл ас аш ад ан ар ат аз бен абу абд фон ван дер ден де ди да дю дель ла ле лос заде зада зода хан ханум бек ага " +
         "ال ابو أبو ام أم آل زاده خان فون فان دي دو دا لا لو " +
         "բեկ დე ფონ ვან").Split(' '), .. FathersName.AllParticles];

    private static readonly HashSet<string> Titles = [..
        ("mr mrs ms miss dr prof sir lord lady dame hon rt rev fr st baron count countess earl duke viscount capt captain col colonel gen general maj major lt lieutenant sgt mag dipl ing phd mba md qc kc mp mep " +
         "haji hajji hadji hajj al-hajj alhaji sheikh shaikh shaykh sheik sayyid seyed sayed syed mullah mawlawi maulavi mawlavi mulla ayatollah imam ustad ustadh engineer eng emir amir prince princess king queen " +
         "jr junior sr senior ii iii iv née nee esq " +
         "г-н г-жа господин госпожа д-р доктор проф профессор мл младший молодший ст старший хаджи шейх сэр лорд мулла имам граф барон князь " +
         "الدكتور دكتور دکتر السيد سيد سید الشيخ شيخ شیخ حاجي حاجی الحاج ملا مولوي مولوی آیت‌الله لورد السير جونيور جونیور سر").Split(' ')];

    private static readonly SearchValues<char> Signs = SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => Folding.Base(c) == '\'')]);

    /// <summary>A particle without the signs that some spellings put among its letters: oʻgʻli.</summary>
    public static string Bare(string lower) => lower.AsSpan().ContainsAny(Signs) ? new string([.. lower.Where(l => !Signs.Contains(l))]) : lower;

    /// <summary>What a word is.</summary>
    public static WordKind KindOf(string lower)
    {
        if (Titles.Contains(lower)) return WordKind.Title;
        if (Small.Contains(Bare(lower))) return WordKind.Particle;
        return lower.Length == 1 && char.IsLetter(lower[0]) && lower[0] < '\u3000' ? WordKind.Initial : WordKind.Name;
    }
}
