using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Register.Tests;

/// <summary>A whole node of Utopia in a temporary directory, with a clock that tests move and one officer a role (two where four eyes need them).</summary>
public sealed class TestNode : IAsyncDisposable
{
    public const string Office = "UTO-BORDER";

    private readonly string _directory;
    private readonly bool _itsOwn;
    private readonly Dictionary<string, Actor> _actors = [];

    public TestNode() => (_directory, _itsOwn) = (Directory.CreateTempSubdirectory("nansen-").FullName, true);

    private TestNode(string directory) => _directory = directory;

    public required RegisterNode Node { get; set; }

    public required TestClock Clock { get; init; }

    public RecordRoom Room => Node.Room;

    public string DataDirectory => _directory;

    public static async Task<TestNode> StartAsync(DateOnly? today = null, string? like = null)
    {
        var clock = new TestClock(today ?? new DateOnly(2026, 3, 2));
        var test = new TestNode { Node = null!, Clock = clock };
        test.Node = await RegisterNode.CreateAsync(test._directory, new NodeSettings("UTO", "UT", true, Like: like), new RegisterOptions { Clock = clock, Durability = Durability.Normal });
        return test;
    }

    /// <summary>An officer of a role; number 2 is her colleague.</summary>
    public Actor As(string role, int number = 1)
    {
        var key = $"{role}{number}";
        if (!_actors.TryGetValue(key, out var actor)) _actors[key] = actor = new Actor(Guid.NewGuid(), key, role, [Office]);
        return actor;
    }

    /// <summary>Makes somebody whom the register knows as an officer the one whom <see cref="As"/> gives.</summary>
    public void Know(Actor officer, int number) => _actors[$"{officer.Role}{number}"] = officer;

    /// <summary>Closes and opens the node again from its files alone.</summary>
    public async Task ReopenAsync()
    {
        await Node.DisposeAsync();
        Node = await RegisterNode.OpenAsync(_directory, new RegisterOptions { Clock = Clock, Durability = Durability.Normal });
    }

    /// <summary>The same register opened once more while this one is open, as another process would.</summary>
    public async Task<TestNode> BesideAsync()
    {
        var node = await RegisterNode.OpenAsync(_directory, new RegisterOptions { Clock = Clock, Durability = Durability.Normal });
        return new TestNode(_directory) { Node = node, Clock = Clock };
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        if (_itsOwn) Directory.Delete(_directory, true);
    }
}

/// <summary>A clock that stands until it is moved.</summary>
public sealed class TestClock(DateOnly today) : TimeProvider
{
    private DateTimeOffset _now = new(today.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now = _now.AddMilliseconds(1);

    public void Pass(int days) => _now = _now.AddDays(days);

    public void Pass(TimeSpan time) => _now += time;

    public void Set(DateOnly day) => _now = new(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);
}
