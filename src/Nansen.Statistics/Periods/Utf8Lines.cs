namespace Nansen.Statistics;

/// <summary>Reads the lines of a UTF-8 file without making a string of each.</summary>
internal ref struct Utf8Lines(Stream from)
{
    private byte[] buffer = from == Stream.Null ? [] : new byte[1 << 20];
    private byte[] unquoted = [];
    private int start, end;
    private bool ended;

    /// <summary>Number of the last line given, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line, without its line break and without a byte-order mark; valid until the next call.</summary>
    public bool Next(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && !ended)
            {
                Fill();
                continue;
            }

            line = buffer.AsSpan(start, length < 0 ? end - start : length);
            if (length < 0 && line.IsEmpty) return false;
            start += line.Length + (length < 0 ? 0 : 1);
            if (line.EndsWith("\r"u8)) line = line[..^1];
            if (++Number == 1 && line.StartsWith("\uFEFF"u8)) line = line[3..];
            return true;
        }
    }

    /// <summary>Splits a line into its fields; returns how many (at most as many as fit), or −1 when a quotation mark is not closed. Quoted fields are unquoted, which changes the line.</summary>
    public int Split(ref ReadOnlySpan<byte> line, scoped Span<Range> fields)
    {
        if (line.Contains((byte)'"')) return Unquote(ref line, fields);
        var count = 0;
        var begin = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != ',') continue;
            if (count == fields.Length - 1) return fields.Length + 1;
            fields[count++] = begin..i;
            begin = i + 1;
        }

        fields[count++] = begin..line.Length;
        return count;
    }

    private int Unquote(ref ReadOnlySpan<byte> line, scoped Span<Range> fields)
    {
        if (unquoted.Length < line.Length) unquoted = new byte[line.Length * 2];
        var (count, begin, at, inside) = (0, 0, 0, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (inside && i + 1 < line.Length && line[i + 1] == '"') unquoted[at++] = line[i++];
                else inside = !inside;
            }
            else if (line[i] == ',' && !inside)
            {
                if (count == fields.Length - 1) return fields.Length + 1;
                fields[count++] = begin..at;
                begin = at;
            }
            else unquoted[at++] = line[i];
        }

        if (inside) return -1;
        fields[count++] = begin..at;
        line = unquoted.AsSpan(0, at);
        return count;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = from.Read(buffer, end, buffer.Length - end);
        ended = read == 0;
        end += read;
    }
}
