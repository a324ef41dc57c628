using System.Diagnostics;
using System.Globalization;
using Nansen.Matching;

namespace Nansen.Bench;

/// <summary>Private encodings: made a second, compared a second on one core, by each kernel.</summary>
internal static class MatchingBenchClk
{
    private const int Rows = 2_048, Times = 4_000;

    private delegate void Kernel(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> rows, Span<ushort> counts);

    public static void Run()
    {
        var (csv, _) = new MatchingBenchPeople(4).Make(200_000);
        var encoder = new RecordEncoder(EncodingKey.Read(new byte[32]));
        var set = new RecordReader().Read(new MemoryStream(csv), "bench");
        encoder.Encode(new RecordReader().Read(new MemoryStream(csv), "bench"));
        var watch = Stopwatch.StartNew();
        encoder.Encode(set);
        MatchingBench.Line("CLK encoded a second (names prepared within)", $"{200_000 / watch.Elapsed.TotalSeconds:N0}", "300,000");
        var random = new Random(9);
        var rows = new ulong[Rows * RecordEncoder.Words];
        for (var i = 0; i < rows.Length; i++) rows[i] = (ulong)random.NextInt64() & (ulong)random.NextInt64();
        Measure("AVX-512", BitOverlap.Count, rows);
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported) Measure("AVX2", BitOverlap.Middle, rows);
        Measure("scalar", BitOverlap.Scalar, rows);
    }

    private static void Measure(string name, Kernel kernel, ulong[] rows)
    {
        var counts = new ushort[Rows];
        var best = 0.0;
        for (var run = 0; run < 5; run++)
        {
            var watch = Stopwatch.StartNew();
            for (var t = 0; t < Times; t++) kernel(rows.AsSpan(t % Rows * RecordEncoder.Words, RecordEncoder.Words), rows, counts);
            best = Math.Max(best, (double)Rows * Times / watch.Elapsed.TotalSeconds);
        }

        MatchingBench.Line($"CLK compared a second a core, {name}", (best / 1e6).ToString("0", CultureInfo.InvariantCulture) + " M", "300 M (stretch 450 M)");
    }
}
