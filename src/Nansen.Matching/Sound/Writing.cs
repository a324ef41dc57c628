namespace Nansen.Matching;

/// <summary>
/// The ways of writing that need their own reading. Cyrillic, Georgian and Armenian spell sounds nearly one to one and
/// share an alphabet here; Latin spells by many habits; Arabic leaves the short vowels out.
/// </summary>
internal enum Writing : byte
{
    /// <summary>A script the library has no table for: compared letter by letter.</summary>
    Other,

    /// <summary>Latin (and Greek read as Latin).</summary>
    Latin,

    /// <summary>Cyrillic, Georgian and Armenian.</summary>
    Phonemic,

    /// <summary>Arabic script (and Hebrew read as Arabic).</summary>
    Consonantal,
}
