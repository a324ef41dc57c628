namespace Nansen.Documents;

/// <summary>Reads and makes machine-readable zones of the five formats of Doc 9303.</summary>
public static class Mrz
{
    /// <summary>Reads a zone from its lines; <paramref name="lower"/> is left empty in zones of two lines.</summary>
    public static MrzReading Read(ReadOnlySpan<char> upper, ReadOnlySpan<char> middle, ReadOnlySpan<char> lower = default)
    {
        var lines = lower.IsEmpty ? 2 : 3;
        var layout = upper.Length == middle.Length && (lower.IsEmpty || lower.Length == upper.Length)
            ? MrzLayout.Of(lines, upper.Length, upper.IsEmpty ? '<' : upper[0])
            : null;
        var characters = new MrzReading.Characters();
        if (layout is null) return new(null, in characters, MrzDigits.None, MrzFinding.WrongSize, 0);
        Span<char> zone = characters;
        upper.CopyTo(zone);
        middle.CopyTo(zone[layout.Width..]);
        lower.CopyTo(zone[(2 * layout.Width)..]);
        return MrzExaminer.Examine(layout, ref characters);
    }

    /// <summary>Reads a zone in one text, its lines parted by line ends or by <c>|</c>.</summary>
    public static MrzReading Read(ReadOnlySpan<char> zone)
    {
        Span<Range> lines = stackalloc Range[4];
        var count = zone.Trim().SplitAny(lines, "|\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        zone = zone.Trim();
        return count switch
        {
            2 => Read(zone[lines[0]], zone[lines[1]]),
            3 => Read(zone[lines[0]], zone[lines[1]], zone[lines[2]]),
            _ => Read([], []),
        };
    }

    /// <summary>Makes the lines of a zone. Names are transliterated and cut to the field's width.</summary>
    /// <exception cref="DocumentException">A field cannot be written: the message says which and why.</exception>
    public static IReadOnlyList<string> Make(MrzDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return MrzWriter.Write(document);
    }
}
