using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>
/// Records brought together by key: first into some thousand parts by the key's upper bits, then each part is sorted within
/// the second cache. An entry is a key above and a record below; records of one key stand in the order of the file.
/// </summary>
internal sealed class BlockSort
{
    private const int PartBits = 11, Parts = 1 << PartBits, DigitBits = 11;

    private ulong[] _entries = [];
    private readonly int[] _ends = new int[Parts];

    /// <summary>How many parts, so that threads can share them out.</summary>
    public static int Count => Parts;

    /// <summary>The entries of a part, sorted.</summary>
    public Span<ulong> this[int part] => part == 0 ? _entries.AsSpan(0, _ends[0]) : _entries.AsSpan(_ends[part - 1], _ends[part] - _ends[part - 1]);

    /// <summary>Sorts the keys in the given columns of a table; 0 is left out, and so are keys the sample leaves out.</summary>
    public unsafe void Sort(RowTable keys, int from, int to, uint sample, int workers)
    {
        var counts = new int[workers][];
        Each(workers, worker =>
        {
            var places = counts[worker] = new int[Parts];
            var (first, last) = Range(keys.Rows, worker, workers);
            for (var row = first; row < last; row++)
                for (var c = from; c < to; c++)
                    if (keys.At(row)[c] is var key && key != 0 && ((key >> 1) & sample) == 0) places[(int)(key >> (32 - PartBits))]++;
        });
        var sum = 0;
        for (var part = 0; part < Parts; part++)
        {
            for (var worker = 0; worker < workers; worker++) (counts[worker][part], sum) = (sum, sum + counts[worker][part]);
            _ends[part] = sum;
        }

        if (_entries.Length < sum) _entries = GC.AllocateUninitializedArray<ulong>(sum);
        Each(workers, worker =>
        {
            ref var places = ref MemoryMarshal.GetArrayDataReference(counts[worker]);
            ref var entries = ref MemoryMarshal.GetArrayDataReference(_entries);
            var (first, last) = Range(keys.Rows, worker, workers);
            for (var row = first; row < last; row++)
                for (var c = from; c < to; c++)
                    if (keys.At(row)[c] is var key && key != 0 && ((key >> 1) & sample) == 0)
                        System.Runtime.CompilerServices.Unsafe.Add(ref entries, System.Runtime.CompilerServices.Unsafe.Add(ref places, (int)(key >> (32 - PartBits)))++) = ((ulong)key << 32) | (uint)row;
        });
        var next = -1;
        Each(workers, _ =>
        {
            ulong[] scratch = [];
            for (int part; (part = Interlocked.Increment(ref next)) < Parts;) Within(this[part], ref scratch);
        });
    }

    /// <summary>Runs one piece of work a thread.</summary>
    public static void Each(int workers, Action<int> work)
    {
        if (workers == 1) work(0);
        else Parallel.For(0, workers, Parallelism.Options, work);
    }

    private static (int From, int To) Range(int count, int worker, int workers) => ((int)((long)count * worker / workers), (int)((long)count * (worker + 1) / workers));

    /// <summary>Sorts a part by what is left of the key: two turns of eleven bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Within(Span<ulong> part, ref ulong[] scratch)
    {
        if (part.Length < 256)
        {
            part.Sort();
            return;
        }

        if (scratch.Length < part.Length) scratch = GC.AllocateUninitializedArray<ulong>(part.Length * 2);
        var other = scratch.AsSpan(0, part.Length);
        Turn(part, other, 32);
        Turn(other, part, 32 + DigitBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(ReadOnlySpan<ulong> from, Span<ulong> to, int shift)
    {
        Span<int> places = stackalloc int[1 << DigitBits];
        places.Clear();
        foreach (var entry in from) places[(int)(entry >> shift) & ((1 << DigitBits) - 1)]++;
        var sum = 0;
        for (var i = 0; i < places.Length; i++) (places[i], sum) = (sum, sum + places[i]);
        foreach (var entry in from) to[places[(int)(entry >> shift) & ((1 << DigitBits) - 1)]++] = entry;
    }
}
