using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Nansen.Journal;

/// <summary>SHA-256 over every row of some tables, whatever order they stand in.</summary>
internal static class RowDigest
{
    public static string Of(SqlSession session, IEnumerable<string> tables)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in tables) Add(session, table, hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(SqlSession session, string table, IncrementalHash hash)
    {
        int columns;
        using (var reader = session.Query($"select * from {table} where 1 = 0")) columns = reader.FieldCount;
        var order = string.Join(", ", Enumerable.Range(1, columns));
        AddValue(hash, 't', Encoding.UTF8.GetBytes(table));
        using var rows = session.Query($"select * from {table} order by {order}");
        var values = new object[columns];
        while (rows.Read())
        {
            rows.GetValues(values);
            foreach (var value in values) AddValue(hash, value);
        }
    }

    private static void AddValue(IncrementalHash hash, object value)
    {
        Span<byte> number = stackalloc byte[8];
        switch (value)
        {
            case long integer:
                BinaryPrimitives.WriteInt64BigEndian(number, integer);
                AddValue(hash, 'i', number);
                break;
            case double real:
                BinaryPrimitives.WriteDoubleBigEndian(number, real);
                AddValue(hash, 'r', number);
                break;
            case byte[] bytes:
                AddValue(hash, 'b', bytes);
                break;
            case DBNull:
                AddValue(hash, 'n', []);
                break;
            default:
                AddValue(hash, 's', Encoding.UTF8.GetBytes(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!));
                break;
        }
    }

    private static void AddValue(IncrementalHash hash, char kind, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
        hash.AppendData(head);
        hash.AppendData(bytes);
    }
}
