namespace Nansen.Journal;

/// <summary>Something the writer is asked to do.</summary>
internal abstract class WriterJob
{
    public abstract void Fail(Exception error);
}

/// <summary>What came of one sealed batch.</summary>
internal abstract record Outcome
{
    public sealed record Stored(IReadOnlyList<Entry> Entries) : Outcome;

    public sealed record Known : Outcome;

    public sealed record Stale(StreamId Stream, IReadOnlyList<EntryId> Heads) : Outcome;

    /// <summary>Keys were erased since it was sealed: seal it again.</summary>
    public sealed record OldKeys(long Epoch) : Outcome;
}

/// <summary>A batch to be stored together with whatever else waits.</summary>
internal sealed class AppendJob(SealedBatch batch) : WriterJob
{
    private readonly TaskCompletionSource<Outcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SealedBatch Batch => batch;

    /// <summary>Decided inside the transaction, told after it was committed.</summary>
    public Outcome? Outcome { get; set; }

    public Task<Outcome> Done => _done.Task;

    public void Tell() => _done.TrySetResult(Outcome!);

    public override void Fail(Exception error) => _done.TrySetException(error);
}

/// <summary>Work that has a transaction to itself.</summary>
internal sealed class ExclusiveJob<T>(Func<SqlSession, T> work) : WriterJob, IExclusiveJob
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public void Run(SqlSession session) => _result = work(session);

    public void Tell() => _done.TrySetResult(_result);

    public override void Fail(Exception error) => _done.TrySetException(error);
}

/// <summary>Work that has a transaction to itself, of whatever result.</summary>
internal interface IExclusiveJob
{
    void Run(SqlSession session);

    void Tell();
}

/// <summary>Clearing what erased rows left behind: no store allows that inside a transaction.</summary>
internal sealed class ScrubJob : WriterJob
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public void Tell() => _done.TrySetResult();

    public override void Fail(Exception error) => _done.TrySetException(error);
}
