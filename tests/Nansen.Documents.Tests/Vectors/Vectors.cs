using System.Text.Json;

namespace Nansen.Documents.Tests;

internal static class Vectors
{
    public static JsonElement Load(string file)
    {
        using var stream = typeof(Vectors).Assembly.GetManifestResourceStream(file)!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static TheoryData<string> Ids(string file) => [.. Load(file).EnumerateArray().Select((v, i) => v.TryGetProperty("id", out var id) ? id.GetString()! : $"#{i}")];

    public static JsonElement One(string file, string id) =>
        Load(file).EnumerateArray().Select((v, i) => (v, i)).First(p => (p.v.TryGetProperty("id", out var own) ? own.GetString() : $"#{p.i}") == id).v;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Certificate(string id) => Convert.FromBase64String(One("certificates.json", id).Text("derBase64"));
}
