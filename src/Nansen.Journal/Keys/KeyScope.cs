namespace Nansen.Journal;

/// <summary>Whose key, of which class, seals something.</summary>
/// <param name="Subject">The stream of the record (mostly the person) whose key it is.</param>
/// <param name="Class">How sensitive.</param>
/// <param name="Compartment">The compartment's name; present exactly when <paramref name="Class"/> is <see cref="KeyClass.Sealed"/>.</param>
public readonly record struct KeyScope(StreamId Subject, KeyClass Class, string? Compartment = null);
