using System.Security.Cryptography;

namespace Nansen.Documents;

/// <summary>A barcode before it is signed.</summary>
public sealed record IcaoBarcodeDraft
{
    /// <summary>Issuing State.</summary>
    public required string Country { get; init; }

    /// <summary>The messages.</summary>
    public required IReadOnlyList<SealFeature> Features { get; init; }

    /// <summary>Day of signing.</summary>
    public DateOnly SignatureDate { get; init; }

    /// <summary>Writes the date of signing in three bytes, as the report's table has it, instead of the four seen in the field.</summary>
    public bool ShortDate { get; init; }

    /// <summary>Puts the signer's certificate inside.</summary>
    public bool WithCertificate { get; init; }

    /// <summary>A barcode over a zone of format TD1 or TD3: the message types that no State has for itself.</summary>
    /// <exception cref="DocumentException">The zone has another format.</exception>
    public static IcaoBarcodeDraft OfZone(string country, IReadOnlyList<string> zone, DateOnly signed)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var name = zone switch { { Count: 3 } => "MRZ_TD1", [{ Length: 44 }, _] => "MRZ_TD3", _ => throw new DocumentException("An ICAO barcode holds a zone of format TD1 or TD3; for TD2 there are seals.") };
        var message = SealProfiles.BarcodeMessages.Single(m => m.Name == name);
        return new() { Country = country, Features = [new(message.Tag, FeatureText.Write(FeatureCoding.Mrz, string.Join('|', zone)))], SignatureDate = signed };
    }

    /// <summary>The text; signed when a signer is given.</summary>
    public string Make(DocumentSigner? signer)
    {
        var bytes = new List<byte>(256);
        bytes.AddRange(C40.Encode(Country.PadRight(3, '<')));
        if (signer is not null)
        {
            bytes.Add(AlgorithmOf(signer));
            bytes.AddRange(Reference(signer.Certificate.RawData));
            var date = MaskedDate.Encode(SignatureDate);
            bytes.AddRange(ShortDate ? date[1..] : date);
        }

        var messages = new List<byte>();
        foreach (var feature in Features) Part(messages, feature.Tag, feature.Value.Span);
        Part(bytes, IcaoBarcodeReader.MessagesTag, [.. messages]);
        if (signer is null) return "RDB1A" + Base32.Encode([.. bytes]);
        var signature = signer.Sign([.. bytes]);
        if (WithCertificate) Part(bytes, IcaoBarcodeReader.CertificateTag, signer.Certificate.RawData);
        Part(bytes, IcaoBarcodeReader.SignatureTag, signature);
        return "RDB1B" + Base32.Encode([.. bytes]);
    }

    // SHA-1 only names the certificate here; nothing rests on it.
#pragma warning disable CA5350
    internal static byte[] Reference(ReadOnlySpan<byte> certificate) => SHA1.HashData(certificate)[^5..];
#pragma warning restore CA5350

    private static byte AlgorithmOf(DocumentSigner signer) => signer.Key.KeySize switch { <= 256 => 1, <= 384 => 2, _ => 3 };

    private static void Part(List<byte> to, byte tag, ReadOnlySpan<byte> value)
    {
        to.Add(tag);
        Der.WriteLength(to, value.Length);
        to.AddRange(value);
    }
}
