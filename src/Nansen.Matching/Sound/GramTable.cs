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
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>The groups of two and of three letters that end at each place of a word, -1 where no unit has them; whether there are any.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    public unsafe bool Mark(ReadOnlySpan<byte> word, short* pairs, short* triples)
    {
        pairs[0] = pairs[1] = triples[0] = triples[1] = -1;
        var (any, begins) = (-1, false);
        for (var i = 2; i <= word.Length; i++)
        {
            var two = _two[(word[i - 2] << 6) | word[i - 1]];
            pairs[i] = (short)(two >> 1);
            triples[i] = begins ? (short)Find(((uint)word[i - 3] << 12) | ((uint)word[i - 2] << 6) | word[i - 1]) : (short)-1;
            any &= pairs[i] & triples[i];
            begins = (two & 1) != 0;
        }

        return any != -1;
    }

    /// <summary>The number of a group of two letters; -1 when no unit has it.</summary>
    public short Two(byte first, byte second) => (short)(_two[(first << 6) | second] >> 1);

    /// <summary>The number of a group of three letters; -1 when no unit has it.</summary>
    public short Three(byte first, byte second, byte third) =>
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
