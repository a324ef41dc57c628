using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nansen.Documents;

/// <summary>What a verifier demands, beside right signatures.</summary>
public sealed record TrustPolicy
{
    /// <summary>The name of the file in a trust folder.</summary>
    public const string FileName = "policy.json";

    /// <summary>Accepts documents of the specimen State Utopia (UTO): for demonstrations and tests, never in production.</summary>
    [JsonPropertyName("specimen")] public bool Specimen { get; init; }

    /// <summary>
    /// Lists older than so many days are stale. TR-03135-2 wants them refreshed every three working days, and every four weeks
    /// where it is done by hand.
    /// </summary>
    [JsonPropertyName("maxListAgeDays")] public int MaxListAgeDays { get; init; } = 28;

    /// <summary>Never says "valid" when a list is stale or missing.</summary>
    [JsonPropertyName("refuseWhenStale")] public bool RefuseWhenStale { get; init; }

    /// <summary>What production demands.</summary>
    public static TrustPolicy Production { get; } = new();

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static TrustPolicy Parse(string json, string path)
    {
        try { return JsonSerializer.Deserialize<TrustPolicy>(json) ?? Production; }
        catch (JsonException error) { throw new DocumentException($"{path} is no policy: {error.Message}", error); }
    }
}
