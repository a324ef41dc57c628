using Nansen.Packs;

namespace Nansen.Records;

/// <summary>Writes the statistics book's entries; the room above knows their form. None names a subject or a birth date.</summary>
public interface IStatisticsWriter
{
    /// <summary>A person enters a status.</summary>
    byte[] PeriodOpened(Guid period, string status, string cause, RecordState person, RecordState? record, DateOnly on);

    /// <summary>She leaves it.</summary>
    byte[] PeriodClosed(Guid period, string cause, RecordState person, DateOnly on);

    /// <summary>What was recorded about her was wrong: codes or birth date changed.</summary>
    byte[] PeriodCorrected(Guid period, RecordState person, DateOnly since);

    /// <summary>Something changed on a day by which the status is counted: the past stays. Null when it is counted by nothing that changed.</summary>
    byte[]? PeriodReclassified(Guid period, string status, RecordState person, IReadOnlySet<string> fields, DateOnly on);

    /// <summary>Something happened that is counted.</summary>
    byte[] Counted(string eventCode, IReadOnlyDictionary<string, string> dimensions, RecordState person, DateOnly on);
}

/// <summary>Writes letters.</summary>
public interface ILetterWriter
{
    /// <summary>The text of a letter to a person, in a language she understands, and that language.</summary>
    (string Text, string Language) Write(Letter letter, RecordState record, RecordState person, DateOnly on);
}

/// <summary>Told of each commit, after it, in order: search index and accounts keep up by it.</summary>
public interface ICommitListener
{
    /// <summary>These records changed; these statistics entries were appended.</summary>
    void Committed(IReadOnlyList<RecordState> records, IReadOnlyList<ReadOnlyMemory<byte>> statistics, DateTimeOffset at);
}
