using System.Globalization;
using System.Text;

namespace Nansen.Matching;

/// <summary>Where the cells of a file's lines go.</summary>
/// <param name="Places">Of each cell its column; -1 when it is not compared.</param>
/// <param name="Id">The cell with the record's mark; -1 when there is none.</param>
/// <param name="Separator">Between cells.</param>
/// <param name="Tables">Of each column the table of its values; columns of names share one.</param>
internal sealed record LineLayout(int[] Places, int Id, byte Separator, int[] Tables);

/// <summary>The columns of the files that are read together, and how the parts become one set.</summary>
internal sealed class RecordLayout(IReadOnlyDictionary<string, FieldKind> map)
{
    private readonly List<(string Name, FieldKind Kind, int Table)> _columns = [];
    private readonly HashSet<string> _unmapped = new(map.Keys, StringComparer.OrdinalIgnoreCase);
    private int _tables = 1;

    private FieldKind KindOf(string column) => map.TryGetValue(column.Trim(), out var kind) ? kind : ColumnNames.KindOf(column);

    /// <summary>Reads a header line.</summary>
    /// <exception cref="FormatException">No column can be compared, or by none of them records would be found.</exception>
    public LineLayout Header(byte[] line, string name)
    {
        var text = HeaderLine.Demand(Encoding.UTF8.GetString(line), name);
        var separator = HeaderLine.SeparatorOf(text);
        var headers = CsvTable.Cells(text, separator).Select(h => h.Trim()).ToArray();
        foreach (var header in headers) _unmapped.Remove(header);
        var kinds = headers.Select(KindOf).ToArray();
        // The parts of a name say more than the whole, when both are there.
        if (kinds.Contains(FieldKind.Family) && kinds.Contains(FieldKind.Given))
            for (var i = 0; i < kinds.Length; i++) if (kinds[i] == FieldKind.Name) kinds[i] = FieldKind.Ignored;
        if (kinds.All(k => k is FieldKind.Id or FieldKind.Ignored)) throw new FormatException($"{name} has no column that can be compared; name some with --map.");
        if (!kinds.Any(Finds)) throw new FormatException($"{name} has no column that is known to hold names, birth dates, telephones, places or numbers among {string.Join(", ", headers)}; say what they hold with --map COLUMN=KIND.");
        var places = headers.Select((header, i) => kinds[i] is FieldKind.Id or FieldKind.Ignored ? -1 : PlaceOf(header, kinds[i])).ToArray();
        return new(places, Array.IndexOf(kinds, FieldKind.Id), (byte)separator, [.. _columns.Select(c => c.Table)]);
    }

    /// <summary>Whether records are found by what such a column holds; by sex, country or other text alone they are not.</summary>
    private static bool Finds(FieldKind kind) => kind is FieldKind.Given or FieldKind.Family or FieldKind.Patronymic or FieldKind.Name
        or FieldKind.Birth or FieldKind.Phone or FieldKind.Place or FieldKind.Number;

    /// <summary>Looks at what was read: every column that was told of is there, and two files have something in common.</summary>
    /// <exception cref="FormatException">It is not so.</exception>
    public void Demand(IReadOnlyList<LineLayout> files)
    {
        if (_unmapped.Count > 0) throw new FormatException($"--map {_unmapped.First()}: there is no column of that name.");
        if (files is not [var first, var second]) return;
        var (left, right) = (Compared(first), Compared(second));
        if (!left.Intersect(right).Any(c => Finds(_columns[c].Kind)))
            throw new FormatException($"The files have no column in common by which records could be found: one has {Said(left)}, the other {Said(right)}. Say what their columns hold with --map COLUMN=KIND.");
        if (left.Exists(IsName) && right.Exists(IsName) && !left.Intersect(right).Any(IsName))
            throw new FormatException($"Names stand in other columns in each file: {Said(left.Where(IsName))} and {Said(right.Where(IsName))}. Bring them into the same columns, the whole name in one or its parts apart, in both files.");
    }

