namespace Nansen.Statistics;

/// <summary>
/// The statistics book of a node, held in memory: entries go in one by one as they arrive, accounts and tables come out.
/// One thread at a time appends; any number may ask meanwhile, and each sees the book as it stood when it asked.
/// </summary>
public sealed partial class PeriodBook
{
    private const int Open = int.MaxValue;
    private readonly Lock gate = new();
    private readonly CodeSets codeSets = new();
    private readonly Dictionary<string, short> causeNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> periods = [];
    private readonly Dictionary<Guid, Guid> periodOfChange = [];
    private readonly Dictionary<Guid, int> eventNumbers = [];
    private PeriodVersion[] versions = new PeriodVersion[256];
    private CountedEvent[] events = new CountedEvent[256];
    private ArrivedEntry[] entries = new ArrivedEntry[256];
    private int versionCount, eventCount, entryCount;

    /// <summary>How many entries have been appended.</summary>
    public int Count
    {
        get { lock (gate) return entryCount; }
    }

    /// <summary>
    /// Takes in one entry. "Known at T" means appended with a recorded time of T or earlier; arrival does not run
    /// backwards, so a time before that of the entry in front counts as that one's.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="recordedOn">When it arrived at this node.</param>
    /// <param name="reference">Where it stands in the journal (its sequence number), given back by traces.</param>
    /// <exception cref="ArgumentException">It is about a period or event the book does not hold, or opens one anew.</exception>
    public void Append(StatisticsEntry entry, DateTimeOffset recordedOn, long reference = 0)
    {
        ArgumentNullException.ThrowIfNull(entry);
        lock (gate)
        {
            switch (entry)
            {
                case PeriodOpened opened: Take(opened); break;
                case PeriodReclassified changed: Take(changed); break;
                case EventCounted counted: Take(counted); break;
                case Voided voided: Take(voided); break;
                case Restored: Change(entry.Id, version => version with { Voided = false }); break;
                default: Change(entry.Id, version => Changed(version, entry)); break;
            }

            var known = recordedOn.UtcTicks;
            if (entryCount > 0) known = Math.Max(known, entries[entryCount - 1].KnownTicks);
            Grow(ref entries, entryCount);
            var about = entry is PeriodReclassified c ? c.Period : periodOfChange.GetValueOrDefault(entry.Id, entry.Id);
            entries[entryCount++] = new ArrivedEntry(about, known, reference);
        }
    }

    private void Take(PeriodOpened entry)
    {
        // In books from before there was an entry for it, a voided period comes back by being opened again.
        var known = periods.TryGetValue(entry.Id, out var number);
        if ((known && !versions[number].Voided) || eventNumbers.ContainsKey(entry.Id))
            throw new ArgumentException($"Period {entry.Id:N} is opened a second time.", nameof(entry));
        if (known) versions[number].Superseded = entryCount;
        periods[entry.Id] = versionCount;
        Add(new PeriodVersion
        {
            Codes = codeSets.Number(new CodeSet(entry.Status, entry.Dims)),
            On = entry.On.DayNumber,
            End = Open,
            Cause = Cause(entry.Cause),
            Age = new PeriodVersion.Ageing { Band = Group(entry.Band, AgeGroups.Unhcr), EndBand = -1, Crossings = Pack(entry.Crossings, AgeGroups.Unhcr) },
            EurostatAge = new PeriodVersion.Ageing { Band = Group(entry.Eurostat?.Group ?? AgeGroups.Eurostat.Unknown, AgeGroups.Eurostat), EndBand = -1, Crossings = Pack(entry.Eurostat?.Crossings ?? [], AgeGroups.Eurostat) },
        });
    }

    private void Take(PeriodReclassified entry)
    {
        Change(entry.Period, version => WithChanges(version, [.. (version.Changes ?? []).Select(c => c.Entry), entry]));
        periodOfChange[entry.Id] = entry.Period;
    }

    private void Take(EventCounted entry)
    {
        if (!eventNumbers.TryAdd(entry.Id, eventCount) || periods.ContainsKey(entry.Id))
            throw new ArgumentException($"Event {entry.Id:N} is counted a second time.", nameof(entry));
        Grow(ref events, eventCount);
        events[eventCount++] = new CountedEvent
        {
            Entry = entryCount,
            Superseded = Open,
            On = entry.On.DayNumber,
            Persons = entry.Persons,
            Codes = codeSets.Number(new CodeSet(entry.Event, entry.Dims)),
        };
    }

