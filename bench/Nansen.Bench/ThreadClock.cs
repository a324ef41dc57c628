using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Nansen.Bench;

/// <summary>
/// Processor time of this thread, which work of others on the machine does not lengthen as it does the time on the wall;
/// where the system does not tell it (other than Linux), the time on the wall.
/// </summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of linux/time.h.
    private const int ThreadTime = 3;

    /// <summary>In what the clock counts, for the reader of figures.</summary>
    public static string Unit => OperatingSystem.IsLinux() ? "processor ms" : "ms";

    /// <summary>The time since some moment.</summary>
    public static TimeSpan Now
    {
        get
        {
            if (!OperatingSystem.IsLinux() || clock_gettime(ThreadTime, out var time) != 0) return Stopwatch.GetElapsedTime(0);
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds, Nanoseconds;
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int clock_gettime(int clock, out Time time);
}
