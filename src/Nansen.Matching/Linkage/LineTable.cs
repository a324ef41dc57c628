using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>
/// A table that never moves and begins on a cache line (64 bytes), so that entries of half a line or less are never read from two.
/// Bounds are not looked at: who reads answers for the numbers.
/// </summary>
internal sealed unsafe class LineTable<T> where T : unmanaged
{
    private const int Line = 64;

    private readonly T[] _held;

    /// <summary>A table of nothing but zeros; behind its end at least another line can be read.</summary>
    public LineTable(int count)
    {
        _held = GC.AllocateArray<T>(checked(count + 2 * Line / sizeof(T) + 1), pinned: true);
        First = (T*)(((nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_held)) + Line - 1) & ~(nuint)(Line - 1));
        LargePages.Ask(First, _held.LongLength * sizeof(T));
    }

    /// <summary>The first entry.</summary>
    public T* First { get; }
}
