using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary>A seal as the command line gives it: hexadecimal, an ICAO barcode's text, or a file of JSON; each is read, shown and verified alike.</summary>
internal sealed class GivenSeal
{
    private static readonly Option<string?> Hex = new("--hex") { Description = "A seal in hexadecimal." },
        Barcode = new("--base32") { Description = "An ICAO barcode's text, as RDB1…" },
        Json = new("--json-nc") { Description = "A file with a seal in JSON (VDS-NC), or - for standard input." };

    private readonly Func<string, JsonObject> report;

    private GivenSeal(Func<string, JsonObject> report, byte[] bytes) => (this.report, Bytes) = (report, bytes);

    /// <summary>As the symbol holds it.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public static IEnumerable<Option> Options => [Hex, Barcode, Json];

    /// <summary>What the seal holds, with the state of its signature.</summary>
    public JsonObject Report(string signature) => report(signature);

    /// <summary>Whether it carries a signature at all.</summary>
    public bool IsSigned { get; private init; } = true;

    /// <exception cref="DocumentException">None or several are given, or it cannot be read.</exception>
    public static GivenSeal Of(ParseResult parsed) => (parsed.GetValue(Hex), parsed.GetValue(Barcode), parsed.GetValue(Json)) switch
    {
        ({ } hex, null, null) => OfSeal(DocumentOutput.Hex(hex)),
        (null, { } text, null) => OfBarcode(text),
        (null, null, { } file) => OfJson(Read(file)),
        _ => throw new DocumentException("Give one of --hex, --base32 and --json-nc."),
    };

    /// <summary>Whether one of the options is given.</summary>
    public static bool IsGiven(ParseResult parsed) => parsed.GetValue(Hex) is not null || parsed.GetValue(Barcode) is not null || parsed.GetValue(Json) is not null;

    /// <summary>The bytes of what somebody gives without saying its form: hexadecimal, a barcode's text, a seal in JSON, or a file with one of them or with the bare bytes.</summary>
    public static ReadOnlyMemory<byte> BytesOf(string given)
    {
        var bytes = File.Exists(given) ? File.ReadAllBytes(given) : System.Text.Encoding.UTF8.GetBytes(given);
        if (bytes is [0xDC, ..]) return bytes;
        var text = System.Text.Encoding.UTF8.GetString(bytes).Trim();
        bytes = System.Text.Encoding.UTF8.GetBytes(text);
        if (bytes is [(byte)'{', ..] || IcaoBarcode.IsOne(bytes)) return bytes;
        try { return DocumentOutput.Hex(text); }
        catch (DocumentException) { throw new DocumentException($"--seal {(text.Length > 40 ? text[..40] + "…" : text)} is neither hexadecimal, nor a barcode's text (RDB1…), nor a seal in JSON, nor a file with one of them."); }
    }

    private static string Read(string file)
    {
        if (file != "-") return File.ReadAllText(file);
        using var input = DocumentOutput.Input();
        return input.ReadToEnd();
    }

    private static GivenSeal OfSeal(byte[] bytes)
    {
        if (!Seal.TryRead(bytes, out var seal, out var fault)) throw Unreadable(fault!);
        return new(signature => SealReport.Of(seal!, signature), bytes);
    }

    private static GivenSeal OfBarcode(string text)
    {
        if (!IcaoBarcode.TryRead(text, out var barcode, out var fault)) throw Unreadable(fault!);
        return new(signature => BarcodeReport(barcode!, signature), System.Text.Encoding.ASCII.GetBytes(text)) { IsSigned = barcode!.IsSigned };
    }

    private static GivenSeal OfJson(string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        if (JsonSeal.TryRead(bytes, out var fault) is not { } seal) throw Unreadable(fault!);
        return new(signature => JsonReport(seal, signature), bytes);
    }

    private static DocumentException Unreadable(SealFault fault) => new($"{fault.Status}: {fault.Message} (byte {fault.Offset})");

    internal static JsonObject BarcodeReport(IcaoBarcode barcode, string signature) => new()
    {
        ["identifier"] = barcode.Identifier,
        ["flag"] = barcode.Flag.ToString(),
        ["signed"] = barcode.IsSigned,
        ["zipped"] = barcode.IsCompressed,
        ["country"] = barcode.CountryRaw,
        ["signatureAlgorithm"] = barcode.IsSigned ? barcode.SignatureAlgorithm : null,
        ["certificateReferenceHex"] = barcode.IsSigned ? Convert.ToHexStringLower(barcode.CertificateReference.Span) : null,
        ["signatureDate"] = barcode.SignatureDate,
        ["documentType"] = barcode.Features.FirstOrDefault(f => f.Tag == 134) is { Value.Length: 1 } type && SealProfiles.BarcodeDocuments.TryGetValue(type.Value.Span[0], out var known) ? known.Code : null,
        ["features"] = new JsonArray([.. barcode.Features.Select(f => SealReport.Feature(f, IcaoBarcode.MessageType(f.Tag)))]),
        ["signatureHex"] = barcode.IsSigned ? Convert.ToHexStringLower(barcode.Signature.Span) : null,
        ["payloadHex"] = Convert.ToHexStringLower(barcode.Payload.Span),
        ["signature"] = barcode.IsSigned ? signature : "not signed",
    };

    // As openssl x509 -subject prints it.
    private static string? Subject(JsonSeal seal)
    {
        if (seal.Certificate.IsEmpty) return null;
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(seal.Certificate.Span);
            return "subject=" + string.Join(", ", certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).Where(p => !p.HasMultipleElements)
                .Select(p => $"{p.GetSingleElementType().FriendlyName ?? p.GetSingleElementType().Value} = {p.GetSingleElementValue()}"));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static JsonObject JsonReport(JsonSeal seal, string signature) => new()
    {
        ["type"] = seal.Type,
        ["version"] = seal.Version,
        ["issuer"] = seal.Issuer,
        ["algorithm"] = seal.Algorithm,
        ["canonicalData"] = System.Text.Encoding.UTF8.GetString(seal.CanonicalData.Span),
        ["canonicalSha256"] = Convert.ToHexStringLower(SHA256.HashData(seal.CanonicalData.Span)),
        ["certificateSubject"] = Subject(seal),
        ["certificateHex"] = Convert.ToHexStringLower(seal.Certificate.Span),
        ["signatureHex"] = Convert.ToHexStringLower(seal.Signature.Span),
        // The certificate travels inside, so that the signature can be told without a trust folder; whose it is cannot.
        ["signature"] = signature != "not checked" ? signature : seal.IsSignedByCertificateInside() switch { true => "valid", false => "invalid", null => signature },
    };
}
