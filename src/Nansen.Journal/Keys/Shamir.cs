using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>
/// Shamir's secret sharing (Communications of the ACM 22, 1979) over GF(256) with the polynomial of AES (0x11b), byte by
/// byte: any <c>threshold</c> shares bring the secret back, fewer say nothing about it.
/// </summary>
internal static class Shamir
{
    /// <summary>Shares 1 to <paramref name="shares"/> of a secret.</summary>
    public static byte[][] Split(ReadOnlySpan<byte> secret, int threshold, int shares)
    {
        if (threshold < 2 || shares < threshold || shares > 255)
            throw new ArgumentException($"A secret is split into 2 to 255 shares, of which at least 2 and at most all bring it back; {threshold} of {shares} is not possible.");
        var split = new byte[shares][];
        for (var x = 1; x <= shares; x++) split[x - 1] = new byte[secret.Length];
        Span<byte> coefficients = stackalloc byte[threshold];
        for (var at = 0; at < secret.Length; at++)
        {
            RandomNumberGenerator.Fill(coefficients);
            coefficients[0] = secret[at];
            for (var x = 1; x <= shares; x++) split[x - 1][at] = Evaluate(coefficients, (byte)x);
        }
        coefficients.Clear();
        return split;
    }

    /// <summary>The secret that the shares (number, bytes) lie on. With too few shares, some other bytes.</summary>
    public static byte[] Combine(IReadOnlyList<(int Number, byte[] Bytes)> shares)
    {
        var secret = new byte[shares[0].Bytes.Length];
        foreach (var (number, bytes) in shares)
        {
            // Lagrange's basis polynomial at 0: product of other/(other - this); subtraction is xor.
            byte basis = 1;
            foreach (var (other, _) in shares)
                if (other != number) basis = Multiply(basis, Multiply((byte)other, Inverse((byte)(other ^ number))));
            for (var at = 0; at < secret.Length; at++) secret[at] ^= Multiply(bytes[at], basis);
        }
        return secret;
    }

    private static byte Evaluate(ReadOnlySpan<byte> coefficients, byte x)
    {
        byte y = 0;
        for (var i = coefficients.Length - 1; i >= 0; i--) y = (byte)(Multiply(y, x) ^ coefficients[i]);
        return y;
    }

    // No tables and no branches on secrets, so that timing says nothing.
    private static byte Multiply(byte a, byte b)
    {
        int left = a, product = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= left & -((b >> bit) & 1);
            left = (left << 1) ^ (0x11b & -(left >> 7));
        }
        return (byte)product;
    }

    private static byte Inverse(byte a)
    {
        // a^254, by Fermat.
        var result = a;
        for (var i = 0; i < 6; i++) result = Multiply(Multiply(result, result), a);
        return Multiply(result, result);
    }
}
