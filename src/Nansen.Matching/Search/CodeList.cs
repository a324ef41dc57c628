namespace Nansen.Matching;

/// <summary>Texts as numbers, for places and countries.</summary>
internal sealed class CodeList
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _asWritten = new(StringComparer.Ordinal);
    private volatile string[] _texts = [""], _plain = [""];
    private volatile int[] _rows = [0];
    private int _count = 1;

    /// <summary>Counts a registration in or out. For the writer.</summary>
    public void Count(int code, int by)
    {
        if (code >= _rows.Length)
        {
            var rows = new int[_texts.Length];
            _rows.CopyTo(rows, 0);
            _rows = rows;
        }

        _rows[code] += by;
    }

    /// <summary>How many registrations have it.</summary>
    public int RowsOf(int code) => _rows is var rows && code > 0 && code < rows.Length ? rows[code] : 0;

    /// <summary>The number of a text; 0 for none. For the writer.</summary>
    public int Intern(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return 0;
        if (_asWritten.TryGetValue(text, out var code)) return code;
        var key = PlainOf(text);
        if (!_codes.TryGetValue(key, out code)) code = Add(key, text.Trim());
        _asWritten[text] = code;
        return code;
    }

    private int Add(string key, string text)
    {
        if (_count == _texts.Length)
        {
            var (texts, plain) = (new string[_count * 2], new string[_count * 2]);
            _texts.CopyTo(texts, 0);
            _plain.CopyTo(plain, 0);
            (_texts, _plain) = (texts, plain);
        }

        (_texts[_count], _plain[_count]) = (text, key);
        _codes[key] = _count;
        return _count++;
    }

    /// <summary>The number of a text; -1 when it was never seen, 0 for none.</summary>
    public int Find(string? text) => string.IsNullOrWhiteSpace(text) ? 0 : _codes.TryGetValue(PlainOf(text), out var code) ? code : -1;

    /// <summary>A text in lower case without accents, as texts are compared.</summary>
    public static string PlainOf(string text) => Folding.Plain(Folding.Lower(text.Trim()));

    /// <summary>The text of a number as it is compared.</summary>
    public string Plain(int code) => _plain is var plain && code > 0 && code < plain.Length ? plain[code] : "";

    /// <summary>The text of a number.</summary>
    public string this[int code] => _texts is var texts && code > 0 && code < texts.Length ? texts[code] : "";
}
