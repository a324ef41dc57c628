namespace Nansen.Matching;

/// <summary>How files and cards write sex: letters, words, and the digits of ISO/IEC 5218 (0 not known, 1 male, 2 female, 9 not applicable). Our own list.</summary>
internal static class SexWords
{
    private const int Female = 1, Male = 2, Other = 3;

    private static readonly Dictionary<string, int> Known = Build(
        (Female, "f female woman girl fem femme féminin feminin 2 w weiblich frau ж жен женский женщина жіноча ж. жен. ayol аёл qadın kadın қыз әйел зан زن أنثى انثى مؤنث მდედრობითი იգական"),
        (Male, "m male man boy masc homme masculin 1 männlich mann м муж мужской мужчина чоловіча м. муж. erkak эркак kişi erkek ер мард مرد ذكر مذكر მამრობითი արական"),
        (Other, "x other другой другое иной"),
        (0, "u unknown unk 0 9 n/a na - ? none null н/д неизвестно неизвестен не_указан غير_معروف نامعلوم"));

    /// <summary>1 female, 2 male, 3 another; 0 not known, and for words that nobody foresaw.</summary>
    public static byte CodeOf(string? text) => Known.TryGetValue(Plain(text ?? ""), out var number) ? (byte)number : (byte)0;

    /// <summary>The same, but of a word that nobody foresaw a number of its own, the same in every file.</summary>
    public static int NumberOf(string text)
    {
        var word = Plain(text);
        if (word.Length == 0) return 0;
        if (Known.TryGetValue(word, out var number)) return number;
        var hash = 0UL;
        foreach (var letter in word) hash = Mixing.Mix(hash, letter);
        return Other + 1 + (int)(Mixing.Fold(hash) >> 2);
    }

    private static string Plain(string text) => text.Trim().ToLowerInvariant().Replace(' ', '_');

    private static Dictionary<string, int> Build(params ReadOnlySpan<(int Number, string Words)> lists)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, words) in lists)
            foreach (var word in words.Split(' ')) table[word] = number;
        return table;
    }
}
