using System.Text;

namespace Nansen.Matching;

/// <summary>One column of a file: of each record the number of its value in the table of distinct values.</summary>
internal sealed class RecordColumn(string name, FieldKind kind, ByteTable values)
{
    public string Name => name;

    public FieldKind Kind => kind;

    public ByteTable Values => values;
}

/// <summary>Some records one behind the other, as they were read: of each the numbers of its values, then the length of its mark.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many.</param>
/// <param name="Width">Numbers of a record; the last is the length of its mark.</param>
/// <param name="Codes">The numbers.</param>
internal readonly record struct RecordPiece(int First, int Count, int Width, int[] Codes);

/// <summary>
/// The records of one or two files side by side in columns of numbers; each distinct value stands once. Names of
/// persons share one table, so that a given name in the place of a family name has the same number.
/// </summary>
public sealed class RecordSet
{
    internal RecordSet(IReadOnlyList<RecordColumn> columns, IReadOnlyList<RecordPiece> pieces, byte[] idBytes, int[] idStarts, int firstOfSecond)
    {
        (Columns, Pieces) = (columns, pieces);
        (_idBytes, _idStarts, _firstOfSecond) = (idBytes, idStarts, firstOfSecond);
    }

    private readonly byte[] _idBytes;
    private readonly int[] _idStarts;

    // Below 0 when one file was read.
    private readonly int _firstOfSecond;

    internal IReadOnlyList<RecordColumn> Columns { get; }

    internal IReadOnlyList<RecordPiece> Pieces { get; }

    /// <summary>How many records.</summary>
    public int Count => _idStarts.Length - 1;

    /// <summary>Where the second file begins; <see cref="Count"/> when there is one file only.</summary>
    public int FirstOfSecond => TwoFiles ? _firstOfSecond : Count;

    /// <summary>Whether pairs are looked for between two files, one of which may hold no record.</summary>
    public bool TwoFiles => _firstOfSecond >= 0;

    /// <summary>Whether there is nothing that a record could be compared with.</summary>
    internal bool OneSided => TwoFiles && (_firstOfSecond == 0 || _firstOfSecond == Count);

    /// <summary>
    /// Of each record the number of the registration it stands for, when one may have several; null when each stands for itself.
    /// Records of one registration are not compared: what is taken from one card agrees, and would teach that people agree so.
    /// </summary>
    internal int[]? Registrations { get; private init; }

    /// <summary>The same records, some of which are known to stand for one registration.</summary>
    internal RecordSet Of(int[] registrations) => new(Columns, Pieces, _idBytes, _idStarts, _firstOfSecond) { Registrations = registrations };

    /// <summary>The mark of a record as its file has it.</summary>
    public string IdOf(int record) => Encoding.UTF8.GetString(IdBytes(record));

    internal ReadOnlySpan<byte> IdBytes(int record) => _idBytes.AsSpan(_idStarts[record], _idStarts[record + 1] - _idStarts[record]);

    /// <summary>
    /// An order of records for where one is needed and none is meant: by their marks mixed, so that neither the order of the file nor that
    /// of the marks has a part in what is found.
    /// </summary>
    internal int CompareMixed(int a, int b)
    {
        var order = ByteTable.Hash(IdBytes(a)).CompareTo(ByteTable.Hash(IdBytes(b)));
        return order != 0 ? order : IdBytes(a).SequenceCompareTo(IdBytes(b));
    }

    /// <summary>The columns that are compared, as name and kind.</summary>
    public IEnumerable<(string Name, FieldKind Kind)> Compared => Columns.Select(c => (c.Name, c.Kind));
}
