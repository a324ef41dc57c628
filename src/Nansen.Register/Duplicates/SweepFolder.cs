using System.Text.Json;
using Nansen.Journal;

namespace Nansen.Register;

/// <summary>
/// The work files of the duplicate sweep: folder <c>sweep</c> of the data directory. They are derived from the books and can be
/// thrown away at any time (docs/decisions/0007). What names registrations is sealed under the node's master key.
/// </summary>
internal sealed class SweepFolder(string dataDirectory, IJournal journal)
{
    private const string Purpose = "duplicate-sweep";
    private readonly string _path = Path.Combine(dataDirectory, "sweep");

    private string StateFile => Path.Combine(_path, "state.json");

    private string StopFile => Path.Combine(_path, "stop");

    /// <summary>Holds the folder for one sweep, of whatever process; null when another has it.</summary>
    public IDisposable? Take()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(_path);
        else Directory.CreateDirectory(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            return new FileStream(Path.Combine(_path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a process has a sweep running now.</summary>
    public bool Taken
    {
        get
        {
            if (!Directory.Exists(_path)) return false;
            using var held = Take();
            return held is null;
        }
    }

    public bool StopAsked => File.Exists(StopFile);

    public void AskToStop(bool stop)
    {
        if (stop && Directory.Exists(_path)) File.WriteAllBytes(StopFile, []);
        else File.Delete(StopFile);
    }

    public SweepState? State
    {
        get => File.Exists(StateFile) ? JsonSerializer.Deserialize<SweepState>(File.ReadAllBytes(StateFile)) : null;
        set => Replace(StateFile, JsonSerializer.SerializeToUtf8Bytes(value));
    }

    /// <summary>Work that a stopped sweep left; null when there is none that can be read.</summary>
    public SweepWork? Work
    {
        get => Open<SweepWork>("work");
        set => Seal("work", value);
    }

    /// <summary>The queue, in no order.</summary>
    public IReadOnlyList<QueuedPair> Queue
    {
        get => Open<List<QueuedPair>>("queue") ?? [];
        set => Seal("queue", value);
    }

    /// <summary>Changes whenever the queue is written.</summary>
    public DateTime QueueWritten => File.GetLastWriteTimeUtc(Path.Combine(_path, "queue"));

    private T? Open<T>(string name)
        where T : class
    {
        var file = Path.Combine(_path, name);
        // What cannot be opened was made by another node, or changed: the next sweep makes it anew.
        return File.Exists(file) && journal.OpenSecret(File.ReadAllBytes(file), Purpose) is { } clear ? JsonSerializer.Deserialize<T>(clear) : null;
    }

    private void Seal<T>(string name, T? value)
        where T : class
    {
        var file = Path.Combine(_path, name);
        if (value is null) File.Delete(file);
        else Replace(file, journal.SealSecret(JsonSerializer.SerializeToUtf8Bytes(value), Purpose));
    }

    // Whoever reads meanwhile finds the old file or the new one, never half of one.
    private static void Replace(string file, byte[] content)
    {
        File.WriteAllBytes(file + ".new", content);
        File.Move(file + ".new", file, true);
    }
}
