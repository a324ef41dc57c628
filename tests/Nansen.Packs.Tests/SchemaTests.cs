using System.Text;
using System.Text.Json;
using Nansen.Values;

namespace Nansen.Packs.Tests;

public sealed class SchemaTests
{
    [Fact]
    public void Schemas_InTheTree_AreThoseOfTheLoader()
    {
        var folder = Home.PathOf("packs", "schema");
        var written = Directory.EnumerateFiles(folder, "*.json").ToDictionary(f => Path.GetFileName(f), File.ReadAllText);

        // When this fails: ./nansen pack schema --out packs/schema
        Assert.Equal(PackSchemas.All().OrderBy(s => s.Key), written.OrderBy(s => s.Key));
    }

    [Fact]
    public void Schemas_KnowTheKeysTheReadersAskFor_AndNoOthers()
    {
        var asked = new HashSet<string>();
        PackLoader.Read(ModelPack.Files, asked);

        // Only the kind of a file is read before its shape is known.
        var known = Shapes.Kinds.Values.SelectMany(Tables).SelectMany(t => t.Keys.Select(k => $"{t.Name}.{k.Name}"))
            .Where(k => !k.EndsWith(" file.kind", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(known.Order(), asked.Order());
    }

    [Fact]
    public void Schemas_AreWholeJsonSchemas()
    {
        foreach (var (name, text) in PackSchemas.All())
        {
            using var schema = JsonDocument.Parse(text);
            Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
            foreach (var reference in References(schema.RootElement))
                Assert.True(schema.RootElement.GetProperty("$defs").TryGetProperty(reference["#/$defs/".Length..], out _), $"{name}: {reference}");
        }
    }

    [Fact]
    public void PackFiles_NameTheirSchemaOnTheFirstLine()
    {
        foreach (var (file, bytes) in ModelPack.Files)
        {
            var lines = Encoding.UTF8.GetString(bytes).Split('\n');
            var kind = lines.First(l => l.StartsWith("kind: ", StringComparison.Ordinal))["kind: ".Length..];
            var up = string.Concat(Enumerable.Repeat("../", file.Count(c => c == '/') + 1));
            Assert.Equal($"# yaml-language-server: $schema={up}schema/{kind}.json", lines[0]);
        }
    }

    private static IEnumerable<Shape.Table> Tables(Shape shape) => shape switch
    {
        Shape.Table table => [table, .. table.Keys.SelectMany(k => Tables(k.Shape))],
        Shape.Map map => Tables(map.Of),
        Shape.List list => Tables(list.Of),
        Shape.Words words => Tables(words.Of),
        _ => [],
    };

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
