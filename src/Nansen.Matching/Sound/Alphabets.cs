using System.Text;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Letters of each script to the symbols of their way of writing. The tables are our own, from the general
/// knowledge of how these scripts are read; symbol 0 is nothing, 1 is the edge of a name.
/// </summary>
internal static class Alphabets
{
    /// <summary>The symbol that stands before and behind every name.</summary>
    public const byte Edge = 1;

    /// <summary>Symbols are 6-bit numbers.</summary>
    public const int MaxSymbols = 64;

    private const string LatinSymbols = "\0#abcdefghijklmnopqrstuvwxyzščžćçğñöüäåłıř'";
    private const string PhonemicSymbols = "\0#абвгдеёжзийклмнопрстуфхцчшщъыьэюяіўәөүқғңһҷѕ";
    private const string ConsonantalSymbols = "\0#ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگڤةەێۆآ";

    private const string LatinLetters =
        "šš śš şš șš ŝš čč ĉč žž źž żž ćć çç ğğ ģg ǧğ ññ ńñ ňñ ņñ öö øö œö őö üü űü ää æä əä ǝä åå łł ıı řř þth ðd đd ħh ŋng ßss " +
        "ʼ' ’' ‘' ʻ' ʿ' ʾ' `' ´' ġgh ẋkh ǵg ķk ļl ıı " +
        "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χkh ψps ωo";

    private const string PhonemicLetters =
        "їйі єе ґг ұү ҳһ ӣи ӯу ҝг ҹҷ џҷ јй љль њнь ћч ђҷ ѓг ќк ӏ ѕѕ ҡқ ҙз ҫс ҥң ӧө ӱү ӓә ӡѕ ҭт ԥп " +
        "აа ბб გг დд ეе ვв ზз თт იи კк ლл მм ნн ოо პп ჟж რр სс ტт უу ფф ქк ღғ ყқ შш ჩч ცц ძѕ წц ჭч ხх ჯҷ ჰһ ჲй ჳви ჴқ ჵо " +
        "աа բб գг դд եе զз էэ ըъ թт ժж իи լл խх ծц կк հһ ձѕ ղғ ճч մм յй նн շш ոо չч պп ջҷ ռр սс վв տт րр ցц ւв փп քк օо ֆф ևев";

    private const string ConsonantalLetters =
        "أا إا ٱا ؤو ئي ىي یي ېي ۍي ےي ۓي کك ڪك ہه ھه ۀه ۂه ۃة ڕر ڑر ړر ڵل ٹت ټت ڈد ډد ںن ڼن ۇو ۈو ۋو ۊو ځچ څچ ږژ ښش ګگ ڭگ ۅو ݢگ " +
        "אا בب גج דد הه וو זز חح טط יي כك ךك לل מم םم נن ןن סس עع פپ ףپ צص ץص קق רر שش תت";

    private static readonly byte[]?[] Latin = Build(LatinSymbols, LatinLetters);
    private static readonly byte[]?[] Phonemic = Build(PhonemicSymbols, PhonemicLetters);
    private static readonly byte[]?[] Consonantal = Build(ConsonantalSymbols, ConsonantalLetters);

    /// <summary>The symbols of one way of writing, as letters.</summary>
    public static string SymbolsOf(Writing writing) => writing switch
    {
        Writing.Latin => LatinSymbols,
        Writing.Phonemic => PhonemicSymbols,
        Writing.Consonantal => ConsonantalSymbols,
        _ => "\0#",
    };

    /// <summary>How a script is read.</summary>
    public static Writing Of(Script script) => script switch
    {
        Script.Latn or Script.Grek => Writing.Latin,
        Script.Cyrl or Script.Geor or Script.Armn => Writing.Phonemic,
        Script.Arab or Script.Hebr => Writing.Consonantal,
        _ => Writing.Other,
    };

    // Letters that German and French clerks write together for one sound, and the shorter habit the units know it by.
    private static readonly (string Long, string Short)[] LongSpellings = [("schtsch", "shch"), ("chtch", "shch"), ("stsch", "shch"), ("dsch", "dj"), ("tsch", "tch")];

    /// <summary>Reads lower-case letters into symbols, without the edges; letters without a symbol are left out.</summary>
    public static byte[] Read(ReadOnlySpan<char> lower, Writing writing)
    {
        var table = writing switch { Writing.Latin => Latin, Writing.Phonemic => Phonemic, Writing.Consonantal => Consonantal, _ => null };
        if (table is null) return [];
        if (writing == Writing.Latin) lower = Shortened(lower);
        Span<byte> found = stackalloc byte[MaxLetters];
        var count = 0;
        for (var i = 0; i < lower.Length && count < MaxLetters - 3; i++)
        {
            // Armenian ու is one sound.
            if (lower[i] == 'ո' && i + 1 < lower.Length && lower[i + 1] == 'ւ')
            {
                found[count++] = table['у']![0];
                i++;
                continue;
            }

            foreach (var symbol in SymbolsFor(lower[i], table)) found[count++] = symbol;
        }

        return found[..count].ToArray();
    }

    private static ReadOnlySpan<char> Shortened(ReadOnlySpan<char> lower)
    {
        foreach (var (longer, shorter) in LongSpellings)
            if (lower.Contains(longer, StringComparison.Ordinal)) lower = lower.ToString().Replace(longer, shorter, StringComparison.Ordinal);
        return lower;
    }

    /// <summary>Names longer than this are cut: nobody is told apart by the letters after.</summary>
    public const int MaxLetters = 40;

    private static byte[] SymbolsFor(char letter, byte[]?[] table) =>
        letter < table.Length && table[letter] is { } symbols ? symbols
        : Folding.Base(letter) is var plain && plain != letter && plain < table.Length ? table[plain] ?? [] : [];

    /// <summary>Of each letter its symbols; null where it has none.</summary>
    private static byte[]?[] Build(string symbols, string letters)
    {
        var entries = letters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var table = new byte[]?[Math.Max(symbols.Max(), entries.Max(e => e[0])) + 1];
        for (var i = 2; i < symbols.Length; i++) table[symbols[i]] = [(byte)i];
        foreach (var entry in entries) table[entry[0]] = [.. entry[1..].Select(c => (byte)symbols.IndexOf(c, StringComparison.Ordinal))];
        return table;
    }
}
