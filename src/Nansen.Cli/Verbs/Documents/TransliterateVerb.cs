using System.CommandLine;
using System.Text.Json.Nodes;
using Nansen.Documents;
using Nansen.Values;

namespace Nansen.Cli;

/// <summary><c>transliterate --language be</c>: names on standard input, one a line, in the letters of a zone.</summary>
internal static class TransliterateVerb
{
    // A State's letters where a language's are wanted would silently choose another rule.
    private static readonly Dictionary<string, string> States = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ua"] = "uk",
        ["by"] = "be",
        ["kz"] = "kk",
        ["kg"] = "ky",
        ["tj"] = "tg",
        ["ge"] = "ka",
        ["rs"] = "sr",
        ["ir"] = "fa",
        ["pk"] = "ur",
    };

    public static Command Transliterate()
    {
        var language = new Option<string?>("--language") { Description = "ISO 639-1 code, as be, uk, ru, fa." };
        var json = new Option<bool>("--json") { Description = "A JSON line for each name, with rule, version and findings." };
        var verb = new Command("transliterate", "Writes names in the letters of a machine-readable zone.") { language, json };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var (code, chosen) = (0, parsed.GetValue(language));
            if (chosen is not null && States.TryGetValue(chosen, out var meant))
                Console.Error.WriteLine($"'{chosen}' is a State, not a language: ICAO's plain table is used. Its language may be {meant}.");
            using var input = DocumentOutput.Input();
            while (input.ReadLine() is { } name)
            {
                var written = Transliterator.ToMrz(name, chosen);
                if (!written.Complete) code = DocumentOutput.Refuse($"'{name}': no table has '{string.Join("', '", written.Unmapped)}'.");
                if (!parsed.GetValue(json)) Console.Out.WriteLine(written.Text);
                else DocumentOutput.Line(Report(name, written));
            }

            return code;
        }));
        return verb;
    }

    private static JsonObject Report(string name, Transliteration written) => new()
    {
        ["text"] = name,
        ["mrz"] = written.Text,
        ["rule"] = written.Rule,
        ["version"] = written.Version,
        ["official"] = written.Official,
        ["unmapped"] = DocumentOutput.Array(written.Unmapped),
    };
}