    private static List<int> Compared(LineLayout file) => [.. file.Places.Where(p => p >= 0).Distinct()];

    private bool IsName(int column) => _columns[column].Table == 0;

    private string Said(IEnumerable<int> columns) => string.Join(", ", columns.Select(c => _columns[c].Name));

    private int PlaceOf(string header, FieldKind kind)
    {
        var place = _columns.FindIndex(c => c.Kind == kind && (c.Name == header || kind is not (FieldKind.Text or FieldKind.Number or FieldKind.Place)));
        if (place >= 0) return place;
        _columns.Add((header, kind, kind is FieldKind.Given or FieldKind.Family or FieldKind.Patronymic or FieldKind.Name ? 0 : _tables++));
        return _columns.Count - 1;
    }

    /// <summary>Parts one behind the other; values are numbered as if all had been read in one go.</summary>
    public RecordSet Gather(IReadOnlyList<RecordPart> parts, int firstOfSecond)
    {
        var tables = new ByteTable[_tables];
        var numbers = parts.Select(_ => new int[]?[_tables]).ToArray();
        Parallel.For(0, _tables, Parallelism.Options, t =>
        {
            tables[t] = parts[0].Tables.ElementAtOrDefault(t) ?? new ByteTable();
            for (var p = 0; p < parts.Count; p++) numbers[p][t] = Numbers(parts[p].Tables.ElementAtOrDefault(t), tables[t]);
        });
        var pieces = new List<(RecordPiece Piece, int Part)>();
        var count = 0;
        for (var p = 0; p < parts.Count; count += parts[p++].Count) pieces.AddRange(parts[p].Pieces(count).Select(piece => (piece, p)));
        Parallel.ForEach(pieces, Parallelism.Options, p => Renumber(p.Piece, parts[p.Part].Layout.Tables, numbers[p.Part]));
        var (idBytes, idStarts) = Ids(parts, count);
        return new([.. _columns.Select(c => new RecordColumn(c.Name, c.Kind, tables[c.Table]))], [.. pieces.Select(p => p.Piece)], idBytes, idStarts, firstOfSecond);
    }

    /// <summary>Of each number of a part's table that of the whole set's; null when they are the same.</summary>
    private static int[]? Numbers(ByteTable? from, ByteTable to)
    {
        if (from == to || from is null) return null;
        var numbers = new int[from.Count + 1];
        for (var code = 1; code < numbers.Length; code++)
        {
            if (code + 16 < numbers.Length) to.Fetch(from.HashOf(code + 16));
            numbers[code] = to.Intern(from[code], from.HashOf(code));
        }

        return numbers;
    }

    /// <summary>Puts the numbers of the whole set, by table, in the place of a part's own.</summary>
    private static void Renumber(RecordPiece piece, int[] tables, int[]?[] numbers)
    {
        for (var c = 0; c < tables.Length; c++)
        {
            if (numbers[tables[c]] is not { } column) continue;
            for (var at = c; at < piece.Count * piece.Width; at += piece.Width) piece.Codes[at] = column[piece.Codes[at]];
        }
    }

    private static (byte[] Bytes, int[] Starts) Ids(IReadOnlyList<RecordPart> parts, int count)
    {
        // A file without marks is numbered from 1.
        var bytes = new List<byte>(parts.Sum(p => p.Layout.Id < 0 ? p.Count * 8 : p.Ids.Length));
        var starts = new int[count + 1];
        var record = 0;
        foreach (var part in parts)
        {
            var start = bytes.Count;
            bytes.AddRange(part.Ids);
            foreach (var piece in part.Pieces(record))
                for (var i = 1; i <= piece.Count; i++)
                {
                    if (part.Layout.Id < 0) bytes.AddRange(Encoding.UTF8.GetBytes((record + 1).ToString(CultureInfo.InvariantCulture)));
                    else start += piece.Codes[i * piece.Width - 1];
                    starts[++record] = part.Layout.Id < 0 ? bytes.Count : start;
                }
        }

        return ([.. bytes], starts);
    }
}
