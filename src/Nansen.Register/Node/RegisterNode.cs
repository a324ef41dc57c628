using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>How a node is made or opened.</summary>
public sealed record RegisterOptions
{
    /// <summary>The office's clock; null: the system's, or the pinned day of a demonstration.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Where ids come from.</summary>
    public IIdSource Ids { get; init; } = IdSource.Random;

    /// <summary>When a commit counts as done.</summary>
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>PostgreSQL connection string for a national node; null: the embedded store.</summary>
    public string? PostgreSql { get; init; }
}

/// <summary>
/// One node: a data directory with its books, keys and settings, opened with its pack. Everything the pages, the API
/// and the program do goes through its rooms.
/// </summary>
public sealed class RegisterNode : IAsyncDisposable
{
    private RegisterNode(string directory, NodeSettings settings, Pack pack, IJournal journal, RegisterOptions options, PersonSearch search, StatisticsBook statistics, long knownRecords)
    {
        (Directory, Settings, Pack, Journal, Search, Statistics) = (directory, settings, pack, journal, search, statistics);
        Room = new RecordRoom(journal, new RecordRoomOptions
        {
            Pack = pack,
            Clock = options.Clock!,
            Ids = options.Ids,
            Statistics = new RegisterStatistics(pack, options.Ids),
            Letters = new LiquidLetters(pack, settings.State),
            Listeners = [search, statistics],
            KnownTo = (knownRecords, statistics.ReadTo),
        });
        Duplicates = new DuplicateSearch(Room, search);
        Groups = new GroupRegistration(Room, Duplicates);
        Lists = new ListImport(Room, Duplicates);
        Imports = new ImportCommit(Room, Groups, Lists);
        Border = new BorderDesk(Room, Duplicates);
        Identity = new SamePerson(Room);
        var sweep = new SweepFolder(directory, journal);
        Matching = search.Index.Model;
        Sweep = new DuplicateSweep(Room, search.Index, sweep, Matching);
        Queue = new DuplicateQueue(Room, sweep, Identity);
        Meter = new DuplicateMeter(Room, Queue);
        Trial = new MatchingTrial(Room, Matching);
        Officers = new OfficerDirectory(Room);
        Documents = new DocumentDesk(Room, settings, directory);
        Examinations = new ExaminationDesk(Room);
    }

    /// <summary>Data directory.</summary>
    public string Directory { get; }

    /// <summary>What the node is set up as.</summary>
    public NodeSettings Settings { get; }

    /// <summary>Pack in force.</summary>
    public Pack Pack { get; }

    /// <summary>The books.</summary>
    public IJournal Journal { get; }

    /// <summary>The records.</summary>
    public RecordRoom Room { get; }

    /// <summary>The search index.</summary>
    public PersonSearch Search { get; }

    /// <summary>Search before create.</summary>
    public DuplicateSearch Duplicates { get; }

    /// <summary>Registration of families and groups.</summary>
    public GroupRegistration Groups { get; }

    /// <summary>Registration lists: reading, checking, staging.</summary>
    public ListImport Lists { get; }

    /// <summary>Staged lists registered, once confirmed.</summary>
    public ImportCommit Imports { get; }

    /// <summary>Encounters at the border.</summary>
    public BorderDesk Border { get; }

    /// <summary>"Same person" and its undoing.</summary>
    public SamePerson Identity { get; }

    /// <summary>Rules and weights of the matching: the pack's, or those that ship.</summary>
    public MatchingModel Matching { get; }

    /// <summary>Looks for double registrations over the whole register.</summary>
    public DuplicateSweep Sweep { get; }

    /// <summary>What the sweep found and waits for officers.</summary>
    public DuplicateQueue Queue { get; }

    /// <summary>Tries other rules and weights, and learns them from decisions.</summary>
    public MatchingTrial Trial { get; }

    /// <summary>Measures the matching by officers' decisions.</summary>
    public DuplicateMeter Meter { get; }

    /// <summary>Who works here.</summary>
    public OfficerDirectory Officers { get; }

    /// <summary>Documents: issue, void, draw.</summary>
    public DocumentDesk Documents { get; }

    /// <summary>Suspicions about papers, and what examiners find.</summary>
    public ExaminationDesk Examinations { get; }

