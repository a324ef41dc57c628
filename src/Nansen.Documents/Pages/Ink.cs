using System.Globalization;

namespace Nansen.Documents;

/// <summary>A colour of print.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green.</param>
/// <param name="Blue">Blue.</param>
public readonly record struct Ink(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static readonly Ink Black;

    /// <summary>White.</summary>
    public static readonly Ink White = new(255, 255, 255);

    /// <summary>A grey: 0 is black, 1 is white.</summary>
    public static Ink Grey(double shade)
    {
        var value = (byte)Math.Round(255 * shade);
        return new(value, value, value);
    }

    /// <summary>Reads <c>#RRGGBB</c>; null when it is written otherwise.</summary>
    public static Ink? TryParse(string? text) =>
        text is ['#', _, _, _, _, _, _] && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value) : null;

    /// <summary>The colour thinned with white: 0 leaves it, 1 is white.</summary>
    public Ink Tint(double share) => new(Thin(Red, share), Thin(Green, share), Thin(Blue, share));

    private static byte Thin(byte part, double share) => (byte)Math.Round(part + (255 - part) * share);
}