    private void Take(Voided entry)
    {
        if (eventNumbers.TryGetValue(entry.Id, out var number))
            events[number].Superseded = Math.Min(events[number].Superseded, entryCount);
        else if (periodOfChange.TryGetValue(entry.Id, out var period))
            Change(period, version => WithChanges(version, [.. (version.Changes ?? []).Select(c => c.Entry).Where(c => c.Id != entry.Id)]));
        else
            Change(entry.Id, version => version with { Voided = true });
    }

    private void Change(Guid period, Func<PeriodVersion, PeriodVersion> change)
    {
        if (!periods.TryGetValue(period, out var number))
            throw new ArgumentException($"The statistics book holds no period {period:N}.", nameof(period));
        var next = change(versions[number]);
        versions[number].Superseded = entryCount;
        periods[period] = versionCount;
        Add(next);
    }

    private PeriodVersion Changed(PeriodVersion version, StatisticsEntry entry)
    {
        if (entry is PeriodClosed closed)
        {
            version.End = closed.On.DayNumber;
            version.EndCause = Cause(closed.Cause);
            version.Age.EndBand = Group(closed.Band, AgeGroups.Unhcr);
            version.EurostatAge.EndBand = Group(closed.EurostatGroup, AgeGroups.Eurostat);
            return version;
        }

        var right = entry as PeriodCorrected ?? throw new ArgumentException($"The book does not know {entry.GetType().Name}.", nameof(entry));
        version.Codes = codeSets.Number(codeSets.All[version.Codes].With(right.Status, right.Dims));
        if (right.On is { } on) version.On = on.DayNumber;
        if (right.Cause is { } cause) version.Cause = Cause(cause);
        if (right.Band is { } band) version.Age.Band = Group(band, AgeGroups.Unhcr);
        if (right.Crossings is { } crossings) version.Age.Crossings = Pack(crossings, AgeGroups.Unhcr);
        if (right.Eurostat is { } path) (version.EurostatAge.Band, version.EurostatAge.Crossings) = (Group(path.Group, AgeGroups.Eurostat), Pack(path.Crossings, AgeGroups.Eurostat));
        if (right.EndOn is { } end) version.End = end.DayNumber;
        if (right.EndCause is { } endCause) version.EndCause = Cause(endCause);
        if (right.EndBand is { } endBand) version.Age.EndBand = Group(endBand, AgeGroups.Unhcr);
        if (right.EndEurostatGroup is { } endGroup) version.EurostatAge.EndBand = Group(endGroup, AgeGroups.Eurostat);
        if (right.NotEnded) (version.End, version.Age.EndBand, version.EurostatAge.EndBand) = (Open, -1, -1);
        return WithChanges(version, [.. (version.Changes ?? []).Select(c => c.Entry)]);
    }

    private PeriodVersion WithChanges(PeriodVersion version, PeriodReclassified[] changes)
    {
        var codes = codeSets.All[version.Codes];
        version.Changes = changes.Length == 0 ? null : [.. changes.OrderBy(c => c.On).Select(c =>
        {
            codes = codes.With(c.Status, c.Dims);
            return new PeriodVersion.Change(c, codeSets.Number(codes));
        })];
        return version;
    }

    private void Add(PeriodVersion version)
    {
        Grow(ref versions, versionCount);
        version.Entry = entryCount;
        version.Superseded = Open;
        versions[versionCount++] = version;
    }

    private short Cause(string cause)
    {
        if (!causeNumbers.TryGetValue(cause, out var number)) causeNumbers[cause] = number = (short)causeNumbers.Count;
        return number;
    }

    private static sbyte Group(int? group, AgeGroups of) => group is { } known
        ? known >= 0 && known < of.Count ? (sbyte)known : throw new ArgumentException($"There is no age group {known}; they are 0 to {of.Unknown}.", nameof(group))
        : (sbyte)-1;

    private static int[] Pack(IReadOnlyList<BandCrossing> crossings, AgeGroups of) =>
        crossings.Count == 0 ? [] : [.. crossings.Select(c => c.MonthIndex * 8 + Group(c.Band, of)).Order()];

    private static void Grow<T>(ref T[] items, int count)
    {
        if (count == items.Length) Array.Resize(ref items, count * 2);
    }

    /// <summary>Which entry arrived when, and what period or event it is about.</summary>
    private readonly record struct ArrivedEntry(Guid About, long KnownTicks, long Reference);
}
