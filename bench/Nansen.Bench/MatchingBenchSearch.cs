using System.Diagnostics;
using System.Globalization;
using Nansen.Matching;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary>Search-before-create: how long it takes and how often it finds, on one core.</summary>
internal static class MatchingBenchSearch
{
    public static void Run(int records)
    {
        var empty = GC.GetTotalMemory(true);
        var (csv, person) = new MatchingBenchPeople(3).Make(records);
        using var reader = new StringReader(System.Text.Encoding.UTF8.GetString(csv));
        csv = [];
        reader.ReadLine();
        var held = new List<PersonCard>(records);
        var asked = new List<(PersonCard Card, int Person)>();
        var seen = new HashSet<int>();
        for (var i = 0; reader.ReadLine() is { } line; i++)
        {
            var card = Card(i, line.Split(','));
            // The second record of some people is kept out of the index and asked for.
            if (!seen.Add(person[i]) && asked.Count < 2_000 && i % 3 == 0) asked.Add((card, person[i]));
            else held.Add(card);
        }

        var watch = Stopwatch.StartNew();
        var index = PersonIndex.Build(held);
        var built = watch.Elapsed.TotalSeconds;
        held = null!;
        reader.Dispose();
        var size = GC.GetTotalMemory(true) - empty - person.Length * 4L;
        for (var i = 0; i < 200; i++) index.Find(PersonQuery.Of(asked[i % asked.Count].Card));
        var times = new double[asked.Count];
        var found = 0;
        for (var i = 0; i < asked.Count; i++)
        {
            watch.Restart();
            var candidates = index.Find(PersonQuery.Of(asked[i].Card));
            times[i] = watch.Elapsed.TotalMilliseconds;
            if (candidates.Any(c => person[BitConverter.ToInt32(c.Id.ToByteArray())] == asked[i].Person)) found++;
        }

        Array.Sort(times);
        MatchingBench.Line($"index of {index.Count:N0} built, s", built.ToString("0.00", CultureInfo.InvariantCulture), "seconds");
        MatchingBench.Line("index, MiB a million (cards freed)", (size / 1048576.0 * 1e6 / index.Count).ToString("0", CultureInfo.InvariantCulture), "200");
        MatchingBench.Line("search p50; p99, ms", string.Create(CultureInfo.InvariantCulture, $"{times[times.Length / 2]:0.00}; {times[times.Length * 99 / 100]:0.00}"), "0.3; 1");
        MatchingBench.Line("recall@20", (found / (double)asked.Count).ToString("0.000", CultureInfo.InvariantCulture), "0.95");
    }

    private static PersonCard Card(int number, string[] cells) => new(
        new Guid(number, 0, 0, new byte[8]),
        [PersonName.Of(cells[2], cells[1], cells[3])],
        PartialDate.TryParse(cells[4], out var birth) ? birth : null,
        cells[5].Length > 0 ? cells[5] : null, cells[6], cells[7].Length > 0 ? cells[7] : null, cells[8].Length > 0 ? cells[8] : null);
}
