using Nansen.Packs;

namespace Nansen.Records;

/// <summary>Writes the statistics book's entries; the room above knows their form. None names a subject or a birth date.</summary>
public interface IStatisticsWriter : ICaseStatisticsWriter
{
    /// <summary>A person enters a status.</summary>
    /// <param name="period">Random id of the period.</param>
    /// <param name="status">The status.</param>
    /// <param name="cause">Why.</param>
    /// <param name="person">The person.</param>
    /// <param name="record">The case that opened it, or null.</param>
    /// <param name="more">Codes that the step gives it besides those by which the status is always counted.</param>
    /// <param name="on">The first day.</param>
    byte[] PeriodOpened(Guid period, string status, string cause, RecordState person, RecordState? record, IReadOnlyDictionary<string, string> more, DateOnly on);

    /// <summary>She leaves it.</summary>
    byte[] PeriodClosed(Guid period, string cause, RecordState person, DateOnly on);

    /// <summary>What was recorded about her was wrong: birth date, origin or sex, or one of some fields by which the status is counted.</summary>
    byte[] PeriodCorrected(Guid period, string status, RecordState person, IReadOnlySet<string> fields, DateOnly since);

    /// <summary>
    /// Something changed on a day by which the status is counted: the past stays. Null when it is counted by nothing that changed.
    /// What changed is a fact of the person, or of the case that is given.
    /// </summary>
    byte[]? PeriodReclassified(Guid period, string status, RecordState person, RecordState? record, IReadOnlySet<string> fields, DateOnly on);

    /// <summary>Whether a status, or an account of cases, is counted by one of some fields.</summary>
    bool IsCountedBy(string status, IReadOnlySet<string> fields);

    /// <summary>Something happened that is counted.</summary>
    byte[] Counted(string eventCode, IReadOnlyDictionary<string, string> dimensions, RecordState person, DateOnly on);

    /// <summary>A case in which something happened, counted once however many persons it is about; the principal's origin stands for it.</summary>
    byte[] CaseCounted(string eventCode, IReadOnlyDictionary<string, string> dimensions, RecordState principal, DateOnly on);
}

/// <summary>Writes the statistics book's entries about cases, and persons in groups, in their accounts. The principal applicant's origin stands for a case.</summary>
public interface ICaseStatisticsWriter
{
    /// <summary>A case enters an account.</summary>
    /// <param name="period">Random id of the period.</param>
    /// <param name="account">The account.</param>
    /// <param name="cause">Why.</param>
    /// <param name="record">The case.</param>
    /// <param name="principal">The principal applicant.</param>
    /// <param name="more">Codes that the step gives it besides those by which the account is always counted.</param>
    /// <param name="on">The first day.</param>
    byte[] CaseEntered(Guid period, string account, string cause, RecordState record, RecordState principal, IReadOnlyDictionary<string, string> more, DateOnly on);

    /// <summary>A person of whom only her group is known enters an account; she leaves it as a case does.</summary>
    byte[] GroupPersonEntered(Guid period, string account, string cause, RecordState group, DateOnly on);

    /// <summary>It leaves the account.</summary>
    byte[] CaseLeft(Guid period, string cause, DateOnly on);

    /// <summary>What was recorded was wrong: the principal applicant's origin, or one of some fields by which the account is counted.</summary>
    byte[] CaseCorrected(Guid period, string account, RecordState record, RecordState principal, IReadOnlySet<string> fields);

    /// <summary>Something changed on a day by which the account is counted: the past stays.</summary>
    byte[] CaseReclassified(Guid period, string account, RecordState record, RecordState principal, IReadOnlySet<string> fields, DateOnly on);
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
