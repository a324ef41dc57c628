using System.Text;

namespace Nansen.Values;

/// <summary>
/// Writes names of any script the tables know in the letters of a machine-readable zone (Doc 9303-3, section 6, with the
/// language exceptions and national forms; the same tables serve search).
/// </summary>
public static class Transliterator
{
    /// <summary>Languages with rules of their own; any other code follows the plain ICAO table.</summary>
    public static IReadOnlyList<string> Languages => TransliterationTables.Languages;

    /// <summary>
    /// Transliterates one name. Spaces, hyphens and commas part components, apostrophes vanish, other punctuation is
    /// dropped (Doc 9303-3, section 4.6). A letter that no table has is decomposed and its marks dropped; what remains is
    /// reported in <see cref="Transliteration.Unmapped"/>. Digits are not allowed in names and are reported so too.
    /// </summary>
    /// <param name="name">The name as written.</param>
    /// <param name="language">ISO 639-1 code of the language it is written in; null when not known.</param>
    public static Transliteration ToMrz(string name, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var tables = TransliterationTables.For(language);
        var writer = new Writer(tables);
        foreach (var component in Components(name)) writer.Component(component);
        return writer.Done();
    }

    private static string[] Components(string name) =>
        Composition.Compose(Upper(name)).Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    private static readonly char[] Separators = [' ', '\t', '\u00A0', '-', '‐', '‑', '–', '־', ',', '،', '<', '\u200C'];

    // Georgian has upper-case forms in Unicode that nobody writes, and և has no upper case: both stay as they are.
    private static string Upper(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = from[i] is >= '\u10A0' and <= '\u10FF' ? from[i] : char.ToUpperInvariant(from[i]);
        }).Replace("ß", "SS", StringComparison.Ordinal);

    private sealed class Writer(TransliterationTables tables)
    {
        private readonly StringBuilder text = new();
        private readonly List<string> unmapped = [];
        private bool official = true;

        private static readonly string[] Plain = [.. Enumerable.Range('A', 26).Select(c => ((char)c).ToString())];

        public void Component(ReadOnlySpan<char> component)
        {
            Span<char> room = component.Length <= 128 ? stackalloc char[128] : new char[component.Length];
            var count = 0;
            foreach (var c in component)
                if (!IsDropped(c)) room[count++] = c;
            ReadOnlySpan<char> letters = room[..count];
            var start = text.Length;
            if (start > 0) text.Append('<');
            var first = text.Length;
            var before = "";
            for (var i = 0; i < letters.Length;)
            {
                var length = Match(letters, i, out var form);
                if (length == 0) { i += Unknown(letters, i); before = ""; continue; }
                if (form == "=") form = before;
                text.Append(form);
                if (form.Length > 0) before = form;
                i += length;
            }

            if (text.Length == first) text.Length = start;
        }

        public Transliteration Done() => new(text.ToString(), tables.Rule, TransliterationTables.Version, official, unmapped);

        // Letter groups before single letters: Ukrainian зг, Armenian ու.
        private int Match(ReadOnlySpan<char> letters, int at, out string form)
        {
            for (var length = Math.Min(tables.Longest, letters.Length - at); length > 0; length--)
            {
                var group = letters.Slice(at, length);
                if (length == 1 && group[0] is >= 'A' and <= 'Z') { form = Plain[group[0] - 'A']; return 1; }
                if (tables.Find(group, at == 0, at + length == letters.Length) is not { } found) continue;
                official &= found.Official;
                form = found.Form;
                return length;
            }

            form = "";
            return 0;
        }

        // Last resort for Latin letters with marks that no table has (Vietnamese, tone marks): the bare letter.
        private int Unknown(ReadOnlySpan<char> letters, int at)
        {
            var length = at + 1 < letters.Length && char.IsSurrogatePair(letters[at], letters[at + 1]) ? 2 : 1;
            var bare = Composition.Bare(letters[at]);
            if (bare is >= 'A' and <= 'Z') text.Append(bare);
            else if (tables.Find([bare], at == 0, false) is { } found) text.Append(found.Form);
            else unmapped.Add(letters.Slice(at, length).ToString());
            official = false;
            return length;
        }

        private static bool IsDropped(char c) =>
            c is not ('\u0640' or '\u0670') && c is not (>= '\u064B' and <= '\u0652')
            && (char.IsPunctuation(c) || char.IsSymbol(c) || char.IsControl(c) || c is 'ʼ' or 'ʹ' or 'ʺ' or 'ʻ' or '\u200D' or '\u200E' or '\u200F' or '՚'
                || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark);
    }
}
