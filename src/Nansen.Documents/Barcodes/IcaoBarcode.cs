namespace Nansen.Documents;

/// <summary>
/// An ICAO barcode (IDB), the successor of the seal: a text of Base32 that any 2D symbol carries. Read from the reference
/// implementation and its vectors, as the technical report was not at hand.
/// </summary>
public sealed class IcaoBarcode
{
    internal IcaoBarcode(string identifier, char flag, ReadOnlyMemory<byte> payload) => (Identifier, Flag, Payload) = (identifier, flag, payload);

    /// <summary>RDB1, or the older NDB1.</summary>
    public string Identifier { get; }

    /// <summary>A, with 1 added when signed and 2 when compressed.</summary>
    public char Flag { get; }

    /// <summary>Whether it is signed.</summary>
    public bool IsSigned => (Flag - 'A' & 1) != 0;

    /// <summary>Whether the payload was compressed.</summary>
    public bool IsCompressed => (Flag - 'A' & 2) != 0;

    /// <summary>The bytes behind the text, unpacked.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>Issuing State with its fillers.</summary>
    public string CountryRaw { get; internal init; } = "";

    /// <summary>1, 2, 3: ECDSA with SHA-256, 384, 512; 0 when not signed.</summary>
    public int SignatureAlgorithm { get; internal init; }

    /// <summary>The last five bytes of the SHA-1 of the signer's certificate.</summary>
    public ReadOnlyMemory<byte> CertificateReference { get; internal init; }

    /// <summary>Day of signing as yyyy-MM-dd, or null.</summary>
    public string? SignatureDate { get; internal init; }

    /// <summary>The messages.</summary>
    public IReadOnlyList<SealFeature> Features { get; internal init; } = [];

    /// <summary>The certificate inside, or empty.</summary>
    public ReadOnlyMemory<byte> Certificate { get; internal init; }

    /// <summary>Header and messages: what is signed.</summary>
    public ReadOnlyMemory<byte> Signed { get; internal init; }

    /// <summary>r ‖ s, or empty.</summary>
    public ReadOnlyMemory<byte> Signature { get; internal init; }

    /// <summary>The message type of a tag, or null.</summary>
    public static ProfileFeature? MessageType(byte tag) => SealProfiles.BarcodeMessages.FirstOrDefault(m => m.Tag == tag);

    /// <summary>Whether a symbol's bytes begin as a barcode.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith("RDB1"u8) || bytes.StartsWith("NDB1"u8);

    /// <summary>Reads a barcode's text. Nothing is thrown.</summary>
    public static bool TryRead(string text, out IcaoBarcode? barcode, out SealFault? fault) => IcaoBarcodeReader.TryRead(text, out barcode, out fault);
}
