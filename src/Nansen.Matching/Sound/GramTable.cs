using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>Numbers for the letter groups of a sound model: a small open table that stays in the first cache.</summary>
internal sealed class GramTable
{
    private uint[] _keys = new uint[512];
    private short[] _ids = new short[512];
    private readonly List<uint> _grams = [];
    private readonly short[] _one = NoneYet(64, -1);

    // Of two letters twice the number of their group, and one more when a group of three begins with them.
    private readonly short[] _two = NoneYet(64 * 64, -2);
    private short _none = -1;

    /// <summary>How many groups.</summary>
    public int Count => _grams.Count;

    /// <summary>The group of a number.</summary>
    public uint this[int id] => _grams[id];

    /// <summary>The number of a group; -1 when no unit has it. The empty group is known by no more than its number.</summary>
    public int Find(uint gram)
    {
        var mask = _keys.Length - 1;
        for (var slot = (int)(gram * 2654435761u >> 16) & mask; ; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == gram + 1) return _ids[slot];
            if (_keys[slot] == 0) return -1;
        }
    }

    /// <summary>For each place in a name the numbers of the groups of 0 to 3 letters that end there; -1 where no unit has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Mark(ReadOnlySpan<byte> symbols, Span<short> ids)
    {
        for (var i = 0; i <= symbols.Length; i++)
        {
            ids[i * 4] = _none;
            ids[i * 4 + 1] = i < 1 ? (short)-1 : _one[symbols[i - 1]];
            ids[i * 4 + 2] = i < 2 ? (short)-1 : Two(symbols[i - 2], symbols[i - 1]);
            ids[i * 4 + 3] = i < 3 ? (short)-1 : Three(symbols[i - 3], symbols[i - 2], symbols[i - 1]);
        }
    }

    /// <summary>Places in a word of up to thirty-one letters, for <see cref="Mark(byte*, int, short*)"/>.</summary>
    public const int Places = 32;

    /// <summary>Where the bits of groups of three letters begin.</summary>
    public const ulong Threes = 1UL << 32;

    /// <summary>
    /// A bit for each place of a word of one letter or more where a group of two letters ends, and above them, from <see cref="Threes"/>
    /// on, where one of three does; their numbers by place, and behind <see cref="Places"/> those of three.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe ulong Mark(byte* word, int length, short* numbers)
    {
        var (twos, begins) = (0u, 0u);
        fixed (short* two = _two)
        {
            var before = (uint)word[0] << 6;
            for (var i = 2; i <= length; i++)
            {
                uint letter = word[i - 1];
                var known = (int)two[before | letter];
                numbers[i] = (short)(known >> 1);
                twos |= ((uint)~known >> 31) << i;
                begins |= (uint)(known & 1) << i;
                before = letter << 6;
            }
        }

        begins = (begins << 1) & ((2u << length) - 1);
        return begins == 0 ? twos : twos | Triples(word, begins, numbers);
    }

    private unsafe ulong Triples(byte* word, uint places, short* numbers)
    {
        var threes = 0UL;
        for (; places != 0; places &= places - 1)
        {
            var i = BitOperations.TrailingZeroCount(places);
            var found = Find(((uint)word[i - 3] << 12) | ((uint)word[i - 2] << 6) | word[i - 1]);
            if (found < 0) continue;
            numbers[Places + i] = (short)found;
            threes |= Threes << i;
        }

        return threes;
    }

    /// <summary>The number of a group of two letters; -1 when no unit has it.</summary>
    private short Two(byte first, byte second) => (short)(_two[(first << 6) | second] >> 1);

    /// <summary>The number of a group of three letters; -1 when no unit has it.</summary>
    private short Three(byte first, byte second, byte third) =>
        (_two[(first << 6) | second] & 1) != 0 ? (short)Find(((uint)first << 12) | ((uint)second << 6) | third) : (short)-1;

    private static short[] NoneYet(int count, short none)
    {
        var numbers = new short[count];
        Array.Fill(numbers, none);
        return numbers;
    }

    /// <summary>The number of a group, a new one when it has none.</summary>
    public int Intern(uint gram)
    {
        var known = Find(gram);
        if (known >= 0) return known;
        _grams.Add(gram);
        var made = (short)(_grams.Count - 1);
        if (gram == 0) _none = made;
        else if (gram < 64) _one[gram] = made;
        else if (gram < 4096) _two[gram] = (short)((made << 1) | (_two[gram] & 1));
        else _two[gram >> 6] |= 1;
        if (_grams.Count * 2 > _keys.Length)
        {
            (_keys, _ids) = (new uint[_keys.Length * 2], new short[_keys.Length * 2]);
            for (var id = 0; id < _grams.Count - 1; id++) Place(_grams[id], id);
        }

        Place(gram, _grams.Count - 1);
        return _grams.Count - 1;
    }

    private void Place(uint gram, int id)
    {
        var mask = _keys.Length - 1;
        var slot = (int)(gram * 2654435761u >> 16) & mask;
        while (_keys[slot] != 0) slot = (slot + 1) & mask;
        (_keys[slot], _ids[slot]) = (gram + 1, (short)id);
    }
}

/// <summary>Weights of the units of several letters, by the numbers of their two groups.</summary>
internal sealed class UnitTable
{
    private uint[] _keys = new uint[1024];
    private float[] _weights = new float[1024];
    private int _count;

    /// <summary>The weight of a unit.</summary>
    public bool TryGet(int left, int right, out float weight)
    {
        var key = Key(left, right);
        var mask = _keys.Length - 1;
        for (var slot = Slot(key) & mask; ; slot = (slot + 1) & mask)
        {
            if (_keys[slot] == key)
            {
                weight = _weights[slot];
                return true;
            }

            if (_keys[slot] != 0) continue;
            weight = 0;
            return false;
        }
    }

    /// <summary>Sets the weight of a unit.</summary>
    public void Set(int left, int right, float weight)
    {
        if ((_count + 1) * 2 > _keys.Length)
        {
            var old = All().ToArray();
            (_keys, _weights) = (new uint[_keys.Length * 2], new float[_keys.Length * 2]);
            _count = 0;
            foreach (var (key, value) in old) Place(key, value);
        }

        Place(Key(left, right), weight);
    }

    /// <summary>Every unit: left number above, right number below, one added to each.</summary>
    public IEnumerable<(uint Key, float Weight)> All()
    {
        for (var slot = 0; slot < _keys.Length; slot++)
            if (_keys[slot] != 0) yield return (_keys[slot], _weights[slot]);
    }

    private void Place(uint key, float weight)
    {
        var mask = _keys.Length - 1;
        var slot = Slot(key) & mask;
        while (_keys[slot] != 0 && _keys[slot] != key) slot = (slot + 1) & mask;
        if (_keys[slot] == 0) _count++;
        (_keys[slot], _weights[slot]) = (key, weight);
    }

    private static uint Key(int left, int right) => ((uint)(left + 1) << 16) | (uint)(right + 1);

    private static int Slot(uint key) => (int)(key * 2654435761u >> 15);
}
