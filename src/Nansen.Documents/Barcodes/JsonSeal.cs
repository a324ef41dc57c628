using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Nansen.Documents;

/// <summary>A seal in JSON for unconstrained media (VDS-NC): <c>data</c> with header and message, <c>sig</c> over its canonical form.</summary>
public sealed class JsonSeal
{
    private JsonSeal(string type, int version, string issuer, byte[] canonicalData, string algorithm, byte[] certificate, byte[] signature) =>
        (Type, Version, Issuer, CanonicalData, Algorithm, Certificate, Signature) = (type, version, issuer, canonicalData, algorithm, certificate, signature);

    /// <summary>Kind, as icao.vacc.</summary>
    public string Type { get; }

    /// <summary>Version.</summary>
    public int Version { get; }

    /// <summary>Issuing State.</summary>
    public string Issuer { get; }

    /// <summary>What is signed (RFC 8785).</summary>
    public ReadOnlyMemory<byte> CanonicalData { get; }

    /// <summary>ES256, ES384 or ES512.</summary>
    public string Algorithm { get; }

    /// <summary>The certificate inside, DER; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Certificate { get; }

    /// <summary>r ‖ s.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Reads a seal; null with a fault when it is none. Nothing is thrown.</summary>
    public static JsonSeal? TryRead(ReadOnlyMemory<byte> json, out SealFault? fault)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = 64 });
            fault = null;
            var (data, signature) = (document.RootElement.GetProperty("data"), document.RootElement.GetProperty("sig"));
            var header = data.GetProperty("hdr");
            data.GetProperty("msg");
            return new(header.GetProperty("t").GetString()!, header.GetProperty("v").GetInt32(), header.GetProperty("is").GetString()!, CanonicalJson.Write(data),
                signature.GetProperty("alg").GetString()!, signature.TryGetProperty("cer", out var certificate) ? Bytes(certificate) : [], Bytes(signature.GetProperty("sigvl")));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or DocumentException or ArgumentException)
        {
            fault = new("WRONG_FORMAT", 0, $"That is no seal in JSON: {error.Message}");
            return null;
        }
    }

    /// <summary>Signs a message; the certificate travels inside.</summary>
    /// <exception cref="DocumentException">The message is no JSON.</exception>
    public static string Make(string type, int version, string issuer, JsonElement message, DocumentSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var data = JsonSerializer.SerializeToElement(new { hdr = new { t = type, v = version, @is = issuer }, msg = message });
        var algorithm = signer.Key.KeySize switch { <= 256 => "ES256", <= 384 => "ES384", _ => "ES512" };
        var whole = JsonSerializer.SerializeToElement(new
        {
            data,
            sig = new { alg = algorithm, cer = Base64Url.EncodeToString(signer.Certificate.RawData), sigvl = Base64Url.EncodeToString(signer.Sign(CanonicalJson.Write(data))) },
        });
        return System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(whole));
    }

    /// <summary>Whether the certificate inside has signed the data; null when there is none that can be used. Trust is another question.</summary>
    public bool? IsSignedByCertificateInside()
    {
        if (Certificate.IsEmpty) return null;
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Certificate.Span);
            using var key = SealKey.Of(certificate, out _);
            return key?.Verify(CanonicalData.Span, Signature.Span, Algorithm switch { "ES256" => 256, "ES384" => 384, "ES512" => 512, _ => 0 });
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Both alphabets and both habits of padding are seen.
    private static byte[] Bytes(JsonElement text)
    {
        var plain = (text.GetString() ?? "").TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return plain.Length == 0 ? [] : Base64Url.DecodeFromChars(plain);
    }
}
