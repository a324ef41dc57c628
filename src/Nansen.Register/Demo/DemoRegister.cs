using System.Diagnostics;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>
/// Makes a demonstration register: State Utopia with the published asylum figures of a chosen State, lived day by day
/// through the ordinary pipeline (docs/demo.md). Everybody in it is invented.
/// </summary>
public static class DemoRegister
{
    /// <summary>
    /// Makes the register in a directory that does not exist yet or is empty. It stands there whole or not at all: it is
    /// made beside it and moved when it is done.
    /// </summary>
    /// <exception cref="RegisterException">The options make no sense, or something stands in the directory.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; nothing is left.</exception>
    /// <param name="directory">Where it shall stand.</param>
    /// <param name="options">What it is made like.</param>
    /// <param name="progress">Told of every day lived.</param>
    /// <param name="followUp">Work of higher floors on its last day, before it is counted.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<DemoSummary> BuildAsync(string directory, DemoOptions options, IProgress<DemoProgress>? progress = null, Func<RegisterNode, CancellationToken, ValueTask>? followUp = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var demand = PublishedDemand.Read(PublishedFigures.Shipped, options);
        if (options.Day < new DateOnly(options.To, 12, 31))
            throw new RegisterException($"The figures go to the end of {options.To}; the day ({options.Day:yyyy-MM-dd}) cannot lie before that. Give --to or --today another value.");
        directory = Path.GetFullPath(directory);
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new RegisterException($"{directory} is not empty; a demonstration register is made in a new directory.");
        var building = directory.TrimEnd(Path.DirectorySeparatorChar) + ".making-" + Environment.ProcessId;
        try
        {
            var summary = await MakeAsync(building, options, demand, progress, followUp, cancellation);
            if (Directory.Exists(directory)) Directory.Delete(directory);
            Directory.Move(building, directory);
            return summary;
        }
        catch
        {
            if (Directory.Exists(building)) Directory.Delete(building, true);
            throw;
        }
    }

    /// <summary>Counts a register that stands already.</summary>
    /// <exception cref="RegisterException">There is none.</exception>
    public static async Task<DemoSummary> CountAsync(string directory, CancellationToken cancellation = default)
    {
        var watch = Stopwatch.StartNew();
        await using var node = await RegisterNode.OpenAsync(directory, cancellation: cancellation);
        var officers = (await node.Officers.ListAsync(cancellation)).Where(o => o.Roles.Count > 0).Select(o => new DemoOfficer(o.Id, o.UserName, o.Roles[0], o.Name)).ToList();
        return await CountAsync(node, watch, officers, cancellation);
    }

    private static async Task<DemoSummary> CountAsync(RegisterNode node, Stopwatch watch, IReadOnlyList<DemoOfficer> officers, CancellationToken cancellation)
    {
        var counts = await node.Room.Rows.CountsAsync(cancellation);
        long entries = 0;
        foreach (var book in new[] { BookKind.Records, BookKind.Statistics, BookKind.Access }) entries += (await node.Journal.HeadOfAsync(book, cancellation)).Seq;
        return new DemoSummary(counts.GetValueOrDefault("individual"), node.Pack.Procedures.Keys.Sum(p => counts.GetValueOrDefault(p)), entries, watch.Elapsed.TotalSeconds, officers);
    }

    private static async Task<DemoSummary> MakeAsync(string directory, DemoOptions options, PublishedDemand demand, IProgress<DemoProgress>? progress, Func<RegisterNode, CancellationToken, ValueTask>? followUp, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        // The signers' keys may sign for fourteen months: those of a register lived in fast motion are made for its last.
        var clock = new DemoClock(new DateTimeOffset(options.Day.AddMonths(-13).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        var settings = new NodeSettings("UTO", "UT", true, PinnedDay: options.Today, Like: options.Like);
        var node = await RegisterNode.CreateAsync(directory, settings, new RegisterOptions { Clock = clock, Ids = IdSource.Seeded(options.Seed), Durability = Durability.Normal }, cancellation);
        try
        {
            clock.Live(new DateOnly(options.From - 1, 1, 2));
            var office = await DemoOffice.OpenAsync(node, cancellation);
            var families = Families(options, demand);
            var agenda = new DemoAgenda(node, clock, new CaseDesk(node, office), options);
            await agenda.LiveAsync(families, progress, cancellation);
            clock.Live(options.Day);
            if (followUp is not null) await followUp(node, cancellation);
            return await CountAsync(node, watch, office.Officers, cancellation);
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    private static List<DemoFamily> Families(DemoOptions options, PublishedDemand demand)
    {
        var maker = new FamilyMaker(new DemoRandom(options.Seed, "families"));
        var story = new CaseStory(options.Day, new DemoRandom(options.Seed, "stories"));
        var families = new List<DemoFamily>();
        foreach (var same in new LifePlanner(demand, options).Plan().GroupBy(l => l.Key).OrderBy(g => g.Key, StringComparer.Ordinal))
            families.AddRange(maker.Of(same.First(), same.Count()));
        foreach (var family in families) story.Write(family);
        families.AddRange(new TodaysCases(options, maker).Families());
        return families;
    }
}
