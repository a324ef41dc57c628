namespace Nansen.Journal;

/// <summary>When a commit counts as done on SQLite.</summary>
public enum Durability
{
    /// <summary>When the disk says so: a power cut loses nothing that was confirmed.</summary>
    Full,

    /// <summary>When the system has it: a killed process loses nothing, a power cut may lose the last commits. For building demonstrations.</summary>
    Normal,
}

/// <summary>How a journal is made and opened.</summary>
public sealed record JournalOptions
{
    /// <summary>Whose clock entries carry.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where ids come from.</summary>
    public IIdSource Ids { get; init; } = IdSource.Random;

    /// <summary>When a commit counts as done (SQLite).</summary>
    public Durability Durability { get; init; }

    /// <summary>At creation: the PostgreSQL database to keep the books in; null for SQLite in the directory.</summary>
    public string? PostgreSql { get; init; }

    /// <summary>Seals (at creation) and opens the master key; when null, <c>NANSEN_PASSPHRASE</c>, and without that a key file of mode 600.</summary>
    public string? Passphrase { get; init; }

    /// <summary>At creation: into how many shares the recovery key is split.</summary>
    public int RecoveryShares { get; init; } = 5;

    /// <summary>At creation: how many of them bring it back.</summary>
    public int RecoveryThreshold { get; init; } = 3;

    /// <summary>How many opened data keys are kept.</summary>
    public int KeyCache { get; init; } = 50_000;

    /// <summary>How long to wait for another program that has the store locked, in whole seconds.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Sign a checkpoint on closing when entries were added since the last.</summary>
    public bool CheckpointOnClose { get; init; } = true;
}
