namespace Nansen.Matching;

/// <summary>
/// Registrations side by side in arrays, with lists of who has which word, birth day and telephone. Never changes once
/// made, but for rows that are marked as gone.
/// </summary>
internal sealed class Segment
{
    private readonly int[] _wordStart;
    private readonly int[] _words;
    private readonly Postings _byWord;
    private readonly Postings _byBirth;
    private readonly Postings _byPhone;
    private readonly Guid[] _ids;
    private readonly int[] _birth, _birthFrom, _birthTo, _place, _household;
    private readonly ulong[] _phone;
    private readonly byte[] _sex;
    private readonly ushort[] _origin;
    private readonly bool[] _gone;

    /// <summary>A segment of rows.</summary>
    public Segment(IReadOnlyList<CardRow> rows)
    {
        var n = rows.Count;
        _ids = new Guid[n];
        (_birth, _birthFrom, _birthTo, _place, _household) = (new int[n], new int[n], new int[n], new int[n], new int[n]);
        (_phone, _sex, _origin, _gone) = (new ulong[n], new byte[n], new ushort[n], new bool[n]);
        _wordStart = new int[n + 1];
        for (var i = 0; i < n; i++) _wordStart[i + 1] = _wordStart[i] + rows[i].Words.Length;
        _words = new int[_wordStart[n]];
        for (var i = 0; i < n; i++)
        {
            var row = rows[i];
            row.Words.CopyTo(_words, _wordStart[i]);
            _ids[i] = row.Id;
            (_birth[i], _birthFrom[i], _birthTo[i], _place[i], _household[i]) = (row.Birth, row.BirthFrom, row.BirthTo, row.Place, row.Household);
            (_phone[i], _sex[i], _origin[i]) = (row.Phone, row.Sex, row.Origin);
        }

        _byWord = Postings.Of(n, (row, add) => { foreach (var word in WordsOf(row)) add((ulong)CardRow.WordOf(word)); });
        _byBirth = Postings.Of(n, (row, add) => { if (_birth[row] != 0 && !BirthComparison.IsDefault(_birth[row])) add((ulong)_birth[row]); });
        _byPhone = Postings.Of(n, (row, add) => { if (_phone[row] != 0) add(_phone[row]); });
    }

    /// <summary>How many rows, the gone ones counted.</summary>
    public int Count => _ids.Length;

    /// <summary>How many rows are gone.</summary>
    public int Gone { get; private set; }

    /// <summary>The words of a row.</summary>
    public ReadOnlySpan<int> WordsOf(int row) => _words.AsSpan(_wordStart[row], _wordStart[row + 1] - _wordStart[row]);

    /// <summary>Rows with a word.</summary>
    public ReadOnlySpan<int> WithWord(int word) => _byWord[(ulong)word];

    /// <summary>Rows with an exact birth day that is not a 1 January.</summary>
    public ReadOnlySpan<int> BornOn(int packed) => _byBirth[(ulong)packed];

    /// <summary>Rows with a telephone number.</summary>
    public ReadOnlySpan<int> WithPhone(ulong phone) => _byPhone[phone];

    /// <summary>Rough evidence of birth day and telephone.</summary>
    public double Bonus(int row, int birth, ulong phone) =>
        (birth == 0 || _birth[row] == 0 ? 0 : _birth[row] == birth ? 7 : _birth[row] >> 9 == birth >> 9 ? 2 : -2) + (phone != 0 && _phone[row] == phone ? 5 : 0);

    /// <summary>Whether a row is gone.</summary>
    public bool IsGone(int row) => Volatile.Read(ref _gone[row]);

    /// <summary>Marks a row as gone. For the writer.</summary>
    public void Mark(int row)
    {
        if (_gone[row]) return;
        Volatile.Write(ref _gone[row], true);
        Gone++;
    }

    /// <summary>A row as it was put in.</summary>
    public CardRow this[int row] => new(
        _ids[row], WordsOf(row).ToArray(), _birth[row], _birthFrom[row], _birthTo[row], _sex[row], _origin[row], _place[row], _phone[row], _household[row]);
}

/// <summary>Lists of rows by key, in two arrays and a hash table of places.</summary>
internal sealed class Postings
{
    private readonly ulong[] _keys;
    private readonly int[] _starts;
    private readonly int[] _rows;

    private Postings(ulong[] keys, int[] starts, int[] rows) => (_keys, _starts, _rows) = (keys, starts, rows);

    /// <summary>The rows of a key, ascending.</summary>
    public ReadOnlySpan<int> this[ulong key]
    {
        get
        {
            var at = Array.BinarySearch(_keys, key);
            return at < 0 ? [] : _rows.AsSpan(_starts[at], _starts[at + 1] - _starts[at]);
        }
    }

    /// <summary>Gathers keys row by row; a row stands once under a key.</summary>
    public static Postings Of(int rows, Action<int, Action<ulong>> keysOf)
    {
        var pairs = new List<(ulong Key, int Row)>(rows);
        for (var row = 0; row < rows; row++)
        {
            var at = row;
            keysOf(row, key => pairs.Add((key, at)));
        }

        pairs.Sort();
        var keys = new List<ulong>();
        var starts = new List<int>();
        var list = new List<int>(pairs.Count);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (i > 0 && pairs[i] == pairs[i - 1]) continue;
            if (keys.Count == 0 || keys[^1] != pairs[i].Key)
            {
                keys.Add(pairs[i].Key);
                starts.Add(list.Count);
            }

            list.Add(pairs[i].Row);
        }

        starts.Add(list.Count);
        return new Postings([.. keys], [.. starts], [.. list]);
    }
}
