using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Nansen.Matching;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary>
/// Search-before-create with a full card, and free words as an officer types them: how long each takes and how often it
/// finds, on one thread. Cards are read from a file while the index is built, so that they are not counted with it.
/// </summary>
internal sealed class MatchingBenchSearch
{
    private const int MostAsked = 2_000, Passes = 3, Chunk = 20_000;

    private readonly List<(PersonCard Card, int Person)> _asked = [];
    private readonly Stopwatch _building = new();
    private TimeSpan _busy, _from;
    private readonly int[] _person;

    private MatchingBenchSearch(int[] person) => _person = person;

    public static void Run(int records)
    {
        var file = Path.Combine(Path.GetTempPath(), $"nansen-bench-search-{Environment.ProcessId}.csv");
        try
        {
            int[] person;
            using (var to = File.Create(file)) person = new MatchingBenchPeople(3).Write(to, records);
            new MatchingBenchSearch(person).Measure(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private void Measure(string file)
    {
        PersonIndex.Build(Held(file).Take(20_000)).Find(new PersonQuery { Words = "warm" });
        _asked.Clear();
        var empty = GC.GetTotalMemory(true);
        _busy = TimeSpan.Zero;
        _building.Reset();
        Go();
        var index = PersonIndex.Build(Held(file));
        Stop();
        var size = GC.GetTotalMemory(true) - empty;
        MatchingBench.Line($"index of {index.Count:N0} built, s", Text(_building.Elapsed.TotalSeconds, "0.00"), "seconds");
        MatchingBench.Line("  processor seconds", Text(_busy.TotalSeconds, "0.00"), "");
        MatchingBench.Line("index, MiB a million", Text(size / 1048576.0 * 1e6 / index.Count, "0"), "200");
        var million = index.Count <= 1_000_000;
        Ask("search by card", index, million, card => PersonQuery.Of(card));
        Ask("search by free words", index, million, card => new PersonQuery { Words = Words(card) });
    }

    /// <summary>Who is registered; the second record of some people is kept out and asked for.</summary>
    private IEnumerable<PersonCard> Held(string file)
    {
        var seen = new BitArray(_person.Length);
        using var reader = new StreamReader(file);
        reader.ReadLine();
        var chunk = new List<PersonCard>(Chunk);
        for (var i = 0; i < _person.Length;)
        {
            // Reading the file is not part of building.
            Stop();
            chunk.Clear();
            for (; i < _person.Length && chunk.Count < Chunk; i++)
            {
                var card = Card(i, reader.ReadLine()!.Split(','));
                if (seen[_person[i]] && _asked.Count < MostAsked && i % 3 == 0 && i > _person.Length / 10) _asked.Add((card, _person[i]));
                else chunk.Add(card);
                seen[_person[i]] = true;
            }

            Go();
            foreach (var card in chunk) yield return card;
        }
    }

    private void Go()
    {
        _from = Process.GetCurrentProcess().TotalProcessorTime;
        _building.Start();
    }

    private void Stop()
    {
        _building.Stop();
        _busy += Process.GetCurrentProcess().TotalProcessorTime - _from;
    }

    private void Ask(string what, PersonIndex index, bool million, Func<PersonCard, PersonQuery> queryOf)
    {
        var queries = _asked.Select(a => queryOf(a.Card)).ToArray();
        var found = 0;
        for (var i = 0; i < queries.Length; i++)
            if (index.Find(queries[i]).Any(c => _person[BitConverter.ToInt32(c.Id.ToByteArray())] == _asked[i].Person)) found++;
        var (p50, p99) = (double.MaxValue, double.MaxValue);
        var times = new double[queries.Length];
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var i = 0; i < queries.Length; i++)
            {
                var from = ThreadClock.Now;
                index.Find(queries[i]);
                times[i] = (ThreadClock.Now - from).TotalMilliseconds;
            }

            Array.Sort(times);
            (p50, p99) = (Math.Min(p50, times[times.Length / 2]), Math.Min(p99, times[times.Length * 99 / 100]));
        }

        MatchingBench.Line($"{what}: p50; p99, {ThreadClock.Unit}", $"{Text(p50, "0.000")}; {Text(p99, "0.00")}", million ? "0.3; 1" : "p99 3 at ten million");
        MatchingBench.Line($"{what}: recall@20", Text(found / (double)queries.Length, "0.000"), "0.95");
    }

    /// <summary>The family name and the given name, or its beginning, in the writing of the second record, and the year.</summary>
    private static string Words(PersonCard card)
    {
        var name = card.Names[0];
        var given = name.Of(NamePartKind.Given);
        if (card.Id.ToByteArray()[0] % 2 == 0 && given.Length > 4) given = given[..4];
        return string.Create(CultureInfo.InvariantCulture, $"{name.Of(NamePartKind.Family)} {given} {card.Birth?.Earliest.Year}");
    }

    private static PersonCard Card(int number, string[] cells) => new(
        new Guid(number, 0, 0, new byte[8]),
        [PersonName.Of(cells[2], cells[1], cells[3])],
        PartialDate.TryParse(cells[4], out var birth) ? birth : null,
        cells[5].Length > 0 ? cells[5] : null, cells[6], cells[7].Length > 0 ? cells[7] : null, cells[8].Length > 0 ? cells[8] : null);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
