namespace Nansen.Cooperation;

/// <summary>What a State can do about a treaty.</summary>
public enum TreatyActionKind
{
    /// <summary>Signs; not yet bound.</summary>
    Signature,

    /// <summary>Ratifies what it signed.</summary>
    Ratification,

    /// <summary>Accedes without having signed.</summary>
    Accession,

    /// <summary>Succeeds to the obligation of a predecessor.</summary>
    Succession,

    /// <summary>Accepts.</summary>
    Acceptance,

    /// <summary>Approves.</summary>
    Approval,
}

/// <summary>One act of a State about a treaty, as the depositary has it.</summary>
/// <param name="Instrument">Code of the instrument, for example CSR51.</param>
/// <param name="State">ISO 3166-1 alpha-3.</param>
/// <param name="Kind">What it did.</param>
/// <param name="On">On which day.</param>
public sealed record TreatyAction(string Instrument, string State, TreatyActionKind Kind, DateOnly On)
{
    /// <summary>Whether the State is bound by it.</summary>
    public bool Binds => Kind != TreatyActionKind.Signature;
}

/// <summary>Where a State stands with a treaty; always derived from its actions.</summary>
public enum TreatyStatus
{
    /// <summary>No action known.</summary>
    None,

    /// <summary>Signed and not bound.</summary>
    Signed,

    /// <summary>Bound.</summary>
    Bound,
}

/// <summary>A State's standing with one instrument.</summary>
/// <param name="Instrument">Code of the instrument.</param>
/// <param name="State">ISO 3166-1 alpha-3.</param>
/// <param name="Actions">What it did, oldest first.</param>
public sealed record TreatyStanding(string Instrument, string State, IReadOnlyList<TreatyAction> Actions)
{
    /// <summary>Derived from the actions.</summary>
    public TreatyStatus Status => Actions.Any(a => a.Binds) ? TreatyStatus.Bound : Actions.Count > 0 ? TreatyStatus.Signed : TreatyStatus.None;

    /// <summary>The action that gives the status: the first binding one, else the signature.</summary>
    public TreatyAction? Decisive => Actions.FirstOrDefault(a => a.Binds) ?? (Actions.Count > 0 ? Actions[0] : null);
}

/// <summary>A State of the region.</summary>
/// <param name="Code">ISO 3166-1 alpha-3.</param>
/// <param name="Name">English name in the source.</param>
public sealed record RegionState(string Code, string Name);
