using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Somebody to be registered.</summary>
/// <param name="Names">Names in one or two scripts.</param>
/// <param name="Sex">F or M.</param>
/// <param name="Born">The day she was born.</param>
/// <param name="Birth">As far as the office learns it.</param>
/// <param name="Relationship">To the focal point.</param>
/// <param name="ChildSituation">with_family or unaccompanied; null for adults.</param>
internal sealed record DemoPerson(IReadOnlyList<PersonName> Names, string Sex, DateOnly Born, string Birth, string Relationship, string? ChildSituation);

/// <summary>A family with one case, and what is left of its way.</summary>
internal sealed class DemoFamily(int number, Life life, LifeDates dates, IReadOnlyList<DemoPerson> members, string language)
{
    public int Number => number;

    public Life Life => life;

    public LifeDates Dates => dates;

    public IReadOnlyList<DemoPerson> Members => members;

    public string Language => language;

    public string Office { get; init; } = number % 5 == 0 ? DemoOffice.Border : DemoOffice.Headquarters;

    /// <summary>Whether somebody of the family is a child alone.</summary>
    public bool HasChildAlone => members.Any(m => m.ChildSituation == "unaccompanied");

    public List<DemoStep> Steps { get; } = [];

    public int Next { get; set; }

    /// <summary>What was submitted last and may not stand in the books yet.</summary>
    public Task<Outcome> Pending { get; set; } = Task.FromResult<Outcome>(new Outcome.Done([]));

    public IReadOnlyList<StreamId> Persons { get; set; } = [];

    /// <summary>For a person who is registered a second time: her registrations before.</summary>
    public IReadOnlyList<StreamId> RegisteredBefore { get; set; } = [];

    /// <summary>The search took a member for somebody known, so that another record is touched when that is answered.</summary>
    public bool IsSuspected { get; set; }

    public StreamId Case { get; set; }

    /// <summary>Documents proposed for members that nobody has issued yet.</summary>
    public List<StreamId> Proposed { get; } = [];

    /// <summary>Documents issued to members, the latest last.</summary>
    public List<StreamId> Issued { get; } = [];

    /// <summary>Takes the next step's day later than the one before; the officers do not work at weekends.</summary>
    public void Then(DateOnly day, string name, Func<CaseDesk, DemoFamily, ValueTask<Draft>> make) => Steps.Add(new DemoStep(Workday(day), name, make));

    public static DateOnly Workday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };
}

/// <summary>A step on a day: makes the draft that one officer submits.</summary>
internal sealed record DemoStep(DateOnly On, string Name, Func<CaseDesk, DemoFamily, ValueTask<Draft>> Make);
