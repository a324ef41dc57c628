namespace Nansen.Journal;

/// <summary>How sensitive a part is; each class of a subject has its own key, so that a class can be erased alone.</summary>
public enum KeyClass
{
    /// <summary>S1 and S2: what rows may hold.</summary>
    Ordinary = 1,

    /// <summary>S3: special-category data, opened through the gate at each read.</summary>
    Special = 2,

    /// <summary>S4: a sealed compartment, named by <see cref="KeyScope.Compartment"/>.</summary>
    Sealed = 3,
}
