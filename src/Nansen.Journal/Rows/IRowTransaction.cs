using System.Data.Common;

namespace Nansen.Journal;

/// <summary>
/// The rows inside the writing transaction. Commands are prepared once for each text and kept. Values are bound to
/// <c>@p0</c>, <c>@p1</c>, … in order: string, long, int, bool (as 0 or 1), double, byte[], Guid and the journal's ids
/// (as 16 bytes), DateOnly (as text), HybridTime (as integer), or null.
/// </summary>
public interface IRowTransaction
{
    /// <summary>Which SQL is spoken.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Runs a statement; returns how many rows it touched.</summary>
    int Execute(string sql, params ReadOnlySpan<object?> values);

    /// <summary>Runs a query; dispose the reader before the next statement.</summary>
    DbDataReader Query(string sql, params ReadOnlySpan<object?> values);
}
