using Nansen.Records;
using Nansen.Register;

namespace Nansen.Cooperation;

/// <summary>
/// The actions and submissions under the commitments, read through the gate as the public reader sees them, and anew only
/// when one of them changed.
/// </summary>
internal sealed class PublishedFollowUp(RegisterNode node) : IDisposable
{
    private const int Most = 100_000;

    private readonly SemaphoreSlim _one = new(1, 1);
    private ((long Records, long Entries) Version, FollowUpBook Book)? _known;

    /// <summary>All of it.</summary>
    public async ValueTask<FollowUpBook> ReadAsync(CancellationToken cancellation = default)
    {
        var version = await VersionAsync(cancellation);
        if (_known is { } known && known.Version == version) return known.Book;
        await _one.WaitAsync(cancellation);
        try
        {
            if (_known is { } meanwhile && meanwhile.Version == version) return meanwhile.Book;
            var actions = await RecordsAsync(FollowUpTypes.Action, cancellation);
            var submissions = await RecordsAsync(FollowUpTypes.Submission, cancellation);
            var book = new FollowUpBook([.. actions.Select(FollowUpReader.Action)], [.. submissions.Select(FollowUpReader.Submission)]);
            // Rows may be a moment ahead of the records; only what is of the version asked for is kept.
            if (version == (actions.Count + submissions.Count, actions.Concat(submissions).Sum(v => (long)v.Record.Timeline.Count))) _known = (version, book);
            return book;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async ValueTask<List<RecordView>> RecordsAsync(string type, CancellationToken cancellation)
    {
        var rows = (await node.Room.Rows.OfTypeAsync(type, Most, cancellation)).OrderBy(r => r.CreatedOn).ThenBy(r => r.Number, StringComparer.Ordinal).ToList();
        if (rows.Count == 0) return [];
        var opened = await node.Room.OpenManyAsync(PublicReader.Actor, rows.Select(r => r.Id), "published " + type, cancellation);
        return [.. opened.Select(o => new RecordView(node.Pack, o.Record, o.Access))];
    }

    // Every entry of such a record raises the sum, so the same version is the same content.
    private async ValueTask<(long Records, long Entries)> VersionAsync(CancellationToken cancellation)
    {
        var (records, entries) = (0L, 0L);
        await node.Room.Rows.ReadAsync("select count(*), coalesce(cast(sum(entries) as bigint), 0) from records where type=@p0 or type=@p1",
            r => (records, entries) = (r.GetInt64(0), r.GetInt64(1)), cancellation, FollowUpTypes.Action, FollowUpTypes.Submission);
        return (records, entries);
    }
}
