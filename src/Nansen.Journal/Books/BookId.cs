namespace Nansen.Journal;

/// <summary>
/// The name of one book of one office: <c>&lt;kind&gt;:&lt;12 hex digits of a random office id&gt;</c>, for example
/// <c>records:3f9a1c5e77b2</c>. It says nothing about where the office is.
/// </summary>
/// <param name="Value">The name as it stands in the column <c>book</c>.</param>
public readonly record struct BookId(string Value) : IComparable<BookId>
{
    /// <summary>The book of a kind of an office.</summary>
    /// <param name="kind">Which of the three books.</param>
    /// <param name="office">Twelve lower-case hex digits.</param>
    public static BookId Of(BookKind kind, string office) => new($"{NameOf(kind)}:{office}");

    /// <summary>The word a kind of book is written with.</summary>
    public static string NameOf(BookKind kind) => kind switch
    {
        BookKind.Records => "records",
        BookKind.Statistics => "statistics",
        BookKind.Access => "access",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The kind, or null when the name is none that this format knows.</summary>
    public BookKind? Kind => Value?.Split(':')[0] switch
    {
        "records" => BookKind.Records,
        "statistics" => BookKind.Statistics,
        "access" => BookKind.Access,
        _ => null,
    };

    /// <inheritdoc/>
    public int CompareTo(BookId other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
