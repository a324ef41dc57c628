namespace Nansen.Documents;

/// <summary>
/// The check digit of Doc 9303-3, section 4.9: weights 7, 3, 1 repeating, modulo 10; digits count as they are, A is 10 to
/// Z 35, the filler 0. As each weight has no factor in common with 10, a single wrong character is caught unless its value
/// is equal modulo 10 to that of the right one: K for a filler, A for 0, and the like (<see cref="LookAlikes"/>).
/// </summary>
public static class CheckDigit
{
    internal const byte NoValue = 255;

    internal static ReadOnlySpan<byte> Values => ValueTable;

    private static readonly byte[] ValueTable = MakeValues();

    /// <summary>The digit over the data, or null when a character is not of A–Z, 0–9 and the filler.</summary>
    public static char? Of(ReadOnlySpan<char> data)
    {
        var run = new Sum();
        return run.Add(data) ? run.Digit : null;
    }

    /// <summary>The characters whose value a check digit cannot tell from this one's, itself left out.</summary>
    public static string LookAlikes(char character)
    {
        if (character >= 128 || ValueTable[character] == NoValue) return "";
        var value = ValueTable[character] % 10;
        return new([.. MrzText.Alphabet.Where(c => c != character && ValueTable[c] % 10 == value)]);
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

    /// <summary>A digit over several pieces, the weights running on from piece to piece.</summary>
    internal struct Sum
    {
        private int sum, place;

        public readonly char Digit => (char)('0' + sum % 10);

        /// <summary>False when a character has no value.</summary>
        public bool Add(ReadOnlySpan<char> data)
        {
            var values = Values;
            foreach (var c in data)
            {
                if (c >= 128 || values[c] == NoValue) return false;
                sum += values[c] * (place switch { 0 => 7, 1 => 3, _ => 1 });
                place = place == 2 ? 0 : place + 1;
            }

            return true;
        }
    }
}
