namespace Nansen.Journal;

/// <summary>What came of an append.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>The entries now stand in the books.</summary>
    /// <param name="Entries">As given, ordinary parts open.</param>
    public sealed record Appended(IReadOnlyList<Entry> Entries) : AppendResult;

    /// <summary>The batch had been appended before; nothing was added.</summary>
    /// <param name="Entries">The entries of then, ordinary parts open.</param>
    public sealed record AlreadyAppended(IReadOnlyList<Entry> Entries) : AppendResult;

    /// <summary>Somebody else wrote meanwhile; nothing was added.</summary>
    /// <param name="Stream">The first stream whose heads are not those the writer had folded.</param>
    /// <param name="Heads">Its heads now.</param>
    /// <param name="Since">What was appended to it that the writer had not folded, ordinary parts open.</param>
    public sealed record Stale(StreamId Stream, IReadOnlyList<EntryId> Heads, IReadOnlyList<Entry> Since) : AppendResult;
}
