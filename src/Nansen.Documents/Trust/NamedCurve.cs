using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Nansen.Documents;

/// <summary>The curves that seals and their certificates use, with the width of r and s and the hash that goes with the order.</summary>
internal sealed class NamedCurve
{
    private readonly Lazy<ECParameters> parameters;

    private NamedCurve(string name, string oid, int bits)
    {
        (Name, Oid, Bits) = (name, oid, bits);
        parameters = new(() =>
        {
            using var key = ECDsa.Create(Curve);
            return key.ExportExplicitParameters(false);
        });
    }

    public string Name { get; }

    public string Oid { get; }

    public int Bits { get; }

    /// <summary>Bytes of r and of s.</summary>
    public int Width => (Bits + 7) / 8;

    public ECCurve Curve => ECCurve.CreateFromValue(Oid);

    public static IReadOnlyList<NamedCurve> All { get; } =
    [
        new("P-256", "1.2.840.10045.3.1.7", 256), new("P-384", "1.3.132.0.34", 384), new("P-521", "1.3.132.0.35", 521), new("P-224", "1.3.132.0.33", 224),
        new("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7", 256), new("brainpoolP224r1", "1.3.36.3.3.2.8.1.1.5", 224), new("brainpoolP320r1", "1.3.36.3.3.2.8.1.1.9", 320),
        new("brainpoolP384r1", "1.3.36.3.3.2.8.1.1.11", 384), new("brainpoolP512r1", "1.3.36.3.3.2.8.1.1.13", 512),
    ];

    public static NamedCurve? ByName(string name) => All.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The curve of a public key's algorithm parameters, or null with the reason why it cannot be used.</summary>
    public static NamedCurve? Of(ReadOnlyMemory<byte> algorithmParameters, out string? refusal)
    {
        refusal = null;
        try
        {
            var reader = new AsnReader(algorithmParameters, AsnEncodingRules.DER);
            if (reader.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence)) return Explicit(reader.ReadSequence(), out refusal);
            var oid = reader.ReadObjectIdentifier();
            var curve = All.FirstOrDefault(c => c.Oid == oid);
            if (curve is null) refusal = $"the curve {oid} is not supported";
            return curve;
        }
        catch (AsnContentException)
        {
            refusal = "the key's curve cannot be read";
            return null;
        }
    }

    // Explicit parameters are taken only when every number equals a named curve's: with a generator of the forger's own, any
    // public key has a known private key (CVE-2020-0601).
    private static NamedCurve? Explicit(AsnReader curve, out string? refusal)
    {
        curve.ReadInteger();
        var field = curve.ReadSequence();
        field.ReadObjectIdentifier();
        var prime = field.ReadInteger();
        var coefficients = curve.ReadSequence();
        var (a, b) = (Number(coefficients.ReadOctetString()), Number(coefficients.ReadOctetString()));
        var generator = curve.ReadOctetString();
        var order = curve.ReadInteger();
        var cofactor = curve.HasData ? curve.ReadInteger() : BigInteger.One;
        foreach (var named in All)
        {
            var known = named.parameters.Value.Curve;
            if (prime != Number(known.Prime!) || a != Number(known.A!) || b != Number(known.B!) || order != Number(known.Order!) || cofactor != BigInteger.One) continue;
            if (!IsGenerator(generator, known)) break;
            refusal = null;
            return named;
        }

        refusal = "the key has curve parameters of its own, equal to no named curve";
        return null;
    }

    private static bool IsGenerator(ReadOnlySpan<byte> point, ECCurve known)
    {
        var (x, y) = (known.G.X!, known.G.Y!);
        if (point.Length == 1 + x.Length) return point[0] == 2 + (y[^1] & 1) && point[1..].SequenceEqual(x);
        return point.Length == 1 + 2 * x.Length && point[0] == 4 && point.Slice(1, x.Length).SequenceEqual(x) && point[(1 + x.Length)..].SequenceEqual(y);
    }

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
