using System.Text;
using Nansen.Values;

namespace Nansen.Documents;

/// <summary>
/// The name field: primary identifier, two fillers, secondary identifier, one filler between components
/// (Doc 9303-3, section 4.6; truncation by parts 4 to 7, section 4.2.3).
/// </summary>
/// <param name="Field">The field, filled to its width.</param>
/// <param name="Truncated">Whether letters had to be left out.</param>
public sealed record MrzName(string Field, bool Truncated)
{
    /// <summary>Makes the field. A name in other letters is transliterated by the plain table; do that beforehand to choose a language.</summary>
    /// <exception cref="DocumentException">There is no primary identifier, or a character has no form in a zone.</exception>
    public static MrzName Make(MrzFormat format, string primary, string secondary)
    {
        ArgumentNullException.ThrowIfNull(primary);
        ArgumentNullException.ThrowIfNull(secondary);
        var range = MrzLayout.Of(format)[MrzField.Name];
        return Make(range.End.Value - range.Start.Value, Components(primary), Components(secondary));
    }

    private static string[] Components(string name)
    {
        if (IsPlain(name)) return name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var written = Transliterator.ToMrz(name);
        if (!written.Complete)
            throw new DocumentException($"The name '{name}' has '{string.Join("', '", written.Unmapped)}', which has no form in a machine-readable zone; transliterate it or set the holder's own spelling.");
        return written.Text.Split('<', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsPlain(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (c is not ((>= 'A' and <= 'Z') or ' ')) return false;
        return true;
    }

    private static MrzName Make(int width, string[] primary, string[] secondary)
    {
        if (primary.Length == 0) throw new DocumentException("A name needs a primary identifier; who has one name alone has it there.");
        var field = new StringBuilder(width);
        var whole = Length(primary) + (secondary.Length > 0 ? 2 + Length(secondary) : 0);
        if (whole <= width) Append(field, primary, secondary);
        else if (secondary.Length == 0) Append(field, Shortened(primary, width), []);
        else Truncate(field, width, primary, secondary);
        return new(field.Append('<', width - field.Length).ToString(), whole > width);
    }

    // The primary identifier leaves room for the two fillers and at least one letter of the secondary. Where components of one
    // letter would leave the last position to a filler, it gives way a little more.
    private static void Truncate(StringBuilder field, int width, string[] primary, string[] secondary)
    {
        for (var most = Math.Min(Length(primary), width - 3); ; most--)
        {
            var first = Length(primary) > most ? Shortest(primary, most, width - 2 - Length(secondary)) : primary;
            var second = Shortened(secondary, width - 2 - Length(first));
            if (Length(first) + 2 + Length(second) < width && most > width / 2) continue;
            Append(field, first, second);
            return;
        }
    }

    private static void Append(StringBuilder field, string[] primary, string[] secondary)
    {
        field.AppendJoin('<', primary);
        if (secondary.Length > 0) field.Append("<<").AppendJoin('<', secondary);
    }

    private static int Length(string[] components) => components.Sum(c => c.Length) + components.Length - 1;

    /// <summary>
    /// Initials for the last components, as few as will do; when even that is too long, as <see cref="Shortened"/>. Letters
    /// for which a short secondary identifier leaves room come back, so that the field is full.
    /// </summary>
    private static string[] Shortest(string[] components, int most, int least)
    {
        var shorter = components.ToArray();
        for (var i = shorter.Length - 1; i > 0 && Length(shorter) > most; i--) shorter[i] = shorter[i][..1];
        if (Length(shorter) > most) return Shortened(components, most);
        for (var i = 0; i < shorter.Length && Length(shorter) < least; i++)
            shorter[i] = components[i][..Math.Min(components[i].Length, shorter[i].Length + least - Length(shorter))];
        return shorter;
    }

    /// <summary>
    /// Each component keeps its initial as long as there is room for one, and the letters left go to the earlier components
    /// first. The result fills the width, so that the last position is a letter, which tells a reader that letters may lack.
    /// </summary>
    private static string[] Shortened(string[] components, int width)
    {
        var kept = components[..Math.Min(components.Length, (width + 1) / 2)];
        var spare = width - (2 * kept.Length - 1);
        var shorter = new string[kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            var more = Math.Min(spare, kept[i].Length - 1);
            shorter[i] = kept[i][..(1 + more)];
            spare -= more;
        }

        return shorter;
    }
}
