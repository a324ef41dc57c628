namespace Nansen.Journal;

/// <summary>Names one entry, for ever and in every copy. Random: neither time nor place can be read from it.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct EntryId(Guid Value) : IComparable<EntryId>
{
    /// <summary>A new one, from <paramref name="source"/> or else from the system's random numbers.</summary>
    public static EntryId New(IIdSource? source = null) => new((source ?? IdSource.Random).NewId());

    /// <summary>Reads 32 hex digits, with or without hyphens.</summary>
    public static bool TryParse(string? text, out EntryId id)
    {
        var ok = Guid.TryParse(text, out var value);
        id = new(value);
        return ok;
    }

    /// <summary>Orders by the bytes as they are written (most significant first).</summary>
    public int CompareTo(EntryId other) => Value.CompareTo(other.Value);

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("N");
}
