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
        var events = new List<ParsingEvent>();
        try
        {
            if (!Collect(file, Strict.GetString(bytes), events, findings)) return null;
            var stream = new YamlStream();
            stream.Load(new Replay(events));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            findings.Error("yaml", new Place(file, 1, 1), "the file is not one document of keys and values", "Begin it with 'kind: …'");
        }
        catch (DecoderFallbackException)
        {
            findings.Error("yaml", new Place(file, 1, 1), "the file is not UTF-8", "Save it as UTF-8");
        }
        catch (YamlException e)
        {
            NotYaml(file, Place.Of(file, e.Start), OneLine(e.Message), findings);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            // The scanner answers some broken brackets with these instead of its own exception.
            var reached = events.Count > 0 ? Place.Of(file, events[^1].End) : new Place(file, 1, 1);
            NotYaml(file, reached, "it cannot be read beyond this place", findings);
        }

        return null;
    }

    /// <summary>Looks at the events first: nesting that would exhaust the stack and anchors that would swell are refused.</summary>
    private static bool Collect(string file, string text, List<ParsingEvent> events, Findings findings)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var now = parser.Current!;
            events.Add(now);
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

    private static void NotYaml(string file, Place at, string reason, Findings findings) =>
        findings.Error("yaml", at with { File = file }, $"this is not YAML: {reason}", "Mend indentation, brackets, a doubled key or quotation marks at this place; inside a text write “…”, «…» or \\\" for them");

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');

    /// <summary>The collected events once more, for the document to be built from.</summary>
    private sealed class Replay(List<ParsingEvent> events) : IParser
    {
        private int _next;

        public ParsingEvent? Current { get; private set; }

        public bool MoveNext()
        {
            Current = _next < events.Count ? events[_next++] : null;
            return Current is not null;
        }
    }
}
