using System.Buffers;
using System.IO.Compression;

namespace Nansen.Documents;

/// <summary>Takes a barcode's text apart.</summary>
internal static class IcaoBarcodeReader
{
    public const byte MessagesTag = 0x61, CertificateTag = 0x7E, SignatureTag = 0x7F;

    private const int MaxPayload = 1 << 16, ReferenceLength = 5;

    public static bool TryRead(string text, out IcaoBarcode? barcode, out SealFault? fault)
    {
        barcode = null;
        text = text.Trim();
        if (text.Length < 6 || !(text.StartsWith("RDB1", StringComparison.Ordinal) || text.StartsWith("NDB1", StringComparison.Ordinal))) { fault = new("READ_ERROR", 0, "A barcode begins with RDB1 or NDB1."); return false; }
        if (text[4] is < 'A' or > 'D') { fault = new("WRONG_FORMAT", 4, $"The flag '{text[4]}' is none of A to D."); return false; }
        if (text.Length > 2 * MaxPayload || Base32.Decode(text.AsSpan(5)) is not { } bytes) { fault = new("WRONG_FORMAT", 5, "The text behind the flag is no Base32."); return false; }
        var raw = new IcaoBarcode(text[..4], text[4], bytes);
        if (raw.IsCompressed)
        {
            if (Unpacked(bytes) is not { } unpacked) { fault = new("WRONG_FORMAT", 5, "The payload cannot be unpacked."); return false; }
            raw = new(text[..4], text[4], unpacked);
        }

        barcode = Parsed(raw, out fault);
        return barcode is not null;
    }

    private static IcaoBarcode? Parsed(IcaoBarcode raw, out SealFault? fault)
    {
        var span = raw.Payload.Span;
        if (span.Length < 2 || !C40.TryDecode(span[..2], out var country) || country.Length != 3) { fault = new("WRONG_FORMAT", 0, "The country is no C40 text."); return null; }
        if (!TryHeader(raw, span, out var dateLength)) { fault = new("WRONG_FORMAT", 2, "The header's signature date is no date, or no messages follow it."); return null; }
        var header = raw.IsSigned ? 3 + ReferenceLength + dateLength : 2;
        var at = header;
        if (!TryPart(raw.Payload, ref at, MessagesTag, out var messages) || !TryFeatures(messages, out var features)) { fault = new("WRONG_FORMAT", at, "The messages end early."); return null; }
        var signedLength = at;
        ReadOnlyMemory<byte> certificate = default, signature = default;
        if (at < span.Length && span[at] == CertificateTag && !TryPart(raw.Payload, ref at, CertificateTag, out certificate)) { fault = new("WRONG_FORMAT", at, "The certificate ends early."); return null; }
        if (raw.IsSigned && (!TryPart(raw.Payload, ref at, SignatureTag, out signature) || signature.IsEmpty || signature.Length % 2 != 0)) { fault = new("WRONG_FORMAT", at, "The signature is missing or ends early."); return null; }
        if (at != span.Length) { fault = new("WRONG_FORMAT", at, $"{span.Length - at} bytes are left over."); return null; }
        fault = null;
        return new(raw.Identifier, raw.Flag, raw.Payload)
        {
            CountryRaw = country.Replace(' ', '<'),
            SignatureAlgorithm = raw.IsSigned ? span[2] : 0,
            CertificateReference = raw.IsSigned ? raw.Payload.Slice(3, ReferenceLength) : default,
            SignatureDate = raw.IsSigned ? DateText(span.Slice(3 + ReferenceLength, dateLength)) : null,
            Features = features,
            Certificate = certificate,
            Signed = raw.Payload[..signedLength],
            Signature = signature,
        };
    }

    // Four bytes with a mask in the wild, three in the report's table 2: whichever is a date and has the messages behind it.
    private static bool TryHeader(IcaoBarcode raw, ReadOnlySpan<byte> span, out int dateLength)
    {
        dateLength = 0;
        if (!raw.IsSigned) return true;
        foreach (var length in new[] { MaskedDate.Length, SealDate.Length })
        {
            var end = 3 + ReferenceLength + length;
            if (end >= span.Length || span[end] != MessagesTag || DateText(span[(end - length)..end]) is null) continue;
            dateLength = length;
            return true;
        }

        return false;
    }

    private static string? DateText(ReadOnlySpan<byte> bytes) =>
        bytes.Length == MaskedDate.Length ? MaskedDate.Decode(bytes) : SealDate.Read(bytes).Day is not null ? SealDate.Read(bytes).ToString() : null;

    private static bool TryPart(ReadOnlyMemory<byte> payload, ref int at, byte tag, out ReadOnlyMemory<byte> value)
    {
        value = default;
        var span = payload.Span;
        var next = at + 1;
        if (at >= span.Length || span[at] != tag || !Der.TryReadLength(span, ref next, out var length) || next + length > span.Length) return false;
        value = payload.Slice(next, length);
        at = next + length;
        return true;
    }

    private static bool TryFeatures(ReadOnlyMemory<byte> messages, out IReadOnlyList<SealFeature> features)
    {
        var list = new List<SealFeature>();
        features = list;
        for (var at = 0; at < messages.Length;)
        {
            var tag = messages.Span[at];
            if (!TryPart(messages, ref at, tag, out var value)) return false;
            list.Add(new(tag, value));
        }

        return true;
    }

    // Zlib by the reference implementation; the packings' first bytes tell them apart, and bare deflate has none.
    private static byte[]? Unpacked(byte[] packed)
    {
        if (packed.Length < 2) return null;
        using var source = new MemoryStream(packed);
        using Stream stream = (packed[0], packed[1]) switch
        {
            (0x1F, 0x8B) => new GZipStream(source, CompressionMode.Decompress),
            var (method, flags) when (method & 15) == 8 && (method << 8 | flags) % 31 == 0 => new ZLibStream(source, CompressionMode.Decompress),
            _ => new DeflateStream(source, CompressionMode.Decompress),
        };
        var buffer = ArrayPool<byte>.Shared.Rent(MaxPayload);
        try
        {
            var length = stream.ReadAtLeast(buffer.AsSpan(0, MaxPayload), MaxPayload, throwOnEndOfStream: false);
            return length is > 0 and < MaxPayload ? buffer[..length] : null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // The second is what zlib says of a stream that wants a dictionary.
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
