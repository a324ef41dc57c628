namespace Nansen.Matching;

/// <summary>Sorts keys with the records they belong to, eleven bits at a time.</summary>
internal static class RadixSort
{
    /// <summary>Sorts both arrays by key; equal keys keep their order. The scratch arrays are as long.</summary>
    public static void Sort(ref uint[] keys, ref int[] rows, int count, ref uint[] keyScratch, ref int[] rowScratch)
    {
        Span<int> places = stackalloc int[2048];
        for (var shift = 0; shift < 33; shift += 11)
        {
            places.Clear();
            for (var i = 0; i < count; i++) places[(int)(keys[i] >> shift) & 2047]++;
            var sum = 0;
            for (var i = 0; i < 2048; i++) (places[i], sum) = (sum, sum + places[i]);
            for (var i = 0; i < count; i++)
            {
                var place = places[(int)(keys[i] >> shift) & 2047]++;
                keyScratch[place] = keys[i];
                rowScratch[place] = rows[i];
            }

            (keys, keyScratch) = (keyScratch, keys);
            (rows, rowScratch) = (rowScratch, rows);
        }
    }
}
