namespace Nansen.Documents;

/// <summary>Reed–Solomon codes over GF(256) with the polynomial 0x12D and roots α¹…αⁿ, as ECC 200 has them (ISO/IEC 16022, annex E).</summary>
internal static class ReedSolomon
{
    private const int Polynomial = 0x12D;

    private static readonly byte[] Exp = new byte[512];
    private static readonly int[] Log = new int[256];
    private static readonly byte[]?[] Generators = new byte[256][];

    static ReedSolomon()
    {
        for (int i = 0, x = 1; i < 255; i++)
        {
            Exp[i] = Exp[i + 255] = (byte)x;
            Log[x] = i;
            x <<= 1;
            if (x > 255) x ^= Polynomial;
        }
    }

    /// <summary>The correction codewords of a block.</summary>
    public static void Encode(ReadOnlySpan<byte> data, Span<byte> correction)
    {
        var generator = Generators[correction.Length] ??= Generator(correction.Length);
        correction.Clear();
        foreach (var value in data)
        {
            var feedback = (byte)(value ^ correction[0]);
            correction[1..].CopyTo(correction);
            correction[^1] = 0;
            if (feedback == 0) continue;
            var log = Log[feedback];
            for (var i = 0; i < correction.Length; i++)
                if (generator[i] != 0) correction[i] ^= Exp[log + Log[generator[i]]];
        }
    }

    /// <summary>Corrects a block in place, data first and correction behind. False when it has more errors than can be corrected.</summary>
    public static bool Correct(Span<byte> block, int correction)
    {
        Span<byte> syndromes = stackalloc byte[correction];
        if (!Syndromes(block, syndromes)) return true;
        Span<byte> locator = stackalloc byte[correction + 1];
        var errors = Locate(syndromes, locator);
        if (errors < 0) return false;
        Span<int> places = stackalloc int[errors];
        if (Roots(locator[..(errors + 1)], block.Length, places) != errors) return false;
        Forney(block, syndromes, locator[..(errors + 1)], places);
        return !Syndromes(block, syndromes);
    }

    private static byte[] Generator(int degree)
    {
        // Multiplied by (x + α^i) for each root; the leading 1 is left out.
        var full = new byte[degree + 1];
        full[0] = 1;
        for (var i = 1; i <= degree; i++)
            for (var j = i; j > 0; j--) full[j] ^= Times(full[j - 1], Exp[i]);
        return full[1..];
    }

    private static byte Times(byte a, byte b) => a == 0 || b == 0 ? (byte)0 : Exp[Log[a] + Log[b]];

    private static bool Syndromes(ReadOnlySpan<byte> block, Span<byte> syndromes)
    {
        var any = false;
        for (var i = 0; i < syndromes.Length; i++)
        {
            byte sum = 0;
            foreach (var value in block) sum = (byte)(Times(sum, Exp[i + 1]) ^ value);
            syndromes[i] = sum;
            any |= sum != 0;
        }

        return any;
    }

    // Berlekamp and Massey: the shortest polynomial that generates the syndromes; its degree is the number of errors.
    private static int Locate(ReadOnlySpan<byte> syndromes, Span<byte> locator)
    {
        var n = syndromes.Length;
        Span<byte> before = stackalloc byte[n + 1];
        Span<byte> keep = stackalloc byte[n + 1];
        locator.Clear();
        locator[0] = before[0] = 1;
        var (errors, shift, lastDiscrepancy) = (0, 1, (byte)1);
        for (var i = 0; i < n; i++)
        {
            var discrepancy = syndromes[i];
            for (var j = 1; j <= errors; j++) discrepancy ^= Times(locator[j], syndromes[i - j]);
            if (discrepancy == 0) { shift++; continue; }
            locator.CopyTo(keep);
            var factor = Exp[Log[discrepancy] + 255 - Log[lastDiscrepancy]];
            for (var j = 0; j + shift <= n; j++) locator[j + shift] ^= Times(factor, before[j]);
            if (2 * errors > i) { shift++; continue; }
            errors = i + 1 - errors;
            keep.CopyTo(before);
            lastDiscrepancy = discrepancy;
            shift = 1;
        }

        return 2 * errors <= n ? errors : -1;
    }

    private static int Roots(ReadOnlySpan<byte> locator, int length, Span<int> places)
    {
        var found = 0;
        for (var place = 0; place < length; place++)
        {
            byte sum = 0;
            // The error at place p, counted from the end, has the locator α^-p for a root.
            for (var j = locator.Length - 1; j >= 0; j--) sum = (byte)(Times(sum, Exp[255 - place % 255]) ^ locator[j]);
            if (sum != 0) continue;
            if (found == places.Length) return -1;
            places[found++] = place;
        }

        return found;
    }

    private static void Forney(Span<byte> block, ReadOnlySpan<byte> syndromes, ReadOnlySpan<byte> locator, ReadOnlySpan<int> places)
    {
        Span<byte> evaluator = stackalloc byte[locator.Length];
        for (var i = 0; i < evaluator.Length - 1; i++)
            for (var j = 0; j <= i; j++) evaluator[i] ^= Times(locator[j], syndromes[i - j]);
        foreach (var place in places)
        {
            var inverse = Exp[255 - place % 255];
            byte numerator = 0, denominator = 0;
            for (var j = evaluator.Length - 1; j >= 0; j--) numerator = (byte)(Times(numerator, inverse) ^ evaluator[j]);
            for (var j = (locator.Length - 1) | 1; j >= 1; j -= 2)
                if (j < locator.Length) denominator ^= Times(locator[j], Power(inverse, j - 1));
            if (denominator == 0) return;
            if (numerator != 0) block[block.Length - 1 - place] ^= Exp[Log[numerator] + 255 - Log[denominator]];
        }
    }

    private static byte Power(byte value, int exponent) => exponent == 0 ? (byte)1 : Exp[Log[value] * exponent % 255];
}
