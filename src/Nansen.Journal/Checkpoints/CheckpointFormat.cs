using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nansen.Journal;

/// <summary>
/// A checkpoint is one line of JSON: <c>{"statement":{…},"signature":"…"}</c>. The signature (ECDSA P-256 with SHA-256,
/// IEEE P1363 form, base64) is over the bytes of the statement just as they stand in the line.
/// </summary>
internal static class CheckpointFormat
{
    public const string Algorithm = "ecdsa-p256-sha256";

    public static string Sign(long number, DateTimeOffset time, IEnumerable<BookHead> heads, string? previous, ECDsa key)
    {
        var statement = new JsonObject
        {
            ["format"] = 1,
            ["number"] = number,
            ["time"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["heads"] = new JsonArray([.. heads.Select(head => (JsonNode)new JsonObject
            {
                ["book"] = head.Book.Value, ["seq"] = head.Seq, ["hash"] = Convert.ToHexStringLower(head.Hash.Span), ["time"] = head.Time.Value,
            })]),
            ["previous"] = previous is null ? null : Hash(previous),
            ["algorithm"] = Algorithm,
            ["key"] = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())),
        }.ToJsonString();
        var signature = key.SignData(Encoding.UTF8.GetBytes(statement), HashAlgorithmName.SHA256);
        return $"{{\"statement\":{statement},\"signature\":\"{Convert.ToBase64String(signature)}\"}}";
    }

    /// <summary>Reads and checks one; null when it is malformed or not signed by the key.</summary>
    public static (Checkpoint Checkpoint, string? Previous)? Read(string text, ECDsa key)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var statement = document.RootElement.GetProperty("statement");
            var signature = document.RootElement.GetProperty("signature").GetBytesFromBase64();
            if (statement.GetProperty("format").GetInt32() != 1 || statement.GetProperty("algorithm").GetString() != Algorithm) return null;
            if (!key.VerifyData(Encoding.UTF8.GetBytes(statement.GetRawText()), signature, HashAlgorithmName.SHA256)) return null;
            var heads = statement.GetProperty("heads").EnumerateArray().Select(head => new BookHead(
                new(head.GetProperty("book").GetString()!), head.GetProperty("seq").GetInt64(),
                Convert.FromHexString(head.GetProperty("hash").GetString()!), new(head.GetProperty("time").GetInt64()))).ToList();
            var time = DateTimeOffset.Parse(statement.GetProperty("time").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            return (new(statement.GetProperty("number").GetInt64(), time, heads, text), statement.GetProperty("previous").GetString());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
