using System.Collections.Immutable;

namespace Nansen.Documents;

/// <summary>Where each field stands in the lines of a zone joined to one text (positions from 0; Doc 9303 parts 4 to 7).</summary>
internal sealed class MrzLayout
{
    private static readonly Range None = 0..0;

    public static readonly MrzLayout TD1 = new(MrzFormat.TD1, 3, 30, name: 60..90, number: 5..14, nationality: 45..48,
        birth: 30..36, sex: 37, expiry: 38..44, optional1: 15..30, optional2: 48..59, optionalDigit: -1, compositeDigit: 59,
        composite: [5..30, 30..37, 38..45, 48..59]);

    public static readonly MrzLayout TD2 = new(MrzFormat.TD2, 2, 36, name: 5..36, number: 36..45, nationality: 46..49,
        birth: 49..55, sex: 56, expiry: 57..63, optional1: 64..71, optional2: None, optionalDigit: -1, compositeDigit: 71,
        composite: [36..46, 49..56, 57..71]);

    public static readonly MrzLayout TD3 = new(MrzFormat.TD3, 2, 44, name: 5..44, number: 44..53, nationality: 54..57,
        birth: 57..63, sex: 64, expiry: 65..71, optional1: 72..86, optional2: None, optionalDigit: 86, compositeDigit: 87,
        composite: [44..54, 57..64, 65..87]);

    public static readonly MrzLayout MRVA = new(MrzFormat.MRVA, 2, 44, name: 5..44, number: 44..53, nationality: 54..57,
        birth: 57..63, sex: 64, expiry: 65..71, optional1: 72..88, optional2: None, optionalDigit: -1, compositeDigit: -1, composite: []);

    public static readonly MrzLayout MRVB = new(MrzFormat.MRVB, 2, 36, name: 5..36, number: 36..45, nationality: 46..49,
        birth: 49..55, sex: 56, expiry: 57..63, optional1: 64..72, optional2: None, optionalDigit: -1, compositeDigit: -1, composite: []);

    private readonly Range[] fields;

    private MrzLayout(MrzFormat format, int lines, int width, Range name, Range number, Range nationality, Range birth, int sex,
        Range expiry, Range optional1, Range optional2, int optionalDigit, int compositeDigit, ImmutableArray<Range> composite)
    {
        (Format, Lines, Width) = (format, lines, width);
        fields = [0..2, 2..5, name, number, nationality, birth, sex..(sex + 1), expiry, optional1, optional2];
        (NumberDigit, BirthDigit, ExpiryDigit) = (number.End.Value, birth.End.Value, expiry.End.Value);
        (OptionalDigit, CompositeDigit, Composite) = (optionalDigit, compositeDigit, composite);
    }

    public MrzFormat Format { get; }

    public int Lines { get; }

    public int Width { get; }

    public int Length => Lines * Width;

    public int NumberDigit { get; }

    public int BirthDigit { get; }

    public int ExpiryDigit { get; }

    /// <summary>-1 where there is none.</summary>
    public int OptionalDigit { get; }

    /// <summary>-1 where there is none.</summary>
    public int CompositeDigit { get; }

    public ImmutableArray<Range> Composite { get; }

    /// <summary>Long numbers are written in cards and certificates alone (part 5 note j, part 6 note j).</summary>
    public bool LongNumbers => Format is MrzFormat.TD1 or MrzFormat.TD2;

    public Range this[MrzField field] => fields[(int)field];

    public static MrzLayout Of(MrzFormat format) => format switch
    {
        MrzFormat.TD1 => TD1,
        MrzFormat.TD2 => TD2,
        MrzFormat.TD3 => TD3,
        MrzFormat.MRVA => MRVA,
        _ => MRVB,
    };

    /// <summary>The layout of lines so many and so long; visas begin with V.</summary>
    public static MrzLayout? Of(int lines, int width, char first) => (lines, width) switch
    {
        (3, 30) => TD1,
        (2, 36) => first == 'V' ? MRVB : TD2,
        (2, 44) => first == 'V' ? MRVA : TD3,
        _ => null,
    };
}
