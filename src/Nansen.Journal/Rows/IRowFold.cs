namespace Nansen.Journal;

/// <summary>
/// Makes rows from entries, inside the transaction that appends them. Rows hold ordinary data at most: parts above
/// <see cref="KeyClass.Ordinary"/> come closed. Rows can be thrown away and rebuilt, so the outcome must depend on
/// the entries alone, not on how many come at a time; order holds within a book, not between books.
/// </summary>
public interface IRowFold
{
    /// <summary>Raised whenever the fold or its schema changes; the rows are then rebuilt when the journal is next opened.</summary>
    int Version { get; }

    /// <summary>The tables it fills, each before those that refer to it.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>The statements that make the tables and their indexes.</summary>
    string Schema(SqlDialect dialect);

    /// <summary>Folds entries into the rows. Throwing refuses the batch.</summary>
    void Apply(IRowTransaction tx, IReadOnlyList<Entry> entries);
}
