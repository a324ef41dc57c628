namespace Nansen.Statistics;

/// <summary>
/// A period as it stood from one entry until the next about it. Versions are kept, so the account as known at an
/// instant is a sum over the versions that stood then: entry &lt; limit ≤ superseded.
/// </summary>
internal struct PeriodVersion
{
    public int Entry;
    public int Superseded;
    public int Codes;
    public int On;
    public int End;
    public short Cause;
    public short EndCause;
    public bool Voided;

    /// <summary>Her age by UNHCR's groups.</summary>
    public Ageing Age;

    /// <summary>Her age by Eurostat's groups; unknown throughout where it was not recorded.</summary>
    public Ageing EurostatAge;

    /// <summary>Reclassifications in order of their day; null for none.</summary>
    public Change[]? Changes;

    public readonly bool StandsAt(int limit) => Entry < limit && Superseded >= limit && !Voided && On <= End;

    /// <summary>How she passes through the groups of one system.</summary>
    public struct Ageing
    {
        public sbyte Band;

        /// <summary>The group in which the closing found her; −1: not recorded.</summary>
        public sbyte EndBand;

        /// <summary>Later crossings in order, each month index × 8 + age group.</summary>
        public int[] Crossings;
    }

    /// <summary>A reclassification with its effect worked out: the codes that hold from its day.</summary>
    public sealed record Change(PeriodReclassified Entry, int Codes);
}

/// <summary>A counted event, from its entry until it is voided.</summary>
internal struct CountedEvent
{
    public int Entry;
    public int Superseded;
    public int Codes;
    public int On;
    public int Persons;

    public readonly bool StandsAt(int limit) => Entry < limit && Superseded >= limit;
}
