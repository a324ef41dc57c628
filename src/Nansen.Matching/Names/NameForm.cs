using System.Text;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>A whole name as words, made ready once and compared many times.</summary>
internal sealed class NameForm
{
    /// <summary>Words beyond this many are left out: no name is told apart by its thirteenth word.</summary>
    public const int MostWords = 12;

    private const string Breaks = " \t\r\n,;.:/\\()[]\"“”«»_‐‑–—-•·・،؛";

    private NameForm(string text, List<NameToken> words)
    {
        Text = text;
        Words = words;
        if (words.Count > 1) FathersName.Mark(words);
        // A name of particles alone ("Khan") is still a name.
        Names = words is [var only] ? [only] : [.. words.Where(w => w.Kind is WordKind.Name or WordKind.Initial)];
        if (Names.Length == 0) Names = [.. words];
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>All words.</summary>
    public IReadOnlyList<NameToken> Words { get; }

    /// <summary>The words that are compared.</summary>
    public NameToken[] Names { get; }

    /// <summary>The form of a name in one piece.</summary>
    public static NameForm Of(string text) =>
        IsOneWord(text) && Article(text).Article is null ? new(text, [NameToken.Of(text)]) : new(text, [.. Split(text, NamePartKind.Whole).Take(MostWords)]);

    /// <summary>The form of a name of known parts.</summary>
    public static NameForm Of(PersonName name) => new(name.Text, [.. name.Parts.SelectMany(p => Split(p.Text, p.Kind)).Take(MostWords)]);

    private static IEnumerable<NameToken> Split(string text, NamePartKind part) => Cut(text).Select(word => NameToken.Of(word, part));

    /// <summary>The words of a text as written, the Arabic article apart.</summary>
    internal static IEnumerable<string> Cut(string text)
    {
        foreach (var word in Pieces(text))
        {
            var (article, rest) = Article(word);
            if (article is not null) yield return article;
            yield return rest;
        }
    }

    private static List<string> Pieces(string text)
    {
        if (IsOneWord(text)) return [text];
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var letter in text.Length > 1000 ? text.AsSpan(0, 1000) : text)
        {
            if (Breaks.Contains(letter, StringComparison.Ordinal)) { Take(); continue; }
            piece.Append(letter);
        }

        Take();
        return pieces;

        void Take()
        {
            // A piece of signs and digits alone is no word.
            if (piece.Length > 0 && piece.ToString() is var word && word.EnumerateRunes().Any(r => Rune.IsLetter(r)) && Folding.Lower(word).Length > 0) pieces.Add(word);
            piece.Clear();
        }
    }

    /// <summary>Most names in columns of their own: letters and nothing else.</summary>
    private static bool IsOneWord(string text)
    {
        foreach (var letter in text)
            if (!char.IsLetter(letter) || letter == 'ـ') return false;
        return text.Length is > 0 and <= 1000;
    }

    /// <summary>The Arabic article is written together with its noun: الحسن is al-Hasan. Marks alone are no noun.</summary>
    private static (string? Article, string Noun) Article(string word)
    {
        if (word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) && Folding.Lower(word[2..]).Length > 0 && word is not ("الله" or "الیاس" or "الياس" or "الهام" or "الكس" or "الكسندر")) return ("ال", word[2..]);
        return (null, word);
    }
}
