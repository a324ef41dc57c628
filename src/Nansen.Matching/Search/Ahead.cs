using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Nansen.Matching;

/// <summary>
/// Asks memory for what is read in a moment, so that many places are fetched at the same time and not one after the other.
/// Changes nothing but the time; where the processor knows no such request, nothing is done.
/// </summary>
internal static class Ahead
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Of<T>(ref readonly T place)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in place)));
    }
}
