using System.Text;

namespace Nansen.Matching;

/// <summary>How clerks of four schools write a Cyrillic name in Latin letters: English, French, German, and the plain scientific habit without marks.</summary>
internal static class SpellingHabits
{
    private const string Letters =
        "а a a a a|б b b b b|в v v w v|г g gu g g|д d d d d|е e e e e|ё yo io jo e|ж zh j sch z|з z z s z|и i i i i|й y i j j|к k k k k|л l l l l|м m m m m|" +
        "н n n n n|о o o o o|п p p p p|р r r r r|с s s s s|т t t t t|у u ou u u|ф f f f f|х kh kh ch h|ц ts ts z c|ч ch tch tsch c|ш sh ch sch s|щ shch chtch schtsch sc|" +
        "ъ - - - -|ы y y y y|ь - - - -|э e e e e|ю yu iou ju ju|я ya ia ja ja|і i i i i|ї yi i ji i|є ye ie je e|ў w ou u u|ғ gh gh gh g|қ q k k k|ҳ h h h h|ҷ j dj dsch j|ӯ u ou u u|ӣ i i i i|ә a a a a|ө o eu o o|ү u u u u|ұ u ou u u|ң ng ng ng n|һ h h h h";

    private static readonly Dictionary<char, string[]> Table = Letters.Split('|')
        .ToDictionary(e => e[0], e => e[2..].Split(' ').Select(s => s == "-" ? "" : s).ToArray());

    /// <summary>How many habits there are.</summary>
    public const int Count = 4;

    /// <summary>Writes a Cyrillic name; letters without an entry stay.</summary>
    public static string Write(string cyrillic, int habit)
    {
        var text = new StringBuilder();
        var lower = Folding.Lower(cyrillic);
        for (var i = 0; i < lower.Length; i++)
        {
            var last = i == lower.Length - 1;
            if (lower[i] == 'к' && !last && lower[i + 1] == 'с' && habit is 0 or 1) { text.Append('x'); i++; }
            else if (lower[i] == 'в' && last && habit == 1) text.Append("ff");
            else if (lower[i] == 'г' && habit == 1 && (last || !"еиэі".Contains(lower[i + 1], StringComparison.Ordinal))) text.Append('g');
            else if (lower[i] == 'с' && habit == 1 && i > 0 && !last && Vowel(lower[i - 1]) && Vowel(lower[i + 1])) text.Append("ss");
            else text.Append(Table.TryGetValue(lower[i], out var forms) ? forms[habit] : lower[i]);
        }

        return text.ToString();
    }

    private static bool Vowel(char letter) => "аеёиоуыэюя".Contains(letter, StringComparison.Ordinal);
}
