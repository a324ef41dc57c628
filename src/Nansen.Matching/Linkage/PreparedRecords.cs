using System.Text;

namespace Nansen.Matching;

/// <summary>The columns of a record set ready to be compared and blocked: one row of numbers a record.</summary>
internal sealed unsafe class PreparedRecords
{
    // In the order of a pattern's attributes, with their places in the pieces.
    private readonly List<(RecordColumn Column, int Place, int[] Values)> _columns = [];

    // Of countries, places and other texts the hash of each number; empty for what is a number by what it says.
    private readonly uint[][] _hashes;

    public PreparedRecords(RecordSet records)
    {
        Records = records;
        Count = records.Count;
        // Each column's values are made ready once, the columns side by side.
        var values = new int[]?[records.Columns.Count];
        var names = records.Columns.FirstOrDefault(c => c.Kind is FieldKind.Given or FieldKind.Family or FieldKind.Patronymic or FieldKind.Name);
        var facts = Task.Run(() => Parallel.For(0, values.Length, Parallelism.Options, c => values[c] = Ready(records.Columns[c])));
        if (names is not null) Names = new NameValues(names.Values);
        facts.Wait();
        foreach (var (column, c) in records.Columns.Select((column, c) => (column, c)).OrderBy(c => Array.IndexOf(Order, c.column.Kind) is >= 0 and var at ? at : Order.Length))
            _columns.Add((column, c, values[c] ?? Names!.Canonical));
        Given = PlaceOf(FieldKind.Given);
        Family = PlaceOf(FieldKind.Family);
        Patronymic = PlaceOf(FieldKind.Patronymic);
        Whole = PlaceOf(FieldKind.Name);
        Birth = PlaceOf(FieldKind.Birth);
        Sex = PlaceOf(FieldKind.Sex);
        Origin = PlaceOf(FieldKind.Origin);
        Phone = PlaceOf(FieldKind.Phone);
        Others = [.. _columns.Select((c, place) => (c.Column, place)).Where(c => IsText(c.Column.Kind) && c.Column.Kind != FieldKind.Origin).Select(c => new TextField(c.Column, c.place))];
        Fields = _columns.Count;
        _hashes = [.. _columns.Select(c => IsText(c.Column.Kind) ? HashesOf(c.Column.Values, c.Values) : [])];
        Rows = Fill();
        _columns.Clear();
    }

    // Behind these what is of another kind, as the file has it.
    private static readonly FieldKind[] Order = [FieldKind.Given, FieldKind.Family, FieldKind.Patronymic, FieldKind.Name, FieldKind.Birth, FieldKind.Sex, FieldKind.Origin, FieldKind.Phone];

    /// <summary>The numbers of a column's values; names are made ready elsewhere.</summary>
    private static int[]? Ready(RecordColumn column) => column.Kind switch
    {
        FieldKind.Birth => Map(column.Values, static text => BirthText.Read(text)),
        FieldKind.Sex => Map(column.Values, static text => SexWords.NumberOf(text)),
        FieldKind.Phone => PhonesOf(column.Values),
        FieldKind.Given or FieldKind.Family or FieldKind.Patronymic or FieldKind.Name => null,
        _ => Plain(column.Values),
    };

    public RecordSet Records { get; }

    public int Count { get; }

    public NameValues? Names { get; }

    /// <summary>A row a record: numbers of names, 0 when missing; days; other values. The places in a row are below, -1 when the file has no such column.</summary>
    public RowTable Rows { get; }

    /// <summary>How many fields a row has.</summary>
    public int Fields { get; }

    public int Given { get; }

    public int Family { get; }

    public int Patronymic { get; }

    public int Whole { get; }

    /// <summary>Birth dates: packed days, or <c>-year</c> when only the year is known.</summary>
    public int Birth { get; }

    public int Sex { get; }

    public int Phone { get; }

    public int Origin { get; }

    /// <summary>Places, numbers and other texts.</summary>
    public TextField[] Others { get; }

    /// <summary>One column, a number a record; null for a place of -1.</summary>
    public int[]? Column(int place)
    {
        if (place < 0) return null;
        var codes = new int[Count];
        for (var i = 0; i < codes.Length; i++) codes[i] = Rows.Signed(i)[place];
        return codes;
    }

    /// <summary>
    /// Of each number of a country, a place or another text a number that says the same whichever record comes first: the least hash of
    /// its spellings; 0 where the value is missing.
    /// </summary>
    public uint[] Hashes(int place) => _hashes[place];

    private static bool IsText(FieldKind kind) => kind is FieldKind.Origin or FieldKind.Place or FieldKind.Number or FieldKind.Text;

    private static uint[] HashesOf(ByteTable table, int[] values)
    {
        var hashes = new uint[values.Length];
        for (var code = 1; code < values.Length; code++)
        {
            if (values[code] == 0) continue;
            ref var least = ref hashes[values[code]];
            var hash = Math.Max(1, table.HashOf(code));
            if (least == 0 || hash < least) least = hash;
        }

        return hashes;
    }

    private int PlaceOf(FieldKind kind) => _columns.FindIndex(c => c.Column.Kind == kind);

    private RowTable Fill()
    {
        var rows = new RowTable(Count, _columns.Count);
        Parallel.For(0, Records.Pieces.Count, Parallelism.Options, p =>
        {
            var (first, count, width, codes) = Records.Pieces[p];
            for (var c = 0; c < _columns.Count; c++)
            {
                var (_, place, values) = _columns[c];
                for (var i = 0; i < count && place < width - 1; i++) rows.Signed(first + i)[c] = values[codes[i * width + place]];
            }
        });
        return rows;
    }

    private static int[] Map(ByteTable table, Func<string, int> read)
    {
        var values = new int[table.Count + 1];
        for (var code = 1; code < values.Length; code++) values[code] = read(table.Text(code));
        return values;
    }

    private static int[] PhonesOf(ByteTable table)
    {
        var values = new int[table.Count + 1];
        Parallelism.Ranges(values.Length, (from, to) =>
        {
            for (var code = from; code < to; code++) values[code] = code == 0 ? 0 : (int)(PhoneNumber.Key(table[code]) % int.MaxValue);
        });
        return values;
    }

    /// <summary>Values that differ only in capitals or marks become one number.</summary>
    private static int[] Plain(ByteTable table)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = new int[table.Count + 1];
        for (var code = 1; code < values.Length; code++)
        {
            var text = Folding.Plain(Folding.Lower(table.Text(code))).Trim();
            values[code] = text.Length == 0 ? 0 : known.TryGetValue(text, out var first) ? first : known[text] = code;
        }

        return values;
    }
}

/// <summary>A column of places, numbers or other texts.</summary>
internal sealed class TextField(RecordColumn column, int place)
{
    private readonly string?[] _texts = new string?[column.Values.Count + 1];

    public string Name => column.Name;

    public FieldKind Kind => column.Kind;

    /// <summary>Where in a row its value stands.</summary>
    public int Place => place;

    /// <summary>One more than the greatest number of a value.</summary>
    public int Values => _texts.Length;

    /// <summary>Of a short list of values the level of each pair, once it is known; 0 before.</summary>
    public byte[]? Levels { get; } = column.Values.Count < 512 ? new byte[(column.Values.Count + 1) * (column.Values.Count + 1)] : null;

    /// <summary>The text of a value, folded.</summary>
    public string Text(int code) => _texts[code] ??= Folding.Plain(Folding.Lower(Encoding.UTF8.GetString(column.Values[code])));
}
