namespace Nansen.Journal;

/// <summary>Names entries that were appended together or not at all; doubles as the token that makes sending twice add once. Random: neither time nor place can be read from it.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct BatchId(Guid Value) : IComparable<BatchId>
{
    /// <summary>A new one, from <paramref name="source"/> or else from the system's random numbers.</summary>
    public static BatchId New(IIdSource? source = null) => new((source ?? IdSource.Random).NewId());

    /// <summary>Reads 32 hex digits, with or without hyphens.</summary>
    public static bool TryParse(string? text, out BatchId id)
    {
        var ok = Guid.TryParse(text, out var value);
        id = new(value);
        return ok;
    }

    /// <summary>Orders by the bytes as they are written (most significant first).</summary>
    public int CompareTo(BatchId other) => Value.CompareTo(other.Value);

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("N");
}
