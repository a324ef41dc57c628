namespace Nansen.Journal;

/// <summary>The three books every office keeps (DESIGN, section Journal).</summary>
public enum BookKind
{
    /// <summary>What happened to records: the source of everything anyone sees.</summary>
    Records,

    /// <summary>Periods opened, closed and corrected, with codes and no subject: what accounts are counted from.</summary>
    Statistics,

    /// <summary>Who looked at what: no log, no read. May be deleted by retention up to a checkpoint that stays.</summary>
    Access,
}
