using System.Text;
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

    /// <summary>Standard input as UTF-8 whatever the locale says; a byte order mark does not count as text.</summary>
    public static StreamReader Input() => new(Console.OpenStandardInput(), new UTF8Encoding(false));

    /// <summary>The lines of standard input that hold something.</summary>
    public static IEnumerable<string> Lines()
    {
        using var input = Input();
        while (input.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line)) yield return line;
    }

    /// <summary>Does something with each object of a JSON array from standard input; what is wrong with one names its place.</summary>
    public static void ForEachObject(Action<JsonObject> action)
    {
        using var input = Input();
        var root = Parse(input.ReadToEnd(), "Standard input");
        var array = root as JsonArray ?? (root is JsonObject ? [root] : throw new DocumentException("Standard input should hold a JSON array of objects."));
        for (var i = 0; i < array.Count; i++)
        {
            try { action(array[i] as JsonObject ?? throw new DocumentException("it is no object")); }
            catch (DocumentException error) { throw new DocumentException($"Item {i} (the first is 0): {error.Message}", error); }
        }
    }

    /// <summary>JSON in which no name stands twice.</summary>
    public static JsonNode? Parse(string json, string source)
    {
        try { return JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false }); }
        catch (JsonException error) { throw new DocumentException($"{source} is no JSON: {error.Message}", error); }
    }

    public static string Text(JsonObject item, string name) =>
        item[name] is not { } value ? "" : value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : throw new DocumentException($"'{name}' should be a text.");

    public static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    public static byte[] Hex(string text)
    {
        try { return Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c)))); }
        catch (FormatException) { throw new DocumentException("That is not hexadecimal: pairs of 0-9 and a-f."); }
    }
}
