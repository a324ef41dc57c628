using Nansen.Journal;
using Nansen.Records;
using Nansen.Statistics;

namespace Nansen.Register;

public sealed partial class RegisterStatistics
{
    private const string Unit = "unit", Cases = "C";

    /// <inheritdoc/>
    public byte[] CaseCounted(string eventCode, IReadOnlyDictionary<string, string> dimensions, RecordState principal, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var all = new Dictionary<string, string>(dimensions, StringComparer.Ordinal) { [Coo] = OriginOf(principal), [Unit] = Cases };
        return Write(new EventCounted((ids ?? IdSource.Random).NewId(), eventCode, on, all, 1));
    }

    /// <inheritdoc/>
    public byte[] CaseEntered(Guid period, string account, string cause, RecordState record, RecordState principal, IReadOnlyDictionary<string, string> more, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(more);
        var dimensions = Known(account, record, principal);
        foreach (var (name, code) in more)
            if (code.Length > 0) dimensions[name] = code;
        (dimensions[Coo], dimensions[Unit]) = (OriginOf(principal), Cases);
        // A case has no age: it stays in "unknown" and passes no birthday.
        return Write(new PeriodOpened(period, account, dimensions, on, cause, AgeBand.Unknown, []));
    }

    /// <inheritdoc/>
    public byte[] GroupPersonEntered(Guid period, string account, string cause, RecordState group, DateOnly on)
    {
        var dimensions = Known(account, group, group);
        dimensions.TryAdd(Coo, OriginOf(pack, ""));
        return Write(new PeriodOpened(period, account, dimensions, on, cause, AgeBand.Unknown, []));
    }

    /// <inheritdoc/>
    public byte[] CaseLeft(Guid period, string cause, DateOnly on) => Write(new PeriodClosed(period, on, cause, null));

    /// <inheritdoc/>
    public byte[] CaseCorrected(Guid period, string account, RecordState record, RecordState principal, IReadOnlySet<string> fields)
    {
        var dimensions = Changed(account, principal, record, fields);
        dimensions[Coo] = OriginOf(principal);
        return Write(new PeriodCorrected(period) { Dims = dimensions });
    }

    /// <inheritdoc/>
    public byte[] CaseReclassified(Guid period, string account, RecordState record, RecordState principal, IReadOnlySet<string> fields, DateOnly on) =>
        Write(new PeriodReclassified((ids ?? IdSource.Random).NewId(), period, on, Changed(account, principal, record, fields)));
}
