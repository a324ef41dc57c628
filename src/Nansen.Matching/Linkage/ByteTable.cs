using System.Runtime.CompilerServices;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Nansen.Matching;

/// <summary>Distinct values of a column as UTF-8 bytes, numbered from 1 in the order in which they come; 0 is the empty value.</summary>
internal sealed class ByteTable
{
    private byte[] _bytes = new byte[1 << 12];
    private int[] _starts = new int[256];
    private uint[] _hashes = new uint[256];

    // The hash above, the number below: most looks at a value end here.
    private ulong[] _slots = new ulong[512];
    private int _used;

    /// <summary>How many distinct values, the empty one not counted.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> this[int code] => code == 0 ? [] : _bytes.AsSpan(_starts[code], _starts[code + 1] - _starts[code]);

    /// <summary>The text of a value.</summary>
    public string Text(int code) => Encoding.UTF8.GetString(this[code]);

    /// <summary>The number of a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Intern(ReadOnlySpan<byte> value)
    {
        if (value.Length == 0) return 0;
        var hash = Hash(value);
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var held = _slots[slot];
            if (held == 0) return Add(value, hash, slot);
            if ((uint)(held >> 32) == hash && this[(int)(uint)held].SequenceEqual(value)) return (int)(uint)held;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Add(ReadOnlySpan<byte> value, uint hash, int slot)
    {
        var code = ++Count;
        if (code + 2 > _starts.Length)
        {
            Array.Resize(ref _starts, _starts.Length * 2);
            Array.Resize(ref _hashes, _hashes.Length * 2);
        }

        if (_used + value.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + value.Length));
        value.CopyTo(_bytes.AsSpan(_used));
        _starts[code] = _used;
        _used += value.Length;
        _starts[code + 1] = _used;
        _hashes[code] = hash;
        _slots[slot] = ((ulong)hash << 32) | (uint)code;
        if (code * 2 > _slots.Length) Grow();
        return code;
    }

    private void Grow()
    {
        _slots = new ulong[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var code = 1; code <= Count; code++)
        {
            var slot = (int)_hashes[code] & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = ((ulong)_hashes[code] << 32) | (uint)code;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ReadOnlySpan<byte> value)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)value.Length;
        while (value.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(value)) * 0xff51afd7ed558ccdUL, 29);
            value = value[8..];
        }

        ulong last = 0;
        for (var i = 0; i < value.Length; i++) last |= (ulong)value[i] << (8 * i);
        hash = (hash ^ last) * 0xc4ceb9fe1a85ec53UL;
        return (uint)(hash >> 32) ^ (uint)hash;
    }
}
