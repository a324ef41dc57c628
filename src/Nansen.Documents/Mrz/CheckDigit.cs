namespace Nansen.Documents;

/// <summary>
/// The check digit of Doc 9303-3, section 4.9: weights 7, 3, 1 repeating, modulo 10; digits count as they are, A is 10 to
/// Z 35, the filler 0. As each weight has no factor in common with 10, a single wrong character is caught unless its value
/// is equal modulo 10 to that of the right one: K for a filler, A for 0, and the like (<see cref="LookAlikes"/>).
/// </summary>
public static class CheckDigit
{
    /// <summary>Stands for a character without a value; every value is smaller.</summary>
    internal const byte NoValue = 128;

    private static readonly byte[] ValueTable = MakeValues();

    /// <summary>The digit over the data, or null when a character is not of A–Z, 0–9 and the filler.</summary>
    public static char? Of(ReadOnlySpan<char> data)
    {
        Span<byte> values = data.Length <= 128 ? stackalloc byte[data.Length] : new byte[data.Length];
        return TryValues(data, values) ? Of(values) : null;
    }

    /// <summary>The characters whose value a check digit cannot tell from this one's, itself left out.</summary>
    public static string LookAlikes(char character)
    {
        if (character >= 128 || ValueTable[character] == NoValue) return "";
        var value = ValueTable[character] % 10;
        return new([.. MrzText.Alphabet.Where(c => c != character && ValueTable[c] % 10 == value)]);
    }

    /// <summary>The values of characters; false when one has none.</summary>
    internal static bool TryValues(ReadOnlySpan<char> data, Span<byte> values)
    {
        var table = ValueTable;
        var all = 0;
        for (var i = 0; i < data.Length; i++)
        {
            var value = data[i] < table.Length ? table[data[i]] : NoValue;
            values[i] = value;
            all |= value;
        }

        return all < NoValue;
    }

    /// <summary>The digit over values.</summary>
    internal static char Of(ReadOnlySpan<byte> values)
    {
        var sum = 0;
        for (; values.Length >= 3; values = values[3..]) sum += 7 * values[0] + 3 * values[1] + values[2];
        if (values.Length > 0) sum += 7 * values[0];
        if (values.Length > 1) sum += 3 * values[1];
        return (char)('0' + sum % 10);
    }

    private static byte[] MakeValues()
    {
        var values = new byte[128];
        Array.Fill(values, NoValue);
        for (var i = 0; i < 10; i++) values['0' + i] = (byte)i;
        for (var i = 0; i < 26; i++) values['A' + i] = (byte)(10 + i);
        values['<'] = 0;
        return values;
    }
}
