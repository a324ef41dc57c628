using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Nansen.Packs;

/// <summary>Reads the one document of a pack file. Every fault is a finding; nothing is thrown.</summary>
internal static class YamlText
{
    private const int DeepestNesting = 40;

    private static readonly UTF8Encoding Strict = new(false, true);

    internal static YamlMappingNode? Read(string file, byte[] bytes, Findings findings)
    {
        try
        {
            var text = Strict.GetString(bytes);
            if (!IsPlain(file, text, findings)) return null;
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            findings.Error("yaml", new Place(file, 1, 1), "the file is not one document of keys and values", "Begin it with 'kind: …'");
        }
        catch (DecoderFallbackException)
        {
            findings.Error("yaml", new Place(file, 1, 1), "the file is not UTF-8", "Save it as UTF-8");
        }
        catch (YamlException e)
        {
            findings.Error("yaml", Place.Of(file, e.Start), $"this is not YAML: {OneLine(e.Message)}", "Mend indentation, quotes or a doubled key at this place");
        }

        return null;
    }

    /// <summary>Looks at the events first: nesting that would exhaust the stack and anchors that would swell are refused.</summary>
    private static bool IsPlain(string file, string text, Findings findings)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var now = parser.Current!;
            depth += now.NestingIncrease;
            if (depth > DeepestNesting)
            {
                findings.Error("yaml", Place.Of(file, now.Start), "the file is nested too deep", $"Use fewer than {DeepestNesting} levels");
                return false;
            }

            if (now is not AnchorAlias && now is not NodeEvent { Anchor.IsEmpty: false }) continue;
            findings.Error("yaml", Place.Of(file, now.Start), "anchors and aliases are not used in packs", "Write the value out");
            return false;
        }

        return true;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
