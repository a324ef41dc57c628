using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nansen.Matching;

/// <summary>
/// Compares everything but names. The fields of two records lie side by side in their rows, in the order of the pattern, and
/// which of them both records have, and which agree, is seen of all at once; only what differs is looked at one by one.
/// </summary>
internal sealed unsafe class FactComparer(PreparedRecords records, int names)
{
    /// <summary>Fields that a pattern has room for.</summary>
    public const int Most = 16;

    private const int TextBits = 14;

    // The lowest of the four bits of each attribute.
    private const ulong Ones = 0x1111_1111_1111_1111;

    private readonly bool _narrow = records.Rows.Width <= Most / 2;
    private readonly uint _facts = (uint)((1 << Math.Min(Most, records.Fields)) - 1) & ~((1u << names) - 1);
    private readonly uint _texts = (uint)records.Others.Where(f => f.Place < Most).Sum(f => 1 << f.Place);
    private readonly uint _birth = records.Birth < 0 ? 0 : 1u << records.Birth;
    private readonly TextField?[] _fields = [.. Enumerable.Range(0, Most).Select(place => records.Others.FirstOrDefault(f => f.Place == place))];
    private readonly long[] _textKeys = new long[1 << TextBits];
    private readonly ushort[] _textLevels = new ushort[1 << TextBits];

    /// <summary>The pattern of two rows but for the names; and a bit for each field, names too, that both records have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Compare(int* x, int* y, out uint present)
    {
        (present, var equal) = _narrow ? Eight(x, y) : Sixteen(x, y);
        var (here, same) = (present & _facts & ~_birth, equal & _facts & ~_birth);
        // One for what differs, two for what agrees, three for texts that do.
        var pattern = Spread(here) + Spread(same) + Spread(same & _texts);
        for (var open = here & ~same & _texts; open != 0; open &= open - 1)
        {
            var place = BitOperations.TrailingZeroCount(open);
            pattern += (ulong)(Text(place, x, y) - 1) << (4 * place);
        }

        return (present & _birth) == 0 ? pattern : pattern | ((ulong)Birth(x[records.Birth], y[records.Birth]) << (4 * records.Birth));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Present, uint Equal) Sixteen(int* x, int* y)
    {
        var (a, b) = (Vector512.Load(x), Vector512.Load(y));
        var present = ~(uint)(Vector512.Equals(a, Vector512<int>.Zero) | Vector512.Equals(b, Vector512<int>.Zero)).ExtractMostSignificantBits() & 0xFFFF;
        return (present, (uint)Vector512.Equals(a, b).ExtractMostSignificantBits() & present);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Present, uint Equal) Eight(int* x, int* y)
    {
        var (a, b) = (Vector256.Load(x), Vector256.Load(y));
        var present = ~(Vector256.Equals(a, Vector256<int>.Zero) | Vector256.Equals(b, Vector256<int>.Zero)).ExtractMostSignificantBits() & 0xFF;
        return (present, Vector256.Equals(a, b).ExtractMostSignificantBits() & present);
    }

    /// <summary>Each bit to the lowest of the four of its attribute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Spread(uint bits)
    {
        if (Bmi2.X64.IsSupported) return Bmi2.X64.ParallelBitDeposit(bits, Ones);
        ulong spread = bits;
        spread = (spread | (spread << 24)) & 0x0000_00FF_0000_00FF;
        spread = (spread | (spread << 12)) & 0x000F_000F_000F_000F;
        spread = (spread | (spread << 6)) & 0x0303_0303_0303_0303;
        return (spread | (spread << 3)) & Ones;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Birth(int a, int b)
    {
        if (a > 0 && b > 0) return (int)BirthComparison.Compare(a, b);
        var (x, y) = (a < 0 ? -a : a >> 9, b < 0 ? -b : b >> 9);
        return (int)(x == y ? BirthLevel.Year : Math.Abs(x - y) <= 1 ? BirthLevel.Near : BirthLevel.Different);
    }

    /// <summary>1 different, 2 close, 3 the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Text(int place, int* a, int* b)
    {
        var field = _fields[place]!;
        var (x, y) = (Math.Min(a[place], b[place]), Math.Max(a[place], b[place]));
        if (field.Levels is not { } levels) return Remembered(field, place, x, y);
        ref var level = ref levels[x * field.Values + y];
        return level != 0 ? level : level = (byte)TextLevel(field, x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Remembered(TextField field, int place, int x, int y)
    {
        var key = (((ulong)x << 32) | (uint)y) * 0x9E3779B97F4A7C15UL;
        key = ((key ^ (key >> 29)) * 0xff51afd7ed558ccdUL) + (ulong)place;
        var slot = (int)(key >> (64 - TextBits));
        if (_textKeys[slot] == ((long)x << 32 | (uint)y) && _textLevels[slot] >> 4 == place + 1) return _textLevels[slot] & 15;
        var level = TextLevel(field, x, y);
        (_textKeys[slot], _textLevels[slot]) = (((long)x << 32) | (uint)y, (ushort)(((place + 1) << 4) | level));
        return level;
    }

    private static int TextLevel(TextField field, int x, int y)
    {
        var (s, t) = (field.Text(x), field.Text(y));
        var distance = EditDistance.Of(s, t);
        var longest = Math.Max(s.Length, t.Length);
        return field.Kind == FieldKind.Number ? (distance == 1 && longest > 3 || distance == 2 && longest > 6 ? 2 : 1)
            : field.Kind == FieldKind.Place ? (int)PlaceNames.Compare(s, t)
            : distance * 4 <= longest || PlaceNames.Inside(s, t) ? 2 : 1;
    }
}
