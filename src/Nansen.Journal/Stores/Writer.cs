using System.Threading.Channels;

namespace Nansen.Journal;

/// <summary>
/// The one thread that writes. Batches that wait together are committed together; when a group fails, each of its
/// batches is tried alone, so that a bad one never spoils others.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int GroupEntries = 4096;
    private const int Attempts = 10;
    private readonly Channel<WriterJob> _jobs = Channel.CreateUnbounded<WriterJob>(new() { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Store _store;
    private readonly AppendGroup _group;
    private SqlSession? _session;

    public Writer(Store store, AppendGroup group)
    {
        (_store, _group) = (store, group);
        new Thread(Run) { IsBackground = true, Name = "Nansen journal writer" }.Start();
    }

    public Task<Outcome> AppendAsync(SealedBatch batch)
    {
        var job = new AppendJob(batch);
        Enqueue(job);
        return job.Done;
    }

    /// <summary>Does work in a transaction of its own.</summary>
    public Task<T> DoAsync<T>(Func<SqlSession, T> work)
    {
        var job = new ExclusiveJob<T>(work);
        Enqueue(job);
        return job.Done;
    }

    /// <summary>Lets the store clear what erased rows left behind.</summary>
    public Task ScrubAsync()
    {
        var job = new ScrubJob();
        Enqueue(job);
        return job.Done;
    }

    private void Enqueue(WriterJob job)
    {
        if (!_jobs.Writer.TryWrite(job)) job.Fail(new ObjectDisposedException("The journal was closed."));
    }

    private void Run()
    {
        var group = new List<AppendJob>();
        // Blocking is meant: this thread has nothing else to do.
        while (_jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_jobs.Reader.TryRead(out var job))
            {
                if (job is ScrubJob scrub)
                {
                    Scrub(scrub);
                    continue;
                }
                if (job is not AppendJob append)
                {
                    InTransaction([job], ((IExclusiveJob)job).Run, ((IExclusiveJob)job).Tell);
                    continue;
                }
                group.Add(append);
                var entries = append.Batch.Entries.Length;
                while (entries < GroupEntries && _jobs.Reader.TryPeek(out var next) && next is AppendJob && _jobs.Reader.TryRead(out next))
                {
                    group.Add((AppendJob)next);
                    entries += ((AppendJob)next).Batch.Entries.Length;
                }
                Append(group);
                group.Clear();
            }
        }
        _ended.SetResult();
    }

    private void Scrub(ScrubJob job)
    {
        try
        {
            _store.Scrub(_session ??= _store.OpenWriter());
            job.Tell();
        }
        catch (Exception error)
        {
            job.Fail(_store.Unavailable(error) ?? error);
        }
    }

    private void Append(List<AppendJob> group)
    {
        var failed = InTransaction(group, session => _group.Run(session, group), () => Tell(group), alone: group.Count == 1);
        if (!failed) return;
        foreach (var job in group) Append([job]);
    }

    private static void Tell(List<AppendJob> group)
    {
        foreach (var job in group)
        {
            if (job.Outcome is Outcome.Stored)
                foreach (var key in job.Batch.NewKeys) key.Pending = null;
            job.Tell();
        }
    }

    /// <summary>True when the work failed for a reason of its own and its jobs should be tried one by one.</summary>
    private bool InTransaction(IReadOnlyList<WriterJob> jobs, Action<SqlSession> work, Action tell, bool alone = true)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _store.EnsureThere();
                var session = _session ??= _store.OpenWriter();
                session.Begin();
                work(session);
                session.Commit();
                tell();
                return false;
            }
            catch (Exception error)
            {
                _session?.Rollback();
                if (_store.IsTransient(error) && attempt < Attempts) continue;
                var unavailable = _store.Unavailable(error);
                if (unavailable is not null)
                {
                    _session?.Dispose();
                    _session = null;
                }
                else if (!alone) return true;
                foreach (var job in jobs) job.Fail(unavailable ?? error);
                return false;
            }
        }
    }

    /// <summary>Takes no more and does what waits.</summary>
    public Task DrainAsync()
    {
        _jobs.Writer.TryComplete();
        return _ended.Task;
    }

    /// <summary>Closes the connection, after <see cref="DrainAsync"/>.</summary>
    public void Dispose() => _session?.Dispose();
}
