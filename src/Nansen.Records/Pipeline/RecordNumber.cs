using Nansen.Journal;

namespace Nansen.Records;

/// <summary>
/// Printable numbers such as <c>P-7K3F9-2QX8M-4</c>: 50 random bits in ten symbols that are not mistaken for each
/// other (Crockford's base 32), and a check symbol that catches every single wrong symbol and every swap of
/// neighbours. Nothing about time, place or order can be read from it.
/// </summary>
public static class RecordNumber
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new number.</summary>
    public static string New(string prefix, IIdSource ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Span<byte> bytes = stackalloc byte[16];
        ids.NewId().TryWriteBytes(bytes);
        Span<char> text = stackalloc char[10];
        for (var i = 0; i < 10; i++) text[i] = Symbols[bytes[i] & 31];
        return $"{prefix}-{text[..5]}-{text[5..]}-{Check(text)}";
    }

    /// <summary>Reads a number as typed (any case, with or without hyphens, O for 0, I or L for 1); null when the check symbol is wrong.</summary>
    public static string? Normalise(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var parts = typed.Trim().ToUpperInvariant().Split('-', 2);
        if (parts.Length != 2 || parts[0].Length is 0 or > 4) return null;
        var body = new string([.. parts[1].Where(c => c is not '-' and not ' ').Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
        if (body.Length != 11 || body.Any(c => !Symbols.Contains(c, StringComparison.Ordinal))) return null;
        return Check(body.AsSpan(0, 10)) == body[10] ? $"{parts[0]}-{body[..5]}-{body[5..10]}-{body[10]}" : null;
    }

    private static char Check(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var value = Symbols.IndexOf(body[i], StringComparison.Ordinal);
            sum ^= Times(value, i + 2);
        }

        return Symbols[sum];
    }

    // Arithmetic in GF(32) with x^5 + x^2 + 1: every nonzero weight is invertible, so a single wrong symbol always shows,
    // and weights of neighbours differ, so a swap always shows.
    private static int Times(int a, int b)
    {
        var product = 0;
        for (; b > 0; b >>= 1)
        {
            if ((b & 1) != 0) product ^= a;
            a <<= 1;
            if ((a & 32) != 0) a ^= 0b100101;
        }

        return product;
    }
}
