using System.Runtime.CompilerServices;

namespace Nansen.Matching;

/// <summary>A stretch of a file read into numbers, with tables of its own, so that several can be read at once.</summary>
internal sealed class RecordPart(LineLayout? layout = null)
{
    /// <summary>Records are held in pieces, so that nothing is copied as they grow.</summary>
    private const int Piece = 1 << 13;

    /// <summary>Cells in quotes are no longer; quotes that stay open so long were a stray mark.</summary>
    private const int LongestQuoted = 4000;

    private readonly List<int[]> _pieces = [];
    private int[] _last = [];
    private int _used;
    private int _width;
    private LineLayout? _layout = layout;
    private ByteTable[] _tables = layout is null ? [] : NewTables(layout);
    private byte[] _ids = new byte[1 << 12];
    private int _idsUsed;
    private byte[] _scratch = [];
    private Waiting[] _waiting = new Waiting[256];
    private int _waits;

    /// <summary>Records read.</summary>
    public int Count { get; private set; }

    /// <summary>Where in the file the first line begins that was not read.</summary>
    public long End { get; private set; }

    public LineLayout Layout => _layout!;

    public IReadOnlyList<ByteTable> Tables => _tables;

    /// <summary>The marks, one behind the other.</summary>
    public ReadOnlySpan<byte> Ids => _ids.AsSpan(0, _idsUsed);

    /// <summary>This part, when a header was found.</summary>
    /// <exception cref="FormatException">The file is empty.</exception>
    public RecordPart OrEmpty(string name) => _layout is null ? throw new FormatException($"{name} is empty; a header line with column names is needed.") : this;

    /// <summary>The records, the first of which is <paramref name="first"/> of the whole set.</summary>
    public IEnumerable<RecordPiece> Pieces(int first)
    {
        for (var p = 0; p < _pieces.Count; p++) yield return new(first + p * Piece, Math.Min(Piece, Count - p * Piece), _width, _pieces[p]);
    }

