namespace Nansen.Documents;

/// <summary>The header of a seal. Texts are made when asked for.</summary>
public readonly struct SealHeader
{
    private readonly ReadOnlyMemory<byte> country, signer, reference;

    internal SealHeader(byte rawVersion, ReadOnlyMemory<byte> country, ReadOnlyMemory<byte> signer, ReadOnlyMemory<byte> reference,
        SealDate issued, SealDate signed, byte definition, byte category, int length)
    {
        (RawVersion, this.country, this.signer, this.reference) = (rawVersion, country, signer, reference);
        (IssueDate, SignatureDate, FeatureDefinition, DocumentCategory, Length) = (issued, signed, definition, category, length);
    }

    /// <summary>The byte as it stands: one less than the version's name.</summary>
    public byte RawVersion { get; }

    /// <summary>3 or 4.</summary>
    public int Version => RawVersion + 1;

    /// <summary>Issuing State with its fillers, as <c>D&lt;&lt;</c>.</summary>
    public string IssuingCountryRaw => Text(country).Replace(' ', '<');

    /// <summary>Issuing State.</summary>
    public string IssuingCountry => Text(country).TrimEnd(' ');

    /// <summary>The signer: two letters of its State and two of its name, C and CN of the certificate.</summary>
    public string SignerIdentifier => Text(signer)[..4];

    /// <summary>The certificate's serial number in hexadecimal; zeros in a version 3 header fill it to five digits.</summary>
    public string CertificateReference => RawVersion == 2 ? string.Concat(Text(signer).AsSpan(4), Text(reference)) : Text(reference);

    /// <summary>Day on which the document was issued.</summary>
    public SealDate IssueDate { get; }

    /// <summary>Day on which the seal was signed.</summary>
    public SealDate SignatureDate { get; }

    /// <summary>Feature definition reference: with the category, it names the profile.</summary>
    public byte FeatureDefinition { get; }

    /// <summary>Document type category: odd for ICAO's profiles, even for national ones.</summary>
    public byte DocumentCategory { get; }

    /// <summary>Bytes of the header.</summary>
    public int Length { get; }

    private static string Text(ReadOnlyMemory<byte> bytes) => C40.TryDecode(bytes.Span, out var text) ? text : "";
}
