using System.Globalization;
using System.Text;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>The columns of a record set ready to be compared and blocked.</summary>
internal sealed class PreparedRecords
{
    public PreparedRecords(RecordSet records)
    {
        Records = records;
        Count = records.Count;
        var names = records.Columns.FirstOrDefault(c => c.Kind is FieldKind.Given or FieldKind.Family or FieldKind.Patronymic or FieldKind.Name);
        if (names is not null) Names = new NameValues(names.Values);
        Given = NamesOf(FieldKind.Given);
        Family = NamesOf(FieldKind.Family);
        Patronymic = NamesOf(FieldKind.Patronymic);
        Whole = NamesOf(FieldKind.Name);
        if (Column(FieldKind.Birth) is { } birth) Birth = Map(birth, BirthOf);
        Sex = Column(FieldKind.Sex) is { } sex ? Map(sex, text => PersonIndex.SexOf(text) is var s && s != 0 ? s : text.Length) : null;
        Phone = Column(FieldKind.Phone) is { } phone ? PhonesOf(phone) : null;
        Origin = Column(FieldKind.Origin) is { } origin ? Plain(origin) : null;
        Others = [.. records.Columns.Where(c => c.Kind is FieldKind.Place or FieldKind.Number or FieldKind.Text).Select(c => new TextField(c, Plain(c)))];
    }

    public RecordSet Records { get; }

    public int Count { get; }

    public NameValues? Names { get; }

    /// <summary>Numbers of names; 0 when missing. Null when the file has no such column.</summary>
    public int[]? Given { get; }

    public int[]? Family { get; }

    public int[]? Patronymic { get; }

    public int[]? Whole { get; }

    /// <summary>Birth dates: packed days, or <c>-year</c> when only the year is known.</summary>
    public int[]? Birth { get; }

    public int[]? Sex { get; }

    public int[]? Phone { get; }

    public int[]? Origin { get; }

    /// <summary>Places, numbers and other texts.</summary>
    public TextField[] Others { get; }

    private RecordColumn? Column(FieldKind kind) => Records.Columns.FirstOrDefault(c => c.Kind == kind);

    private int[]? NamesOf(FieldKind kind)
    {
        if (Column(kind) is not { } column) return null;
        var codes = column.Codes;
        for (var i = 0; i < codes.Length; i++) codes[i] = Names!.Canonical[codes[i]];
        return codes;
    }

    private static int[] Map(RecordColumn column, Func<string, int> read)
    {
        var values = new int[column.Values.Count + 1];
        for (var code = 1; code < values.Length; code++) values[code] = read(column.Values.Text(code));
        var codes = column.Codes;
        for (var i = 0; i < codes.Length; i++) codes[i] = values[codes[i]];
        return codes;
    }

    private static int[] PhonesOf(RecordColumn column)
    {
        var values = new int[column.Values.Count + 1];
        for (var code = 1; code < values.Length; code++) values[code] = (int)(PhoneNumber.Key(column.Values[code]) % int.MaxValue);
        var codes = column.Codes;
        for (var i = 0; i < codes.Length; i++) codes[i] = values[codes[i]];
        return codes;
    }

    /// <summary>Values that differ only in capitals or marks become one number.</summary>
    private static int[] Plain(RecordColumn column)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var values = new int[column.Values.Count + 1];
        for (var code = 1; code < values.Length; code++)
        {
            var text = Folding.Plain(Folding.Lower(column.Values.Text(code))).Trim();
            values[code] = text.Length == 0 ? 0 : known.TryGetValue(text, out var first) ? first : known[text] = code;
        }

        var codes = column.Codes;
        for (var i = 0; i < codes.Length; i++) codes[i] = values[codes[i]];
        return codes;
    }

    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "dd/MM/yyyy", "d.M.yyyy", "d/M/yyyy", "yyyy/MM/dd"];

    /// <summary>A packed day, or minus the year.</summary>
    internal static int BirthOf(string text)
    {
        text = text.Trim();
        if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return BirthComparison.Packed(day);
        if (PartialDate.TryParse(text, out var partial) && partial.Year is { } year) return -year;
        // A day or month that cannot be is still evidence: damaged digits are compared as they are.
        if (text.Length == 8 && text.All(char.IsAsciiDigit)) return Damaged(text[..4], text[4..6], text[6..]);
        return text.Length == 10 && text[4] == '-' && text[7] == '-' ? Damaged(text[..4], text[5..7], text[8..]) : 0;
    }

    private static int Damaged(string year, string month, string day) =>
        int.TryParse(year, out var y) && int.TryParse(month, out var m) && int.TryParse(day, out var d) && m < 16 && d < 32 ? (y << 9) | (m << 5) | d : 0;
}

/// <summary>A column of places, numbers or other texts.</summary>
internal sealed class TextField(RecordColumn column, int[] codes)
{
    private readonly string?[] _texts = new string?[column.Values.Count + 1];

    public string Name => column.Name;

    public FieldKind Kind => column.Kind;

    public int[] Codes => codes;

    /// <summary>The text of a value, folded.</summary>
    public string Text(int code) => _texts[code] ??= Folding.Plain(Folding.Lower(Encoding.UTF8.GetString(column.Values[code])));
}
