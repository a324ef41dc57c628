namespace Nansen.Documents;

/// <summary>A piece of a seal: where it stands, its bytes, what it is and what it says.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Hex">The bytes.</param>
/// <param name="Part">What it is: a word of the header, or a message's name in its profile.</param>
/// <param name="Tag">The message's tag; null outside messages.</param>
/// <param name="Says">What it says.</param>
public sealed record SealPiece(int Offset, string Hex, string Part, byte? Tag, string Says);

/// <summary>A piece of a zone: its characters and, for a digit, the one that should be there.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="From">First character in its line, from 1.</param>
/// <param name="Characters">The characters.</param>
/// <param name="Part">What it is.</param>
/// <param name="Expected">For a check digit: the right one; null for other pieces.</param>
public sealed record ZonePiece(int Line, int From, string Characters, string Part, char? Expected)
{
    /// <summary>Whether a check digit is another than it should be.</summary>
    public bool IsWrong => Expected is { } right && Characters != right.ToString();
}

/// <summary>Every byte of a seal and every character of a zone, for the examiner.</summary>
public static class Examination
{
    /// <summary>The seal from its first byte to its last.</summary>
    public static IReadOnlyList<SealPiece> Of(Seal seal)
    {
        ArgumentNullException.ThrowIfNull(seal);
        var (bytes, header) = (seal.Bytes, seal.Header);
        var pieces = new List<SealPiece>();
        void Add(int from, int to, string part, string says, byte? tag = null) => pieces.Add(new(from, Convert.ToHexString(bytes.Span[from..to]), part, tag, says));
        Add(0, 1, "magic", "DC");
        Add(1, 2, "version", header.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add(2, 4, "issuingCountry", header.IssuingCountryRaw);
        Add(4, header.Length - 8, "signer", $"{header.SignerIdentifier} {header.CertificateReference}");
        Add(header.Length - 8, header.Length - 5, "issueDate", header.IssueDate.ToString());
        Add(header.Length - 5, header.Length - 2, "signatureDate", header.SignatureDate.ToString());
        Add(header.Length - 2, header.Length, "profile", seal.Profile?.Name ?? "");
        var at = header.Length;
        foreach (var feature in seal.Features)
        {
            var start = at + 1 + LengthBytes(bytes.Span, at + 1, header.RawVersion);
            var known = seal.Profile?.Feature(feature.Tag);
            Add(at, start, "messageHead", feature.Value.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), feature.Tag);
            Add(start, start + feature.Value.Length, known?.Name ?? "unknown", known is null ? "" : FeatureText.Read(known.Coding, feature.Value.Span) ?? "", feature.Tag);
            at = start + feature.Value.Length;
        }

        Add(at, bytes.Length - seal.Signature.Length, "signatureHead", seal.Signature.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), SealReader.SignatureTag);
        Add(bytes.Length - seal.Signature.Length, bytes.Length, "signatureValue", "r ‖ s");
        return pieces;
    }

    /// <summary>An ICAO barcode's payload from its first byte to its last.</summary>
    public static IReadOnlyList<SealPiece> Of(IcaoBarcode barcode)
    {
        ArgumentNullException.ThrowIfNull(barcode);
        var bytes = barcode.Payload;
        var pieces = new List<SealPiece>();
        var at = 0;
        void Add(int length, string part, string says, byte? tag = null)
        {
            pieces.Add(new(at, Convert.ToHexString(bytes.Span.Slice(at, length)), part, tag, says));
            at += length;
        }

        void Head(string part, byte tag, int? length = null)
        {
            var head = 1 + LengthBytes(bytes.Span, at + 1, SealReader.RawVersion4);
            Add(head, part, (length ?? barcode.Signed.Length - at - head).ToString(System.Globalization.CultureInfo.InvariantCulture), tag);
        }

        Add(2, "issuingCountry", barcode.CountryRaw);
        if (barcode.IsSigned)
        {
            Add(1, "algorithm", barcode.SignatureAlgorithm switch { 1 => "ECDSA SHA-256", 2 => "ECDSA SHA-384", 3 => "ECDSA SHA-512", _ => "" });
            Add(barcode.CertificateReference.Length, "signer", Convert.ToHexStringLower(barcode.CertificateReference.Span));
            Add(bytes.Span[at + MaskedDate.Length] == IcaoBarcodeReader.MessagesTag && MaskedDate.Decode(bytes.Span.Slice(at, MaskedDate.Length)) is not null ? MaskedDate.Length : SealDate.Length, "signatureDate", barcode.SignatureDate ?? "");
        }

        Head("messagesHead", IcaoBarcodeReader.MessagesTag);
        foreach (var feature in barcode.Features)
        {
            var known = IcaoBarcode.MessageType(feature.Tag);
            Head("messageHead", feature.Tag, feature.Value.Length);
            Add(feature.Value.Length, known is null ? "unknown" : known.Coding == FeatureCoding.Mrz ? "MRZ" : known.Name, known is null ? "" : FeatureText.Read(known.Coding, feature.Value.Span) ?? "", feature.Tag);
        }

        if (!barcode.Certificate.IsEmpty)
        {
            Head("certificateHead", IcaoBarcodeReader.CertificateTag, barcode.Certificate.Length);
            Add(barcode.Certificate.Length, "certificate", "X.509");
        }

        if (!barcode.IsSigned) return pieces;
        Head("signatureHead", IcaoBarcodeReader.SignatureTag, barcode.Signature.Length);
        Add(barcode.Signature.Length, "signatureValue", "r ‖ s");
        return pieces;
    }

    /// <summary>The zone from its first character to its last; empty when its lines have no known form.</summary>
    public static IReadOnlyList<ZonePiece> Of(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0 || lines.Any(l => l.Length != lines[0].Length) || MrzLayout.Of(lines.Count, lines[0].Length, lines[0].Length == 0 ? '<' : lines[0][0]) is not { } layout) return [];
        var zone = string.Concat(lines);
        var pieces = new List<(int From, int Length, string Part, char? Expected)>();
        foreach (var field in Enum.GetValues<MrzField>())
        {
            var (from, length) = layout[field].GetOffsetAndLength(zone.Length);
            if (length > 0) pieces.Add((from, length, Camel(field), null));
        }

        void Digit(int at, string part, string data, bool mayBeFiller = false)
        {
            if (at >= 0) pieces.Add((at, 1, part, mayBeFiller && zone[at] == '<' ? '<' : CheckDigit.Of(data)));
        }

        // A long number's digit stands behind its rest, and empty optional data need none (parts 4 to 6).
        Digit(layout.NumberDigit, "documentNumberDigit", zone[layout[MrzField.DocumentNumber]], layout.LongNumbers);
        Digit(layout.BirthDigit, "dateOfBirthDigit", zone[layout[MrzField.DateOfBirth]]);
        Digit(layout.ExpiryDigit, "dateOfExpiryDigit", zone[layout[MrzField.DateOfExpiry]]);
        Digit(layout.OptionalDigit, "optionalDigit", zone[layout[MrzField.Optional1]], !zone[layout[MrzField.Optional1]].AsSpan().ContainsAnyExcept('<'));
        Digit(layout.CompositeDigit, "compositeDigit", string.Concat(layout.Composite.Select(r => zone[r])));
        return [.. pieces.OrderBy(p => p.From).Select(p => new ZonePiece(p.From / layout.Width + 1, p.From % layout.Width + 1, zone.Substring(p.From, p.Length), p.Part, p.Expected))];
    }

    // A length is one byte in version 3, DER in version 4.
    private static int LengthBytes(ReadOnlySpan<byte> bytes, int at, byte version) => version == SealReader.RawVersion3 || bytes[at] < 0x80 ? 1 : 1 + (bytes[at] & 0x7F);

    private static string Camel(MrzField field) => char.ToLowerInvariant(field.ToString()[0]) + field.ToString()[1..];
}
