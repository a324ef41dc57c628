using System.Numerics;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>A card as numbers: what a segment keeps of one registration.</summary>
internal readonly record struct CardRow(
    Guid Id, int[] Words, int Birth, int BirthFrom, int BirthTo, byte Sex, ushort Origin, int Place, ulong Phone, int Household)
{
    /// <summary>Marks the first word of each name.</summary>
    public const int FirstOfName = 1 << 30;

    private const int KindShift = 26;

    /// <summary>The number of the word.</summary>
    public static int WordOf(int packed) => packed & ((1 << KindShift) - 1);

    /// <summary>The part of the name it stands in.</summary>
    public static NamePartKind KindOf(int packed) => (NamePartKind)((packed >> KindShift) & 15);

    /// <summary>A word in its part.</summary>
    public static int Pack(int word, NamePartKind kind, bool first) => word | ((int)kind << KindShift) | (first ? FirstOfName : 0);
}

/// <summary>Texts as numbers, for places and countries.</summary>
internal sealed class CodeList
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);
    private volatile string[] _texts = [""];
    private int _count = 1;

    /// <summary>The number of a text; 0 for none. For the writer.</summary>
    public int Intern(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return 0;
        var key = Folding.Plain(Folding.Lower(text.Trim()));
        if (_codes.TryGetValue(key, out var code)) return code;
        if (_count == _texts.Length)
        {
            var grown = new string[_count * 2];
            _texts.CopyTo(grown, 0);
            _texts = grown;
        }

        _texts[_count] = text.Trim();
        _codes[key] = _count;
        return _count++;
    }

    /// <summary>The number of a text; -1 when it was never seen, 0 for none.</summary>
    public int Find(string? text) =>
        string.IsNullOrWhiteSpace(text) ? 0 : _codes.TryGetValue(Folding.Plain(Folding.Lower(text.Trim())), out var code) ? code : -1;

    /// <summary>The text of a number.</summary>
    public string this[int code] => code > 0 && code < _texts.Length ? _texts[code] : "";
}
