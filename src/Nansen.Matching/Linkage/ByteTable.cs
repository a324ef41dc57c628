using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Nansen.Matching;

/// <summary>Distinct values of a column as UTF-8 bytes, numbered from 1 in the order in which they come; 0 is the empty value.</summary>
internal sealed class ByteTable
{
    private byte[] _bytes;
    private int[] _starts;
    private uint[] _hashes;

    // The hash above, the number below: most looks at a value end here.
    private ulong[] _slots;
    private int _used;

    /// <summary>An empty table with room for so many values.</summary>
    public ByteTable(int values = 2048)
    {
        (_bytes, _starts, _hashes) = (new byte[values * 12 + 64], new int[values + 4], new uint[values + 4]);
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)values + 1) * 2];
    }

    /// <summary>How many distinct values, the empty one not counted.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> this[int code] => code == 0 ? [] : _bytes.AsSpan(_starts[code], _starts[code + 1] - _starts[code]);

    /// <summary>The hash of a value, not the empty one.</summary>
    public uint HashOf(int code) => _hashes[code];

    /// <summary>The text of a value.</summary>
    public string Text(int code) => Encoding.UTF8.GetString(this[code]);

    /// <summary>How many bytes the values of a range of numbers have.</summary>
    public int BytesOf(int from, int to) => Count == 0 ? 0 : _starts[to] - _starts[from];

    /// <summary>The number of a value.</summary>
    public int Intern(ReadOnlySpan<byte> value) => Intern(value, Hash(value));

    /// <summary>The number of a value whose hash is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Intern(ReadOnlySpan<byte> value, uint hash)
    {
        if (value.Length == 0) return 0;
        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var held = _slots[slot];
            if (held == 0) return Add(value, hash, slot);
            if ((uint)(held >> 32) == hash && this[(int)(uint)held].SequenceEqual(value)) return (int)(uint)held;
        }
    }

    /// <summary>Asks the memory for the place of a hash that will be wanted soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(uint hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref _slots[(int)hash & (_slots.Length - 1)]));
    }

    /// <summary>Asks the memory for the bytes of the value of a hash, whose place is at hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void FetchValue(uint hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref _bytes[_starts[(int)(uint)_slots[(int)hash & (_slots.Length - 1)]]]));
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

        // One byte more, so that the place behind the last value can be asked for.
        if (_used + value.Length + 1 > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + value.Length + 1));
        value.CopyTo(_bytes.AsSpan(_used));
        _starts[code] = _used;
        _used += value.Length;
        _starts[code + 1] = _used;
        _hashes[code] = hash;
        _slots[slot] = ((ulong)hash << 32) | (uint)code;
        if (code * 2L > _slots.Length) Grow();
        return code;
    }

    private void Grow()
    {
        _slots = new ulong[_slots.Length * 4L];
        var mask = _slots.Length - 1;
        for (var code = 1; code <= Count; code++)
        {
            if (code + 16 <= Count) Fetch(_hashes[code + 16]);
            var slot = (int)_hashes[code] & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = ((ulong)_hashes[code] << 32) | (uint)code;
        }
    }

    /// <summary>The hash under which a value is held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(ReadOnlySpan<byte> value)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)value.Length;
        for (; value.Length > 8; value = value[8..])
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(value)) * 0xff51afd7ed558ccdUL, 29);
        hash = (hash ^ Last(value)) * 0xc4ceb9fe1a85ec53UL;
        return (uint)(hash >> 32) ^ (uint)hash;
    }

    /// <summary>Up to eight bytes as a number, in one or two reads.</summary>
    private static ulong Last(ReadOnlySpan<byte> value) => value.Length switch
    {
        8 => MemoryMarshal.Read<ulong>(value),
        >= 4 => MemoryMarshal.Read<uint>(value) | ((ulong)MemoryMarshal.Read<uint>(value[^4..]) << 32),
        > 0 => value[0] | ((ulong)value[value.Length / 2] << 8) | ((ulong)value[^1] << 16),
        _ => 0,
    };
}
