using System.Buffers;

namespace Nansen.Documents;

/// <summary>Computes the check digits and collects the findings of a zone of known layout.</summary>
internal static class MrzExaminer
{
    private static readonly SearchValues<char> Digits0To9 = SearchValues.Create("0123456789");

    public static MrzReading Examine(MrzLayout layout, ref MrzReading.Characters characters)
    {
        ReadOnlySpan<char> zone = characters;
        zone = zone[..layout.Length];
        Span<byte> values = stackalloc byte[MrzReading.Longest];
        if (!CheckDigit.TryValues(zone, values)) return new(layout, in characters, MrzDigits.None, MrzFinding.WrongCharacter, 0);

        var failing = Digits(layout, zone, values, out var longNumber, out var findings);
        findings |= NameFindings(zone[layout[MrzField.Name]]);
        findings |= DateFindings(zone[layout[MrzField.DateOfBirth]], zone[layout[MrzField.DateOfExpiry]]);
        if (zone[layout[MrzField.Sex]][0] is not ('F' or 'M' or '<')) findings |= MrzFinding.WrongSex;
        if (!zone[layout[MrzField.DocumentNumber]].ContainsAnyExcept('<')) findings |= MrzFinding.NoNumber;
        findings |= DocumentCodes.Examine(layout.Format, zone[layout[MrzField.DocumentCode]], zone[layout[MrzField.Issuer]], zone[layout[MrzField.Nationality]]);
        return new(layout, in characters, failing, findings, longNumber);
    }

    private static MrzDigits Digits(MrzLayout layout, ReadOnlySpan<char> zone, ReadOnlySpan<byte> values, out int longNumber, out MrzFinding findings)
    {
        var failing = MrzDigits.None;
        if (!NumberDigit(layout, zone, values, out longNumber, out findings)) failing |= MrzDigits.DocumentNumber;
        if (CheckDigit.Of(values[layout[MrzField.DateOfBirth]]) != zone[layout.BirthDigit]) failing |= MrzDigits.DateOfBirth;
        if (CheckDigit.Of(values[layout[MrzField.DateOfExpiry]]) != zone[layout.ExpiryDigit]) failing |= MrzDigits.DateOfExpiry;
        if (layout.OptionalDigit >= 0)
        {
            var digit = zone[layout.OptionalDigit];
            // An empty field may have a filler for its digit (part 4, note to position 43).
            if (CheckDigit.Of(values[layout[MrzField.Optional1]]) != digit && !(digit == '<' && !zone[layout[MrzField.Optional1]].ContainsAnyExcept('<'))) failing |= MrzDigits.Optional;
        }

        if (layout.CompositeDigit >= 0 && CheckDigit.Of(Joined(layout, values, stackalloc byte[MrzReading.Longest])) != zone[layout.CompositeDigit]) failing |= MrzDigits.Composite;
        return failing;
    }

    // The composite digit's weights run on from field to field.
    private static ReadOnlySpan<byte> Joined(MrzLayout layout, ReadOnlySpan<byte> values, Span<byte> joined)
    {
        var at = 0;
        foreach (var range in layout.Composite)
        {
            var part = values[range];
            part.CopyTo(joined[at..]);
            at += part.Length;
        }

        return joined[..at];
    }

    // Long numbers: a filler in the digit's place, then the rest of the number, its digit and a filler open the optional data.
    // The digit covers principal and rest without the filler between (part 5 note j); old Belgian cards count it.
    private static bool NumberDigit(MrzLayout layout, ReadOnlySpan<char> zone, ReadOnlySpan<byte> values, out int longNumber, out MrzFinding findings)
    {
        (longNumber, findings) = (0, MrzFinding.None);
        var principal = zone[layout[MrzField.DocumentNumber]];
        var digit = zone[layout.NumberDigit];
        if (!layout.LongNumbers || digit != '<') return CheckDigit.Of(values[layout[MrzField.DocumentNumber]]) == digit;
        var optional = zone[layout[MrzField.Optional1]];
        var rest = optional.IndexOf('<') is var end and >= 0 ? optional[..end] : optional;
        if (rest.Length < 2 || principal[^1] == '<') return false;

        longNumber = rest.Length - 1;
        // On the stack, as all of a valid zone: the number, the filler, and the rest that closes up to the one or the other.
        Span<byte> number = stackalloc byte[MrzReading.Longest];
        values[layout[MrzField.DocumentNumber]].CopyTo(number);
        var more = values[layout[MrzField.Optional1]][..longNumber];
        more.CopyTo(number[principal.Length..]);
        if (CheckDigit.Of(number[..(principal.Length + longNumber)]) == rest[^1]) return true;
        number[principal.Length] = 0;
        more.CopyTo(number[(principal.Length + 1)..]);
        if (CheckDigit.Of(number[..(principal.Length + 1 + longNumber)]) != rest[^1]) return false;
        findings = MrzFinding.LongNumberDigitCountsFiller;
        return true;
    }

    private static MrzFinding NameFindings(ReadOnlySpan<char> name)
    {
        var findings = MrzFinding.None;
        if (name[0] == '<') findings |= MrzFinding.NoName;
        if (name[^1] != '<') findings |= MrzFinding.NameMayBeTruncated;
        if (name.ContainsAny(Digits0To9)) findings |= MrzFinding.DigitInName;
        return findings;
    }

    private static MrzFinding DateFindings(ReadOnlySpan<char> birth, ReadOnlySpan<char> expiry)
    {
        var findings = MrzFinding.None;
        if (birth.Contains('<')) findings |= CenturyPolicy.IsPartial(birth) ? MrzFinding.BirthPartlyUnknown : MrzFinding.BirthNotADate;
        else if (!CenturyPolicy.IsDay(birth)) findings |= MrzFinding.BirthNotADate;
        if (expiry.TrimEnd('<').IsEmpty) findings |= MrzFinding.NoExpiry;
        else if (!CenturyPolicy.IsDay(expiry)) findings |= MrzFinding.ExpiryNotADate;
        return findings;
    }
}
