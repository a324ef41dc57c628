using System.Security.Cryptography;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Nansen.Packs;

/// <summary>Loads a pack from its folder and checks it as a whole; a pack with an error does not load.</summary>
public static class PackLoader
{
    /// <summary>Loads the pack in a folder: every <c>*.yaml</c> file in it and below, in the order of their paths.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static PackResult Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);
        return Read(files);
    }

    /// <summary>Loads a pack from files given by path.</summary>
    public static PackResult Read(IReadOnlyDictionary<string, byte[]> files) => Read(files, new HashSet<string>());

    /// <summary>Reads one file of kind <c>matching</c> by itself, to try it before it is put into a pack.</summary>
    public static (MatchingRules? Rules, IReadOnlyList<PackFinding> Findings) ReadMatching(string file, byte[] bytes)
    {
        var head = Encoding.UTF8.GetBytes("kind: pack\ncode: trial\nversion: \"1\"\ntitle: {en: Trial}\nlanguages: [en]\n");
        var result = Read(new Dictionary<string, byte[]> { [" pack.yaml"] = head, [file] = bytes });
        // Of a pack of one file only what is found in that file counts.
        var findings = result.Findings.Where(f => f.File == file).ToList();
        var draft = new Findings();
        if (findings.Count > 0 || YamlText.Read(file, bytes, draft) is not { } root || KindOf(root) != "matching") return (null, findings);
        return (new MatchingReader(draft).Matching(new Sheet(file, root, Shapes.Kinds["matching"], new Reading(new ConditionReader([], new Dictionary<string, string>()), new HashSet<string>()))), findings);
    }

    internal static PackResult Read(IReadOnlyDictionary<string, byte[]> files, ISet<string> asked)
    {
        ArgumentNullException.ThrowIfNull(files);
        var findings = new Findings();
        var roots = new List<(string File, YamlMappingNode Root)>();
        foreach (var (file, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            if (YamlText.Read(file, bytes, findings) is { } root) roots.Add((file, root));

        // What a file that cannot be read would have held is missing everywhere else: only its own fault helps.
        var readable = !findings.HasErrors;
        var languages = LanguagesOf(roots);
        var reading = new Reading(new ConditionReader(CodesOf(roots), ParametersOf(roots)), asked);
        var draft = new PackDraft(findings);
        foreach (var (file, root) in roots) ReadFile(draft, file, root, languages, findings, reading);
        if (readable && draft.Finish(DigestOf(files)) is { } pack)
        {
            PackChecker.Check(pack, findings);
            if (!findings.HasErrors) return new PackResult(pack, findings.InOrder());
        }

        return new PackResult(null, findings.InOrder());
    }

    private static void ReadFile(PackDraft draft, string file, YamlMappingNode root, IReadOnlyList<string> languages, Findings findings, Reading reading)
    {
        var kind = KindOf(root);
        if (!Shapes.Kinds.TryGetValue(kind, out var shape))
        {
            findings.Error("kind", Place.Of(file, root), kind.Length == 0 ? "the file does not say its kind" : $"the file kind '{kind}' does not exist", $"Begin the file with 'kind:' and one of: {string.Join(", ", Shapes.Kinds.Keys)}");
            return;
        }

        new ShapeCheck(file, languages, reading.Conditions, findings).Check(root, shape, $"this {kind} file");
        draft.Add(kind, new Sheet(file, root, shape, reading));
    }

    private static string KindOf(YamlMappingNode root) =>
        root.Children.TryGetValue(new YamlScalarNode("kind"), out var node) && node is YamlScalarNode { Value: { } kind } ? kind : "";

    /// <summary>The languages must be known before any text is checked.</summary>
    private static IReadOnlyList<string> LanguagesOf(List<(string File, YamlMappingNode Root)> roots)
    {
        foreach (var (_, root) in roots)
            if (KindOf(root) == "pack" && root.Children.TryGetValue(new YamlScalarNode("languages"), out var node) && node is YamlSequenceNode list)
                return [.. list.Children.OfType<YamlScalarNode>().Select(n => n.Value ?? "")];
        return ["en"];
    }

    /// <summary>The codes of all lists, in order, so that conditions may name a family of them.</summary>
    private static List<string> CodesOf(List<(string File, YamlMappingNode Root)> roots) =>
    [
        .. from root in roots
           where KindOf(root.Root) == "codes"
           from list in Entries(root.Root, "lists")
           from item in Entries(list.Value, "items")
           select item.Key is YamlScalarNode { Value: { } code } ? code : "",
    ];

    /// <summary>Values of parameters, so that conditions may name one instead of a number.</summary>
    private static Dictionary<string, string> ParametersOf(List<(string File, YamlMappingNode Root)> roots)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in roots.Where(r => KindOf(r.Root) == "parameters").SelectMany(r => Entries(r.Root, "parameters")))
            if (key is YamlScalarNode { Value: { } code } && value is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("value"), out var node) && node is YamlScalarNode { Value: { } text })
                values[code] = text;
        return values;
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Entries(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlMappingNode inner ? inner.Children : [];

    private static string DigestOf(IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{bytes.Length}\0"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
