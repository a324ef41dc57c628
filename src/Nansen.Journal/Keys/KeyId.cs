namespace Nansen.Journal;

/// <summary>Names a data key; the clear side of an entry says no more about whom a part concerns. Random: neither time nor place can be read from it.</summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct KeyId(Guid Value) : IComparable<KeyId>
{
    /// <summary>A new one, from <paramref name="source"/> or else from the system's random numbers.</summary>
    public static KeyId New(IIdSource? source = null) => new((source ?? IdSource.Random).NewId());

    /// <summary>Reads 32 hex digits, with or without hyphens.</summary>
    public static bool TryParse(string? text, out KeyId id)
    {
        var ok = Guid.TryParse(text, out var value);
        id = new(value);
        return ok;
    }

    /// <summary>Orders by the bytes as they are written (most significant first).</summary>
    public int CompareTo(KeyId other) => Value.CompareTo(other.Value);

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("N");
}
