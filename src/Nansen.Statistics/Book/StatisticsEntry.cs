namespace Nansen.Statistics;

/// <summary>
/// One entry of a statistics book. Such entries stand for ever and outlive the erasure of the person: they hold codes,
/// an age group and months, never a birth date, a subject or a record. The id is random and is known to the register alone.
/// </summary>
/// <param name="Id">Random id of the period or event this entry is about.</param>
public abstract record StatisticsEntry(Guid Id);

/// <summary>A person enters a status.</summary>
/// <param name="Id">Random id of the period, made for this purpose.</param>
/// <param name="Status">Code of the status.</param>
/// <param name="Dims">Codes by dimension: <c>coo</c>, <c>sex</c>, and any others of the pack (legal basis, place, channel…).</param>
/// <param name="On">The day on which it takes effect.</param>
/// <param name="Cause">Why: names the inflow line, <c>in_CAUSE</c>.</param>
/// <param name="Band">Age group on that day, 0 to 5 (<see cref="AgeBand"/>).</param>
/// <param name="Crossings">Later passings into another age group, by month (<see cref="AgeBand.CrossingsAfter"/>).</param>
public sealed record PeriodOpened(
    Guid Id, string Status, IReadOnlyDictionary<string, string> Dims, DateOnly On, string Cause, int Band,
    IReadOnlyList<BandCrossing> Crossings) : StatisticsEntry(Id)
{
    /// <summary>The same by Eurostat's age groups (<see cref="EurostatAge"/>); null: not recorded, and unknown.</summary>
    public AgePath? Eurostat { get; init; }
}

/// <summary>An age group and the later passings into others.</summary>
/// <param name="Group">Number of the group.</param>
/// <param name="Crossings">Later passings, by month.</param>
public sealed record AgePath(int Group, IReadOnlyList<BandCrossing> Crossings)
{
    /// <summary>Somebody's by Eurostat's age groups from a day on.</summary>
    public static AgePath EurostatFrom(Values.PartialDate? birth, DateOnly day) => new(EurostatAge.NumberOn(birth, day), EurostatAge.CrossingsAfter(birth, day));

    /// <inheritdoc/>
    public bool Equals(AgePath? other) => other is not null && Group == other.Group && Crossings.SequenceEqual(other.Crossings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Group, Crossings.Count);
}

/// <summary>The person leaves the status: from <paramref name="On"/> she is no longer counted.</summary>
/// <param name="Id">The period.</param>
/// <param name="On">The first day on which she no longer holds it.</param>
/// <param name="Cause">Why: names the outflow line, <c>out_CAUSE</c>.</param>
/// <param name="Band">Age group on that day; decides whether a crossing of the same month came before. Null: not known.</param>
public sealed record PeriodClosed(Guid Id, DateOnly On, string Cause, int? Band) : StatisticsEntry(Id)
{
    /// <summary>The same by Eurostat's age groups.</summary>
    public int? EurostatGroup { get; init; }
}

/// <summary>
/// Something had been recorded wrong: the past is restated. Null means as recorded.
/// </summary>
/// <param name="Id">The period.</param>
public sealed record PeriodCorrected(Guid Id) : StatisticsEntry(Id)
{
    /// <summary>The right status.</summary>
    public string? Status { get; init; }

    /// <summary>The right codes at the opening, by dimension; a null code removes the dimension.</summary>
    public IReadOnlyDictionary<string, string?>? Dims { get; init; }

    /// <summary>The right day of opening.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The right cause of opening.</summary>
    public string? Cause { get; init; }

    /// <summary>The right age group at the opening.</summary>
    public int? Band { get; init; }

    /// <summary>The right later crossings, all of them.</summary>
    public IReadOnlyList<BandCrossing>? Crossings { get; init; }

    /// <summary>The period had not ended after all; the other end fields then mean nothing.</summary>
    public bool NotEnded { get; init; }

    /// <summary>The right day of closing.</summary>
    public DateOnly? EndOn { get; init; }

    /// <summary>The right cause of closing.</summary>
    public string? EndCause { get; init; }

    /// <summary>The right age group at the closing.</summary>
    public int? EndBand { get; init; }

    /// <summary>The right age group at the opening and crossings by Eurostat's groups.</summary>
    public AgePath? Eurostat { get; init; }

    /// <summary>The right age group at the closing by Eurostat's groups.</summary>
    public int? EndEurostatGroup { get; init; }
}

/// <summary>
/// Something about the person changed on a day (origin, sex, status, place): she leaves one cell and enters another,
/// and the past stays as it was.
/// </summary>
/// <param name="Id">Random id of this change, by which it can be voided.</param>
/// <param name="Period">The period.</param>
/// <param name="On">The day from which it holds.</param>
/// <param name="Dims">The changed codes by dimension; a null code removes the dimension.</param>
public sealed record PeriodReclassified(Guid Id, Guid Period, DateOnly On, IReadOnlyDictionary<string, string?> Dims) : StatisticsEntry(Id)
{
    /// <summary>The new status, when that is what changed.</summary>
    public string? Status { get; init; }

    /// <summary>Age group on that day; null when not known.</summary>
    public int? Band { get; init; }

    /// <summary>The same by Eurostat's age groups.</summary>
    public int? EurostatGroup { get; init; }
}

/// <summary>The period, reclassification or event never was: it leaves every year.</summary>
/// <param name="Id">What is voided.</param>
public sealed record Voided(Guid Id) : StatisticsEntry(Id);

/// <summary>A period that was voided counts again, with all that was recorded about it before and meanwhile: a link between two registrations was undone.</summary>
/// <param name="Id">The period.</param>
public sealed record Restored(Guid Id) : StatisticsEntry(Id);

/// <summary>Something that happened and is counted in flow tables: an application, a decision, a refusal of entry.</summary>
/// <param name="Id">Random id of the event, by which it can be voided.</param>
/// <param name="Event">Code of the event, for example <c>asylum_application</c>.</param>
/// <param name="On">The day it happened.</param>
/// <param name="Dims">Codes by dimension (procedure type, level, outcome, origin, sex, band…).</param>
/// <param name="Persons">How many persons (or cases, where a dimension says so); 1 or more.</param>
public sealed record EventCounted(Guid Id, string Event, DateOnly On, IReadOnlyDictionary<string, string> Dims, int Persons) : StatisticsEntry(Id);
