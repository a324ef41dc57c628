using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nansen.Statistics;

/// <summary>
/// Finds a period by its id: open addressing over 128-bit keys. Ids of up to 15 bytes are their own key; longer ones
/// stand by 120 bits of their SHA-256, which nobody can make collide.
/// </summary>
internal sealed class PeriodIndex
{
    private UInt128[] keys = new UInt128[1 << 12];
    private int[] values = new int[1 << 12];

    public int Count { get; private set; }

    /// <summary>The key of an id.</summary>
    public static UInt128 Key(ReadOnlySpan<byte> id)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        if (id.Length <= 15)
        {
            id.CopyTo(bytes);
            bytes[15] = (byte)(id.Length + 1);
        }
        else
        {
            SHA256.HashData(id, bytes);
            bytes[15] = 0xFF;
        }

        return new UInt128(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }

    /// <summary>The value of a key, added as −1 when it is new.</summary>
    public ref int At(UInt128 key)
    {
        if (Count * 3 >= keys.Length * 2) Double();
        ref var value = ref Slot(key);
        if (keys[LastSlot] == UInt128.Zero)
        {
            keys[LastSlot] = key;
            Count++;
            value = -1;
        }

        return ref value;
    }

    private int LastSlot { get; set; }

    private ref int Slot(UInt128 key)
    {
        var mask = keys.Length - 1;
        var hash = ((ulong)key ^ ((ulong)(key >> 64) * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93;
        var slot = (int)(hash >> 32) & mask;
        while (keys[slot] != UInt128.Zero && keys[slot] != key) slot = (slot + 1) & mask;
        LastSlot = slot;
        return ref values[slot];
    }

    private void Double()
    {
        var (oldKeys, oldValues) = (keys, values);
        keys = new UInt128[oldKeys.Length * 2];
        values = new int[keys.Length];
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] == UInt128.Zero) continue;
            Slot(oldKeys[i]) = oldValues[i];
            keys[LastSlot] = oldKeys[i];
        }
    }
}
