namespace Nansen.Packs;

/// <summary>A procedure: states, the transitions between them, clocks.</summary>
public sealed record Procedure
{
    /// <summary>Code, for example <c>asylum</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Name.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The law that authorises it; mandatory (C13, notes for builders 5).</summary>
    public required string Law { get; init; }

    /// <summary>State of a new record.</summary>
    public required string InitialState { get; init; }

    /// <summary>Form that opens it, or null.</summary>
    public string? OpeningForm { get; init; }

    /// <summary>Roles that may open one.</summary>
    public IReadOnlyList<string> OpenedBy { get; init; } = [];

    /// <summary>Purpose under which it is opened and worked on.</summary>
    public required string Purpose { get; init; }

    /// <summary>What opening does.</summary>
    public IReadOnlyList<Effect> OpeningEffects { get; init; } = [];

    /// <summary>States by code, in the pack's order.</summary>
    public required IReadOnlyDictionary<string, State> States { get; init; }

    /// <summary>Transitions in the pack's order.</summary>
    public required IReadOnlyList<Transition> Transitions { get; init; }

    /// <summary>Clocks.</summary>
    public IReadOnlyList<Clock> Clocks { get; init; } = [];

    /// <summary>Statistics reporting event names used by this procedure's counts, for the checker.</summary>
    public IReadOnlyList<string> StatisticsEvents { get; init; } = [];

    /// <summary>Accounts of its records by code: how many are in, how many come in and go out.</summary>
    public IReadOnlyDictionary<string, RecordAccount> Accounts { get; init; } = new Dictionary<string, RecordAccount>();
}

/// <summary>
/// An account of cases, counted in cases and never added to persons; or, of groups, an account of the persons whom a group declares and
/// who are not registered one by one. A record is in it from a step with <see cref="EffectKind.AccountIn"/> until one with
/// <see cref="EffectKind.AccountOut"/>.
/// </summary>
/// <param name="Code">Code; no status has the same.</param>
/// <param name="Title">Name.</param>
/// <param name="Dimensions">
/// What it is counted by beside the principal applicant's origin: <c>$field</c> of the case or of the principal applicant. A change is a
/// reclassification on its day.
/// </param>
public sealed record RecordAccount(string Code, LocalText Title, IReadOnlyDictionary<string, string> Dimensions)
{
    /// <summary>Cause by which a person leaves an account of groups when she is registered herself.</summary>
    public const string Registered = "registered";

    /// <summary>For groups: <c>$field</c> with how many persons the group says it has. Each beyond its members is counted until a member is registered in her place. Null: cases are counted.</summary>
    public string? Persons { get; init; }
}

/// <summary>A state of a record.</summary>
/// <param name="Code">Code.</param>
/// <param name="Title">Name.</param>
/// <param name="Closed">Nothing is pending any more; a closed case can be reopened only by a transition.</param>
/// <param name="WorklistRole">Role whose worklist shows records in this state; null: nobody's.</param>
public sealed record State(string Code, LocalText Title, bool Closed, string? WorklistRole);

/// <summary>A step from one state to another.</summary>
public sealed record Transition
{
    /// <summary>Event code, for example <c>lodge</c> or <c>refuse_entry</c>; safeguards block events by this name.</summary>
    public required string Event { get; init; }

    /// <summary>Name on the button.</summary>
    public required LocalText Title { get; init; }

    /// <summary>States it may start from.</summary>
    public required IReadOnlyList<string> From { get; init; }

    /// <summary>State it leads to; null: the state stays (a recorded event).</summary>
    public string? To { get; init; }

    /// <summary>Roles that may do it (with four eyes: that may propose it).</summary>
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>Roles that may confirm it; empty: one pair of eyes is enough. The confirmer is always another person (DP-08).</summary>
    public IReadOnlyList<string> ConfirmedBy { get; init; } = [];

