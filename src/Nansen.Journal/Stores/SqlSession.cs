using System.Data.Common;
using System.Globalization;

namespace Nansen.Journal;

/// <summary>One connection with its prepared commands, and the transaction it is in.</summary>
internal sealed class SqlSession(DbConnection connection, SqlDialect dialect) : IRowTransaction, IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    public DbConnection Connection => connection;

    public DbTransaction? Transaction { get; private set; }

    public SqlDialect Dialect => dialect;

    /// <summary>Something of the store's own that lives as long as the connection.</summary>
    public IDisposable? Own { get; set; }

    public void Begin(DbTransaction? transaction = null) => Transaction = transaction ?? connection.BeginTransaction();

    public void Commit()
    {
        Transaction!.Commit();
        End();
    }

    /// <summary>Rolls back whatever is open. What the store says to that no longer matters.</summary>
    public void Rollback()
    {
        try
        {
            Transaction?.Rollback();
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or IOException)
        {
        }
        End();
    }

    private void End()
    {
        Transaction?.Dispose();
        Transaction = null;
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    public DbDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteScalar();

    /// <summary>Statements without parameters that are run once: not kept.</summary>
    public void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction;
        command.ExecuteNonQuery();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@p" + i.ToString(CultureInfo.InvariantCulture);
                command.Parameters.Add(parameter);
            }
            _commands[sql] = command;
        }
        if (command.Parameters.Count != values.Length)
            throw new ArgumentException($"The statement was first run with {command.Parameters.Count} values and now has {values.Length}: {sql}");
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Plain(values[i]);
        command.Transaction = Transaction;
        return command;
    }

    private static object Plain(object? value) => value switch
    {
        null => DBNull.Value,
        int number => (long)number,
        bool truth => truth ? 1L : 0L,
        Guid id => EntryFormat.Bytes(id),
        StreamId id => EntryFormat.Bytes(id.Value),
        EntryId id => EntryFormat.Bytes(id.Value),
        BatchId id => EntryFormat.Bytes(id.Value),
        KeyId id => EntryFormat.Bytes(id.Value),
        HybridTime time => time.Value,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum => throw new ArgumentException("Say how the enum is to be stored: as a number or as a word."),
        _ => value,
    };

    public void Dispose()
    {
        Rollback();
        Own?.Dispose();
        foreach (var command in _commands.Values) command.Dispose();
        connection.Dispose();
    }
}
