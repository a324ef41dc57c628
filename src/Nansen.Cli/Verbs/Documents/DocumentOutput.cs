using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary>How the document verbs read and write.</summary>
internal static class DocumentOutput
{
    public const int Unreadable = 2;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Line(JsonNode node) => Console.Out.WriteLine(node.ToJsonString(Plain));

    public static int Refuse(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return Unreadable;
    }

    /// <summary>Runs an action; what is wrong with the input becomes one line.</summary>
    public static int Run(Func<int> action)
    {
        try { return action(); }
        catch (Exception error) when (error is DocumentException or IOException or UnauthorizedAccessException or JsonException or FormatException or Register.RegisterException)
        {
            return Refuse(error.Message);
        }
    }

    /// <summary>A JSON array from standard input, its objects one by one.</summary>
    public static IEnumerable<JsonObject> Objects()
    {
        var root = JsonNode.Parse(Console.In.ReadToEnd());
        if (root is JsonObject single) return [single];
        if (root is not JsonArray array) throw new DocumentException("Standard input should hold a JSON array of objects.");
        return array.Select((item, i) => item as JsonObject ?? throw new DocumentException($"Item {i} of the array is no object."));
    }

    public static string Text(JsonObject item, string name) =>
        item[name] is not { } value ? "" : value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : throw new DocumentException($"'{name}' should be a text.");

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    public static byte[] Hex(string text)
    {
        try { return Convert.FromHexString(text.Trim().Replace(" ", "", StringComparison.Ordinal)); }
        catch (FormatException) { throw new DocumentException("That is not hexadecimal."); }
    }
}
