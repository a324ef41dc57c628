using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Nansen.Documents;

/// <summary>
/// The certificates in a folder, however they are kept: DER or PEM in <c>.der .cer .crt .pem</c>, the same in base64 alone, or
/// a JSON array of objects with <c>id</c> and <c>derBase64</c>. Each comes with a name: the file's without its ending, or the id.
/// </summary>
internal static class CertificateFiles
{
    private static readonly string[] Endings = [".der", ".cer", ".crt", ".pem"];

    public static IEnumerable<KeyValuePair<string, byte[]>> In(string folder)
    {
        if (!Directory.Exists(folder)) yield break;
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var ending = Path.GetExtension(file).ToLowerInvariant();
            var certificates = Array.IndexOf(Endings, ending) >= 0 ? OfFile(file)
                : ending == ".json" && Path.GetFileName(file) != TrustPolicy.FileName ? OfJson(file) : [];
            foreach (var certificate in certificates) yield return certificate;
        }
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> OfFile(string file)
    {
        var (name, bytes) = (Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));
        if (bytes is [0x30, ..]) return [new(name, bytes)];
        var text = Encoding.Latin1.GetString(bytes);
        if (!text.Contains("-----BEGIN", StringComparison.Ordinal)) return [new(name, Base64(text) ?? bytes)];
        var certificates = new X509Certificate2Collection();
        try { certificates.ImportFromPem(text); }
        catch (CryptographicException) { return [new(name, bytes)]; }
        return certificates.Count == 0 ? [new(name, bytes)] : certificates.Select(c => KeyValuePair.Create(name, c.RawData));
    }

    // What is no list of certificates is somebody else's file.
    private static IEnumerable<KeyValuePair<string, byte[]>> OfJson(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            if (document.RootElement.ValueKind != JsonValueKind.Array) return [];
            var found = new List<KeyValuePair<string, byte[]>>();
            foreach (var item in document.RootElement.EnumerateArray())
                if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("derBase64", out var der) && der.ValueKind == JsonValueKind.String && Base64(der.GetString()!) is { } bytes)
                    found.Add(new(item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : Path.GetFileNameWithoutExtension(file), bytes));
            return found;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) ? bytes[..length] : null;
    }
}
