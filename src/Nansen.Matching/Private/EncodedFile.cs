using System.Runtime.InteropServices;

namespace Nansen.Matching;

/// <summary>
/// Encodings of a file's records, as they are handed to whoever links them, who has no key. The first line says the
/// format, the bits and the mark of the key; then one record a line: its mark and its bits in Base64.
/// </summary>
public sealed class EncodedFile
{
    private const string Format = "nansen-clk 1";

    internal EncodedFile(string keyMark, string[] ids, ulong[] rows) => (KeyMark, Ids, Rows) = (keyMark, ids, rows);

    /// <summary>Mark of the key it was made with.</summary>
    public string KeyMark { get; }

    /// <summary>The records' marks.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>All bits, <see cref="RecordEncoder.Words"/> words a record.</summary>
    internal ulong[] Rows { get; }

    /// <summary>How many records.</summary>
    public int Count => Ids.Count;

    /// <summary>How many of them have too few fields to be encoded, and are like nobody.</summary>
    public int TooBare => Enumerable.Range(0, Count).Count(i => !Row(i).ContainsAnyExcept(0UL));

    internal ReadOnlySpan<ulong> Row(int record) => Rows.AsSpan(record * RecordEncoder.Words, RecordEncoder.Words);

    /// <summary>Some of its records, in the order asked for.</summary>
    internal EncodedFile Some(IReadOnlyList<int> records)
    {
        var rows = new ulong[records.Count * RecordEncoder.Words];
        for (var i = 0; i < records.Count; i++) Row(records[i]).CopyTo(rows.AsSpan(i * RecordEncoder.Words));
        return new(KeyMark, [.. records.Select(r => Ids[r])], rows);
    }

    /// <summary>Writes the file.</summary>
    public void Write(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write($"{Format} bits={RecordEncoder.Bits} key={KeyMark}\n");
        for (var i = 0; i < Count; i++) writer.Write($"{CsvTable.Quote(Ids[i])},{Convert.ToBase64String(MemoryMarshal.AsBytes(Row(i)))}\n");
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is not a file of encodings; the message names the line.</exception>
    public static EncodedFile Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var head = reader.ReadLine()?.Split(' ') ?? [];
        if (head.Length < 4 || $"{head[0]} {head[1]}" != Format || head[2] != $"bits={RecordEncoder.Bits}" || !head[3].StartsWith("key=", StringComparison.Ordinal))
            throw new FormatException($"{name} is not a file made by \"nansen private encode\" (its first line must begin with \"{Format} bits={RecordEncoder.Bits} key=\").");
        var ids = new List<string>();
        var rows = new List<ulong>();
        var row = new byte[RecordEncoder.Bits / 8];
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0) continue;
            var comma = text.LastIndexOf(',');
            if (comma < 0 || !Convert.TryFromBase64String(text[(comma + 1)..], row, out var read) || read != row.Length)
                throw new FormatException($"{name}, line {line}: not a record's mark and {RecordEncoder.Bits} bits in Base64.");
            ids.Add(text[..comma].Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal));
            rows.AddRange(MemoryMarshal.Cast<byte, ulong>(row));
        }

        return new EncodedFile(head[3][4..], [.. ids], [.. rows]);
    }
}
