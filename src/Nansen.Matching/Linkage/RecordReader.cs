using System.Text;

namespace Nansen.Matching;

/// <summary>Reads records from CSV straight into columns of numbers, without making a text of each cell.</summary>
public sealed class RecordReader
{
    private readonly IReadOnlyDictionary<string, FieldKind> _map;

    /// <summary>A reader; <paramref name="map"/> says what columns hold when their names are not the usual ones.</summary>
    public RecordReader(IReadOnlyDictionary<string, FieldKind>? map = null) =>
        _map = map ?? new Dictionary<string, FieldKind>();

    /// <summary>Reads one file.</summary>
    /// <exception cref="FormatException">It has no header, or no column that can be compared.</exception>
    public RecordSet Read(string path) => Read([path]);

    /// <summary>Reads two files between which pairs are looked for.</summary>
    /// <exception cref="FormatException">One has no header, or they have no column in common.</exception>
    public RecordSet Read(string first, string second) => Read([first, second]);

    private RecordSet Read(string[] paths)
    {
        var builder = new Builder();
        var firstOfSecond = 0;
        for (var file = 0; file < paths.Length; file++)
        {
            if (file == 1) firstOfSecond = builder.Count;
            using var stream = new FileStream(paths[file], FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            builder.Read(stream, paths[file], this);
        }

        return builder.Build(paths.Length == 1 ? builder.Count : firstOfSecond);
    }

    /// <summary>Reads one file's bytes.</summary>
    internal RecordSet Read(Stream stream, string name)
    {
        var builder = new Builder();
        builder.Read(stream, name, this);
        return builder.Build(builder.Count);
    }

    private FieldKind KindOf(string column) => _map.TryGetValue(column.Trim(), out var kind) ? kind : ColumnNames.KindOf(column);

    private sealed class Builder
    {
        private readonly List<(string Name, FieldKind Kind, ByteTable Values, List<int> Codes)> _columns = [];
        private readonly ByteTable _names = new();
        private readonly List<int> _idStarts = [0];
        private byte[] _idBytes = new byte[1 << 12];
        private int _idUsed;

        public int Count { get; private set; }

        public void Read(Stream stream, string name, RecordReader reader)
        {
            var buffer = new byte[1 << 20];
            var (held, at, quoted) = (0, 0, false);
            int[]? places = null;
            var idPlace = -1;
            var separator = (byte)',';
            var scratch = new byte[1 << 12];
            while (true)
            {
                var got = stream.Read(buffer, held, buffer.Length - held);
                var end = held + got;
                var line = 0;
                for (; at < end;)
                {
                    var next = quoted ? buffer.AsSpan(at, end - at).IndexOf((byte)'"') : buffer.AsSpan(at, end - at).IndexOfAny((byte)'\n', (byte)'"');
                    if (next < 0) { at = end; break; }
                    at += next + 1;
                    if (buffer[at - 1] == '"') { quoted = !quoted; continue; }
                    Line(buffer.AsSpan(line, at - 1 - line));
                    line = at;
                }

                if (got == 0)
                {
                    if (line < end) Line(buffer.AsSpan(line, end - line));
                    break;
                }

                buffer.AsSpan(line, end - line).CopyTo(buffer);
                (held, at) = (end - line, at - line);
                if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            }

            if (places is null) throw new FormatException($"{name} is empty; a header line with column names is needed.");

            void Line(ReadOnlySpan<byte> bytes)
            {
                if (bytes.Length > 0 && bytes[^1] == '\r') bytes = bytes[..^1];
                if (places is null) (places, idPlace, separator) = Header(bytes, reader, name);
                else if (bytes.Length > 0) Record(bytes, places, idPlace, separator, ref scratch);
            }
        }

        private (int[] Places, int Id, byte Separator) Header(ReadOnlySpan<byte> line, RecordReader reader, string name)
        {
            var text = Encoding.UTF8.GetString(line).TrimStart('\uFEFF');
            var separator = text.Contains(',', StringComparison.Ordinal) || !text.Contains(';', StringComparison.Ordinal) ? ',' : ';';
            var headers = text.Split(separator).Select(h => h.Trim().Trim('"')).ToArray();
            var kinds = headers.Select(reader.KindOf).ToArray();
            // The parts of a name say more than the whole, when both are there.
            if (kinds.Contains(FieldKind.Family) && kinds.Contains(FieldKind.Given))
                for (var i = 0; i < kinds.Length; i++) if (kinds[i] == FieldKind.Name) kinds[i] = FieldKind.Ignored;
            if (kinds.All(k => k is FieldKind.Id or FieldKind.Ignored)) throw new FormatException($"{name} has no column that can be compared; name some with --map.");
            var places = new int[headers.Length];
            for (var i = 0; i < headers.Length; i++)
            {
                if (kinds[i] is FieldKind.Id or FieldKind.Ignored) { places[i] = -1; continue; }
                places[i] = _columns.FindIndex(c => c.Kind == kinds[i] && (c.Name == headers[i] || kinds[i] is not (FieldKind.Text or FieldKind.Number or FieldKind.Place)));
                if (places[i] >= 0) continue;
                places[i] = _columns.Count;
                var values = kinds[i] is FieldKind.Given or FieldKind.Family or FieldKind.Patronymic or FieldKind.Name ? _names : new ByteTable();
                _columns.Add((headers[i], kinds[i], values, [.. new int[Count]]));
            }

            return (places, Array.IndexOf(kinds, FieldKind.Id), (byte)separator);
        }

        private void Record(ReadOnlySpan<byte> line, int[] places, int idPlace, byte separator, ref byte[] scratch)
        {
            foreach (var column in _columns) column.Codes.Add(0);
            if (scratch.Length < line.Length) scratch = new byte[line.Length * 2];
            for (var cell = 0; cell < places.Length; cell++)
            {
                var value = Cell(ref line, separator, scratch);
                if (cell == idPlace) AddId(value);
                else if (places[cell] >= 0 && value.Length > 0) _columns[places[cell]].Codes[^1] = _columns[places[cell]].Values.Intern(value);
            }

            // A file without marks is numbered from 1.
            if (idPlace < 0) AddId(Encoding.UTF8.GetBytes((Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Count++;
            _idStarts.Add(_idUsed);
        }

        private static ReadOnlySpan<byte> Cell(ref ReadOnlySpan<byte> line, byte separator, byte[] scratch)
        {
            if (line.Length == 0 || line[0] != '"')
            {
                var end = line.IndexOf(separator);
                var cell = end < 0 ? line : line[..end];
                line = end < 0 ? [] : line[(end + 1)..];
                return cell.Trim((byte)' ');
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

        private void AddId(ReadOnlySpan<byte> id)
        {
            if (_idUsed + id.Length > _idBytes.Length) Array.Resize(ref _idBytes, Math.Max(_idBytes.Length * 2, _idUsed + id.Length));
            id.CopyTo(_idBytes.AsSpan(_idUsed));
            _idUsed += id.Length;
        }

        public RecordSet Build(int firstOfSecond) =>
            new([.. _columns.Select(c => new RecordColumn(c.Name, c.Kind, c.Values, [.. c.Codes]))], _idBytes, [.. _idStarts], firstOfSecond);
    }
}
