using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Nansen.Documents;

/// <summary>
/// What a reader makes of one zone: the verdict digit by digit and the findings. A value on the stack: reading a valid zone
/// allocates nothing; <see cref="Document"/> makes the texts when they are wanted.
/// </summary>
public readonly struct MrzReading
{
    internal const int Longest = 90;

    private readonly Characters characters;
    private readonly MrzLayout? layout;

    internal MrzReading(MrzLayout? layout, in Characters characters, MrzDigits failing, MrzFinding findings, int longNumber)
    {
        (this.layout, this.characters, Failing, Findings, LongNumberRest) = (layout, characters, failing, findings, longNumber);
    }

    /// <summary>The format, or null when no format has lines so many and so long.</summary>
    public MrzFormat? Format => layout?.Format;

    /// <summary>The lines have the size of a format and hold only its characters.</summary>
    public bool WellFormed => layout is not null && (Findings & (MrzFinding.WrongSize | MrzFinding.WrongCharacter)) == 0;

    /// <summary>Well formed, and every check digit is right. Right digits are no proof: see <see cref="CheckDigit.LookAlikes"/>.</summary>
    public bool CheckDigitsValid => WellFormed && Failing == MrzDigits.None;

    /// <summary>The digits that are wrong.</summary>
    public MrzDigits Failing { get; }

    /// <summary>What else is to be known.</summary>
    public MrzFinding Findings { get; }

    /// <summary>How many characters of a long number stand in the optional data; 0 for an ordinary number.</summary>
    internal int LongNumberRest { get; }

    /// <summary>A field as printed, fillers included; empty when the format lacks it or the zone is not well formed.</summary>
    [UnscopedRef]
    public ReadOnlySpan<char> this[MrzField field] => WellFormed ? ((ReadOnlySpan<char>)characters)[layout![field]] : [];

    /// <summary>The fields as texts, or null when the zone is not well formed.</summary>
    public MrzDocument? Document()
    {
        if (!WellFormed) return null;
        var optional = this[MrzField.Optional1];
        var name = this[MrzField.Name];
        var gap = name.IndexOf("<<", StringComparison.Ordinal);
        return new()
        {
            Format = layout!.Format,
            DocumentCode = MrzText.Value(this[MrzField.DocumentCode]),
            Issuer = MrzText.Value(this[MrzField.Issuer]),
            Nationality = MrzText.Value(this[MrzField.Nationality]),
            DocumentNumber = LongNumberRest > 0
                ? string.Concat(this[MrzField.DocumentNumber], optional[..LongNumberRest])
                : MrzText.Value(this[MrzField.DocumentNumber]),
            DateOfBirth = this[MrzField.DateOfBirth].ToString(),
            Sex = this[MrzField.Sex].ToString(),
            DateOfExpiry = this[MrzField.DateOfExpiry].ToString(),
            // Behind a long number come its digit and one filler; what is left is optional data.
            Optional1 = MrzText.Value(LongNumberRest > 0 ? optional[Math.Min(optional.Length, LongNumberRest + 2)..] : optional),
            Optional2 = MrzText.Value(this[MrzField.Optional2]),
            Primary = MrzText.Words(gap < 0 ? name : name[..gap]),
            Secondary = gap < 0 ? "" : MrzText.Words(name[gap..]),
        };
    }

    /// <summary>The lines as printed.</summary>
    public IReadOnlyList<string> Lines()
    {
        if (!WellFormed) return [];
        var lines = new string[layout!.Lines];
        for (var i = 0; i < lines.Length; i++)
            lines[i] = ((ReadOnlySpan<char>)characters).Slice(i * layout.Width, layout.Width).ToString();
        return lines;
    }

    [InlineArray(Longest)]
    internal struct Characters
    {
        private char first;
    }
}
