namespace Nansen.Journal;

/// <summary>
/// What the two stores spell differently. Row SQL is written once: <c>@p0</c> parameters, <c>on conflict</c>, and these
/// four type names. Truth values are integers 0 and 1, ids 16 bytes, days text <c>yyyy-MM-dd</c>.
/// </summary>
public sealed record SqlDialect
{
    private SqlDialect(string name, string integer, string text, string bytes, string real) =>
        (Name, Integer, Text, Bytes, Real) = (name, integer, text, bytes, real);

    /// <summary>The embedded store.</summary>
    public static SqlDialect Sqlite { get; } = new("sqlite", "integer", "text", "blob", "real");

    /// <summary>The store of a national node. Text compares by code point, as in SQLite.</summary>
    public static SqlDialect PostgreSql { get; } = new("postgresql", "bigint", "text collate \"C\"", "bytea", "double precision");

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public string Name { get; }

    /// <summary>The type of a 64-bit integer column.</summary>
    public string Integer { get; }

    /// <summary>The type of a text column.</summary>
    public string Text { get; }

    /// <summary>The type of a column of bytes.</summary>
    public string Bytes { get; }

    /// <summary>The type of a column of floating numbers.</summary>
    public string Real { get; }
}