    /// <summary>Accounts and tables.</summary>
    public StatisticsBook Statistics { get; }

    /// <summary>Makes a node in an empty directory: books, keys, the State's document authority, and the settings.</summary>
    /// <exception cref="RegisterException">The pack is not sound, or the directory holds a register already.</exception>
    public static async ValueTask<RegisterNode> CreateAsync(string directory, NodeSettings settings, RegisterOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        System.IO.Directory.CreateDirectory(directory);
        options = WithClock(options, settings);
        var pack = LoadPack(settings);
        IJournal journal;
        try
        {
            journal = await JournalDirectory.CreateAsync(directory, JournalOf(options), Rows(pack), cancellation);
        }
        catch (JournalDirectoryException refused)
        {
            throw new RegisterException(refused.Message, refused);
        }

        settings.Write(directory);
        DocumentDesk.Establish(directory, settings, options.Clock!.GetUtcNow());
        return await StartAsync(directory, settings, pack, journal, options, cancellation);
    }

    /// <summary>Opens a node.</summary>
    /// <exception cref="RegisterException">There is none, its pack is not sound, or its keys do not open.</exception>
    public static async ValueTask<RegisterNode> OpenAsync(string directory, RegisterOptions? options = null, CancellationToken cancellation = default)
    {
        var settings = NodeSettings.Read(directory);
        options = WithClock(options, settings);
        var pack = LoadPack(settings);
        try
        {
            var journal = await JournalDirectory.OpenAsync(directory, JournalOf(options), Rows(pack), cancellation);
            return await StartAsync(directory, settings, pack, journal, options, cancellation);
        }
        catch (JournalDirectoryException refused)
        {
            throw new RegisterException(refused.Message, refused);
        }
    }

    /// <summary>What a register keeps in its directory beside the journal and is part of its backup: settings, sign-in secrets, trust and void lists, releases.</summary>
    public static IReadOnlyList<string> KeptBeside { get; } = ["register.json", "identity.db", "trust", "releases"];

    /// <summary>The rows of a register.</summary>
    public static IRowFold Rows(Pack pack) => new RowFolds(new RecordRows(pack), new RegisterRows(), new PairDecisionRows());

    /// <summary>Loads the pack of a node.</summary>
    /// <exception cref="RegisterException">It has errors; the first is named.</exception>
    public static Pack LoadPack(NodeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var folder = settings.Pack ?? Home.PathOf("packs", "model");
        var result = PackLoader.Load(folder);
        return result.Pack ?? throw new RegisterException($"The pack in {folder} is not sound: {result.Findings.FirstOrDefault(f => f.Level == FindingLevel.Error)}. Run 'nansen pack check {folder}'.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Documents.Dispose();
        return Journal.DisposeAsync();
    }

    private static async ValueTask<RegisterNode> StartAsync(string directory, NodeSettings settings, Pack pack, IJournal journal, RegisterOptions options, CancellationToken cancellation)
    {
        // Asked first: what is written while the index is built is told to it again, and changes nothing.
        var known = (await journal.HeadOfAsync(BookKind.Records, cancellation)).Seq;
        var search = PersonSearch.BuildAsync(new RowQueries(journal), MatchingFile.ModelOf(pack.Matching), cancellation);
        var statistics = StatisticsBook.ReadAsync(journal, pack, settings.State, options.Clock, cancellation);
        return new RegisterNode(directory, settings, pack, journal, options, await search, await statistics, known);
    }

    private static RegisterOptions WithClock(RegisterOptions? options, NodeSettings settings)
    {
        options ??= new RegisterOptions();
        return options.Clock is not null ? options
            : options with { Clock = settings.PinnedDay is { } day ? new PinnedClock(day) : TimeProvider.System };
    }

    private static JournalOptions JournalOf(RegisterOptions options) =>
        new() { Clock = options.Clock!, Ids = options.Ids, Durability = options.Durability, PostgreSql = options.PostgreSql };

    // A demonstration's "today": the hands move, the day stays.
    private sealed class PinnedClock(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            var now = TimeProvider.System.GetUtcNow();
            return new DateTimeOffset(day.ToDateTime(TimeOnly.FromDateTime(now.UtcDateTime)), TimeSpan.Zero);
        }
    }
}
