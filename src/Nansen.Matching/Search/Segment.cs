namespace Nansen.Matching;

/// <summary>
/// Registrations side by side in arrays, found by their keys. Never changes once made, but for rows that are marked as
/// gone from a version of the index on.
/// </summary>
internal sealed class Segment
{
    /// <summary>A segment has at most this many rows.</summary>
    public const int MostRows = 1 << KeyIndex.RowBits;

    private const int ChunkBits = 12;

    private readonly CardHead[] _heads;
    private readonly CardRest[] _rests;
    private readonly int[] _words;
    private readonly uint[] _signs;
    private readonly KeyIndex _keys;
    private readonly int[] _byId;
    private readonly int[]?[] _goneSince;

    /// <summary>A segment of cards; of two cards with one id the later stays.</summary>
    public Segment(CardColumns cards, WordTable table)
    {
        cards.Trim();
        (_heads, _rests, _words, _signs) = (cards.Heads, cards.Rests, cards.Words, cards.Signs);
        _goneSince = new int[]?[(Count >> ChunkBits) + 1];
        _byId = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count * 3 / 2 + 2)];
        for (var row = 0; row < Count; row++)
        {
            ref var slot = ref _byId[SlotOf(IdOf(row))];
            if (slot > 0) Mark(slot - 1, 1);
            slot = row + 1;
        }

        var keyCount = 0;
        Span<ulong> sample = stackalloc ulong[CardKeys.Most];
        var step = Math.Max(1, Count / 1000);
        for (var row = 0; row < Count; row += step) keyCount += KeysOf(row, sample) * step;
        _keys = KeyIndex.Of(Count, keyCount, CardKeys.Most, KeysOf);

        int KeysOf(int row, Span<ulong> keys) => CardKeys.Of(table, _heads[row], WordsOf(row), keys);
    }

    /// <summary>How many rows, the gone ones counted.</summary>
    public int Count => _heads.Length;

    /// <summary>How many rows are gone.</summary>
    public int Gone { get; private set; }

    /// <summary>The registration of a row.</summary>
    public Guid IdOf(int row) => _rests[row].Id;

    /// <summary>What is looked at first of a row.</summary>
    public ref readonly CardHead HeadOf(int row) => ref _heads[row];

    /// <summary>The household of a row.</summary>
    public uint HouseholdOf(int row) => _rests[row].Household;

    /// <summary>The words of a row.</summary>
    public ReadOnlySpan<int> WordsOf(int row) => _words.AsSpan(_rests[row].WordsAt, _heads[row].WordCount);

    /// <summary>The signs of a row's words.</summary>
    public ReadOnlySpan<uint> SignsOf(in CardHead head)
    {
        ReadOnlySpan<uint> few = head.Signs;
        return head.WordCount <= FewSigns.Most ? few[..head.WordCount] : _signs.AsSpan((int)few[0], head.WordCount);
    }

    /// <summary>A row, to be weighed.</summary>
    public RowView this[int row]
    {
        get
        {
            ref readonly var head = ref _heads[row];
            return new(head, HouseholdOf(row), WordsOf(row), SignsOf(head));
        }
    }

    /// <summary>Rows that may have a key; see <see cref="KeyIndex"/>.</summary>
    public ReadOnlySpan<uint> With(ulong key) => _keys[key];

    /// <summary>How many rows may have each of some keys. Asks memory for the rows of all of them.</summary>
    public void CountsAhead(ReadOnlySpan<ulong> keys, Span<int> counts)
    {
        foreach (var key in keys) _keys.Ahead(key);
        for (var i = 0; i < keys.Length; i++) counts[i] = _keys.EntriesAhead(keys[i]);
    }

    /// <summary>Asks memory for what is looked at first of a row.</summary>
    public void HeadAhead(int row) => Ahead.Of(in _heads[row]);

    /// <summary>Asks memory for what else is kept of a row.</summary>
    public void RestAhead(int row) => Ahead.Of(in _rests[row]);

    /// <summary>Asks memory for the words of a row.</summary>
    public void WordsAhead(int row)
    {
        if (_rests[row].WordsAt is var at && at < _words.Length) Ahead.Of(in _words[at]);
    }

    /// <summary>The row of a registration that is not gone in a version; -1 when there is none.</summary>
    public int RowOf(Guid id, int version = int.MaxValue) => _byId[SlotOf(id)] - 1 is >= 0 and var row && !IsGone(row, version) ? row : -1;

    /// <summary>Whether a row is gone in a version.</summary>
    public bool IsGone(int row, int version) =>
        Volatile.Read(ref _goneSince[row >> ChunkBits]) is { } chunk && Volatile.Read(ref chunk[row & ((1 << ChunkBits) - 1)]) is not 0 and var since && since <= version;

    /// <summary>Marks a row as gone from a version on. For the writer.</summary>
    public void Mark(int row, int version)
    {
        if (_goneSince[row >> ChunkBits] is not { } chunk) Volatile.Write(ref _goneSince[row >> ChunkBits], chunk = new int[1 << ChunkBits]);
        Volatile.Write(ref chunk[row & ((1 << ChunkBits) - 1)], version);
        Gone++;
    }

    private int SlotOf(Guid id)
    {
        var mask = _byId.Length - 1;
        var slot = id.GetHashCode() * unchecked((int)0x9E3779B9) >>> 3 & mask;
        while (_byId[slot] != 0 && IdOf(_byId[slot] - 1) != id) slot = (slot + 1) & mask;
        return slot;
    }
}
