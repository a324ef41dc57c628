using System.Text.Json;

namespace Nansen.Documents;

/// <summary>Where a key lies that is not in a file: library, token and label; never the PIN.</summary>
/// <param name="Library">The token's PKCS#11 library.</param>
/// <param name="Token">The token's label.</param>
/// <param name="Label">The key's label.</param>
public sealed record TokenReference(string Library, string Token, string Label)
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal string ToJson() => JsonSerializer.Serialize(this, Plain) + "\n";

    internal static TokenReference Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TokenReference>(File.ReadAllText(path), Plain) is { Library.Length: > 0, Token.Length: > 0, Label.Length: > 0 } read ? read
                : throw new DocumentException($"{path} must name library, token and label.");
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new DocumentException($"{path} cannot be read: {error.Message}", error);
        }
    }
}