    /// <summary>Events whose actors (proposers and confirmers) may not do or confirm this one: four eyes across steps (DP-08, section 2.0.4).</summary>
    public IReadOnlyList<string> OtherThan { get; init; } = [];

    /// <summary>Form it asks, or null.</summary>
    public string? Form { get; init; }

    /// <summary>What must hold, or null.</summary>
    public Condition? When { get; init; }

    /// <summary>What to tell the officer when it does not hold.</summary>
    public LocalText? WhenNot { get; init; }

    /// <summary>What it does.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>A decision about persons: its per-person answers are a decision entry.</summary>
    public bool Decision { get; init; }

    /// <summary>Whether the outcome is or may be against the person: never by rule alone (DP-18).</summary>
    public bool Adverse { get; init; }

    /// <summary>State kept so that a later event with <c>to: $resume</c> goes back to it (suspension).</summary>
    public bool Suspends { get; init; }
}

/// <summary>What a transition does besides changing the state.</summary>
public enum EffectKind
{
    /// <summary>Opens a status for each person it is about.</summary>
    OpenStatus,

    /// <summary>Ends a status with a reason.</summary>
    EndStatus,

    /// <summary>Counts an event in the statistics book, for each person.</summary>
    Count,

    /// <summary>Counts an event in the statistics book once for the whole case; persons and cases are never added up.</summary>
    CountCase,

    /// <summary>The case enters an account of cases, with a cause; nothing when it is in it.</summary>
    AccountIn,

    /// <summary>The case leaves an account of cases, with a cause; nothing when it is not in it.</summary>
    AccountOut,

    /// <summary>Puts a task on a role's worklist.</summary>
    Task,

    /// <summary>Proposes a document for each person: a document officer confirms and issues it (SG-11).</summary>
    ProposeDocument,

    /// <summary>Makes a letter for each person.</summary>
    Letter,

    /// <summary>Opens a case of another procedure for the same persons.</summary>
    OpenCase,
}

/// <summary>One effect.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Code">Status, event, account, task, document, letter or procedure code.</param>
/// <param name="When">Only for persons for whom this holds (fact_is outcome …); null: for all.</param>
/// <param name="Reason">End reason of a status, cause of its opening or closing in the accounts, or the role of a task.</param>
/// <param name="Dimensions">For counts, and for statuses and accounts that are entered: dimension → fixed word, or <c>$field</c> to take the case's or person's fact, or <c>$field&gt;system</c> for the code that the other system uses for it (<see cref="CodeItem.External"/>).</param>
/// <param name="DueDays">For tasks: days until due.</param>
public sealed record Effect(EffectKind Kind, string Code, Condition? When, string? Reason, IReadOnlyDictionary<string, string> Dimensions, int? DueDays);

/// <summary>What a clock's breach does; never anything against the person (section 2.0.1).</summary>
public enum BreachAction
{
    /// <summary>Shown.</summary>
    Warn,

    /// <summary>Shown to the supervisor too.</summary>
    Escalate,

    /// <summary>Opens a transition (such as "becomes final") that an officer may now take.</summary>
    Opens,
}

/// <summary>A time limit.</summary>
/// <param name="Code">Code.</param>
/// <param name="Title">Name.</param>
/// <param name="Starts">Events that start it; <c>opened</c> is the opening of the record.</param>
/// <param name="Stops">Events that stop it.</param>
/// <param name="Pauses">States in which it stands still.</param>
/// <param name="Parameter">Parameter that gives its length and unit.</param>
/// <param name="Breach">What running out does.</param>
/// <param name="Law">Source.</param>
public sealed record Clock(string Code, LocalText Title, IReadOnlyList<string> Starts, IReadOnlyList<string> Stops, IReadOnlyList<string> Pauses, string Parameter, BreachAction Breach, string Law)
{
    /// <summary>What the record must say for the limit to apply at all; null: it always does.</summary>
    public Condition? When { get; init; }
}