    /// <summary>Reads lines from a stream that stands at <paramref name="from"/>, as long as they begin at or before <paramref name="last"/>; closes it.</summary>
    public void Read(Stream stream, long from, long last, Func<byte[], LineLayout> header)
    {
        using var closing = stream;
        var buffer = new byte[1 << 18];
        // Where quotes were opened, and where they last were closed: of two quotes the second opens them again.
        var (held, at, line, quoted, opened, closed) = (0, 0, 0, false, 0, -1);
        End = from;
        while (true)
        {
            var got = stream.Read(buffer, held, buffer.Length - held);
            var end = held + got;
            while (at < end)
            {
                var rest = buffer.AsSpan(at, quoted ? Math.Min(end - at, Math.Max(0, opened + LongestQuoted - at)) : end - at);
                var next = quoted ? rest.IndexOf((byte)'"') : rest.IndexOfAny((byte)'\n', (byte)'"');
                if (next < 0)
                {
                    at += rest.Length;
                    if (!quoted || at < opened + LongestQuoted) break;
                    // Never closed: a letter like others, and the line ends where it ends.
                    (quoted, closed, at) = (false, -1, opened + 1);
                    continue;
                }

                at += next + 1;
                if (buffer[at - 1] == '"')
                {
                    if (quoted) (quoted, closed) = (false, at - 1);
                    else if (closed == at - 2 && at > 1) quoted = true;
                    else if (Opens(buffer, at - 1, line)) (quoted, opened) = (true, at - 1);
                    continue;
                }

                Line(buffer, line, at - 1 - line, header);
                End += at - line;
                line = at;
                if (End <= last) continue;
                LookUp(buffer);
                return;
            }

            if (got == 0 && quoted)
            {
                (quoted, closed, at, held) = (false, -1, opened + 1, end);
                continue;
            }

            if (got == 0)
            {
                if (line < end) Line(buffer, line, end - line, header);
                End += end - line;
                LookUp(buffer);
                return;
            }

            LookUp(buffer);
            buffer.AsSpan(line, end - line).CopyTo(buffer);
            (held, at, opened, closed, line) = (end - line, at - line, opened - line, closed - line, 0);
            if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    /// <summary>Quotes begin a cell, or they are a letter like others.</summary>
    private static bool Opens(byte[] buffer, int at, int line) => at == line || buffer[at - 1] is (byte)',' or (byte)';' or (byte)'\t';

    private void Line(byte[] buffer, int start, int length, Func<byte[], LineLayout> header)
    {
        if (length > 0 && buffer[start + length - 1] == '\r') length--;
        if (_layout is null) _tables = NewTables(_layout = header(buffer.AsSpan(start, length).ToArray()));
        else if (length > 0) Record(buffer, start, length);
    }

    private static ByteTable[] NewTables(LineLayout layout)
    {
        var tables = new ByteTable[layout.Tables.Max() + 1];
        for (var t = 0; t < tables.Length; t++) tables[t] = new ByteTable();
        return tables;
    }

    /// <summary>A cell whose number is not yet looked up: the memory has been asked for its place in the table.</summary>
    private struct Waiting
    {
        public ByteTable Table;
        public uint Hash;
        public int Start, Length, Place;
    }

    private void Record(byte[] buffer, int start, int length)
    {
        if (Count % Piece == 0)
        {
            LookUp(buffer);
            _width = _layout!.Tables.Length + 1;
            _pieces.Add(_last = new int[Piece * _width]);
            _used = 0;
            if (_waiting.Length < _width) _waiting = new Waiting[_width];
        }

        if (_waiting.Length - _waits < _width) LookUp(buffer);
        Count++;
        if (buffer.AsSpan(start, length).Contains((byte)'"')) Quoted(buffer, start, length);
        else Plain(buffer, start, length);
        _used += _width;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Plain(byte[] buffer, int start, int length)
    {
        var (places, tables, separator) = (_layout!.Places, _layout.Tables, _layout.Separator);
        var end = start + length;
        for (var cell = 0; cell < places.Length && start <= end; cell++)
        {
            var rest = buffer.AsSpan(start, end - start);
            var found = rest.IndexOf(separator);
            if (found < 0) found = rest.Length;
            var (place, from, to) = (places[cell], start, start + found);
            start = to + 1;
            while (from < to && buffer[from] == ' ') from++;
            while (from < to && buffer[to - 1] == ' ') to--;
            if (cell == _layout.Id) _last[_used + _width - 1] = AddId(buffer.AsSpan(from, to - from));
            else if (place >= 0 && from < to)
            {
                var table = _tables[tables[place]];
                var hash = ByteTable.Hash(buffer.AsSpan(from, to - from));
                table.Fetch(hash);
                _waiting[_waits++] = new() { Table = table, Hash = hash, Start = from, Length = to - from, Place = _used + place };
            }
        }
    }

    /// <summary>A line with quotes: cells without their quotes are not in the buffer.</summary>
    private void Quoted(byte[] buffer, int start, int length)
    {
        LookUp(buffer);
        var (places, tables) = (_layout!.Places, _layout.Tables);
        var row = _last.AsSpan(_used, _width);
        ReadOnlySpan<byte> line = buffer.AsSpan(start, length);
        if (_scratch.Length < line.Length) _scratch = new byte[line.Length * 2];
        for (var cell = 0; cell < places.Length; cell++)
        {
            var value = Cell(ref line, _layout.Separator, _scratch);
            if (cell == _layout.Id) row[^1] = AddId(value);
            else if (places[cell] >= 0 && value.Length > 0) row[places[cell]] = _tables[tables[places[cell]]].Intern(value);
        }
    }

    /// <summary>Gives the cells that wait their numbers, in the order in which they came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void LookUp(byte[] buffer)
    {
        const int ahead = 12;
        for (var i = 0; i < _waits; i++)
        {
            if (i + ahead < _waits) _waiting[i + ahead].Table.FetchValue(_waiting[i + ahead].Hash);
            ref readonly var cell = ref _waiting[i];
            _last[cell.Place] = cell.Table.Intern(buffer.AsSpan(cell.Start, cell.Length), cell.Hash);
        }

        _waits = 0;
    }

    private static ReadOnlySpan<byte> Cell(ref ReadOnlySpan<byte> line, byte separator, byte[] scratch)
    {
        if (line.Length == 0 || line[0] != '"')
        {
            var end = line.IndexOf(separator);
            var cell = end < 0 ? line : line[..end];
            line = end < 0 ? [] : line[(end + 1)..];
            return cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' ') ? cell.Trim((byte)' ') : cell;
        }

        var (used, at) = (0, 1);
        for (; at < line.Length; at++)
        {
            if (line[at] != '"') { scratch[used++] = line[at]; continue; }
            if (at + 1 >= line.Length || line[at + 1] != '"') break;
            scratch[used++] = line[at++];
        }

        var rest = at < line.Length ? line[at..].IndexOf(separator) : -1;
        line = rest < 0 ? [] : line[(at + rest + 1)..];
        return scratch.AsSpan(0, used).Trim((byte)' ');
    }

    private int AddId(ReadOnlySpan<byte> id)
    {
        if (_idsUsed + id.Length > _ids.Length) Array.Resize(ref _ids, Math.Max(_ids.Length * 2, _idsUsed + id.Length));
        id.CopyTo(_ids.AsSpan(_idsUsed));
        _idsUsed += id.Length;
        return id.Length;
    }
}
