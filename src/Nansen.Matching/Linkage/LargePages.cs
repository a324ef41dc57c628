using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>
/// Asks the system to hold a large table in large pages (2 MiB): rows are read anywhere, and with small pages the processor looks up the
/// address of nearly each of them. Where the system has no such pages nothing changes.
/// </summary>
internal static unsafe partial class LargePages
{
    // MADV_HUGEPAGE of linux/mman.h.
    private const int Advice = 14, Page = 1 << 21;

    /// <summary>Asks for the whole large pages between two addresses, best before the memory is first touched.</summary>
    public static void Ask(void* at, long bytes)
    {
        if (!OperatingSystem.IsLinux() || bytes < 2 * Page) return;
        var first = ((nint)at + Page - 1) & ~(nint)(Page - 1);
        try
        {
            _ = madvise(first, (nuint)(((nint)at + (nint)bytes - first) & ~(nint)(Page - 1)), Advice);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // A system without it has its pages as they are.
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int madvise(nint at, nuint bytes, int advice);
}
