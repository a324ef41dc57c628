namespace Nansen.Matching;

/// <summary>Edit distance with transposed neighbours (optimal string alignment).</summary>
internal static class EditDistance
{
    /// <summary>Least number of insertions, deletions, replacements and swaps of neighbours.</summary>
    public static int Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length > Alphabets.MaxLetters) a = a[..Alphabets.MaxLetters];
        if (b.Length > Alphabets.MaxLetters) b = b[..Alphabets.MaxLetters];
        var width = b.Length + 1;
        Span<int> before = stackalloc int[width], last = stackalloc int[width], now = stackalloc int[width];
        for (var j = 0; j < width; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (var j = 1; j < width; j++)
            {
                var best = Math.Min(Math.Min(now[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = Math.Min(best, before[j - 2] + 1);
                now[j] = best;
            }

            var free = before;
            before = last;
            last = now;
            now = free;
        }

        return last[b.Length];
    }
}
