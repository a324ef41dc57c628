using System.CommandLine;
using System.Text.Json.Nodes;
using Nansen.Documents;
using Nansen.Values;

namespace Nansen.Cli;

/// <summary><c>mrz check | make | names | digit</c>.</summary>
internal static class MrzVerbs
{
    public static Command Mrz()
    {
        var verb = new Command("mrz", "Machine-readable zones: check, make, names, digit.");
        verb.Subcommands.Add(Check());
        verb.Subcommands.Add(Make());
        verb.Subcommands.Add(Names());
        verb.Subcommands.Add(Digit());
        return verb;
    }

    private static Option<bool> JsonOption(string description) => new("--json") { Description = description };

    private static Command Check()
    {
        var json = JsonOption("Standard input is a JSON array of {\"lines\":[…]}.");
        var verb = new Command("check", "Checks the zones on standard input: one a line, its lines joined by |.") { json };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            if (parsed.GetValue(json)) DocumentOutput.ForEachObject(zone => DocumentOutput.Line(Report(Documents.Mrz.Read(Joined(zone)))));
            else
                foreach (var zone in DocumentOutput.Lines()) DocumentOutput.Line(Report(Documents.Mrz.Read(zone)));
            return 0;
        }));
        return verb;
    }

    private static string Joined(JsonObject zone) =>
        string.Join('|', (zone["lines"] as JsonArray ?? throw new DocumentException("it has no 'lines'")).Select(l => l is JsonValue text && text.TryGetValue(out string? line) ? line : throw new DocumentException("a line is no text")));

    internal static JsonObject Report(MrzReading reading)
    {
        var (fields, findings) = (new JsonObject(), reading.Findings);
        if (reading.Document() is { } document)
        {
            findings |= DocumentCodes.ByDate(document, new CenturyPolicy(DateOnly.FromDateTime(DateTime.UtcNow)));
            foreach (var name in MrzJson.Names(document.Format)) fields[name] = MrzJson.Field(document, name);
        }

        return new()
        {
            ["format"] = reading.Format?.ToString(),
            ["wellFormed"] = reading.WellFormed,
            ["checkDigitsValid"] = reading.CheckDigitsValid,
            ["failing"] = DocumentOutput.Array(reading.Failing.Names()),
            ["fields"] = fields,
            ["findings"] = new JsonArray([.. findings.Explain().Select(f => new JsonObject { ["code"] = f.Code, ["field"] = f.Field, ["message"] = f.Message })]),
        };
    }

    private static Command Make()
    {
        var json = JsonOption("Standard input is a JSON array of fields (as mrz check gives them, with \"format\"; \"language\" chooses the rules for names).");
        var verb = new Command("make", "Makes zones of fields.") { json };
        verb.SetAction(_ => DocumentOutput.Run(() =>
        {
            DocumentOutput.ForEachObject(item =>
            {
                var document = Document(item);
                DocumentOutput.Line(new JsonObject { ["format"] = document.Format.ToString(), ["lines"] = DocumentOutput.Array(Documents.Mrz.Make(document)) });
            });
            return 0;
        }));
        return verb;
    }

    private static MrzDocument Document(JsonObject item)
    {
        var fields = item["fields"] as JsonObject ?? item;
        return new()
        {
            Format = Format(DocumentOutput.Text(item, "format")),
            DocumentCode = DocumentOutput.Text(fields, "documentCode"),
            Issuer = DocumentOutput.Text(fields, "issuer"),
            Nationality = DocumentOutput.Text(fields, "nationality"),
            DocumentNumber = DocumentOutput.Text(fields, "documentNumber"),
            DateOfBirth = DocumentOutput.Text(fields, "dateOfBirth"),
            Sex = DocumentOutput.Text(fields, "sex"),
            DateOfExpiry = DocumentOutput.Text(fields, "dateOfExpiry"),
            Optional1 = DocumentOutput.Text(fields, "optional1"),
            Optional2 = DocumentOutput.Text(fields, "optional2"),
            Primary = Name(item, fields, "primary"),
            Secondary = Name(item, fields, "secondary"),
        };
    }

    // With "language", by that language's rules; letters that no table has are refused where the field is made.
    private static string Name(JsonObject item, JsonObject fields, string name)
    {
        var text = DocumentOutput.Text(fields, name);
        if (DocumentOutput.Text(item, "language") is not { Length: > 0 } language) return text;
        var written = Transliterator.ToMrz(text, language);
        return written.Complete ? written.Text.Replace('<', ' ') : text;
    }

    private static MrzFormat Format(string name) =>
        Enum.TryParse<MrzFormat>(name.Replace("-", "", StringComparison.Ordinal), true, out var format) && Enum.IsDefined(format) && !char.IsDigit(name[0])
            ? format
            : throw new DocumentException($"The format '{name}' is none of TD1, TD2, TD3, MRVA, MRVB.");

    private static Command Names()
    {
        var json = JsonOption("Standard input is a JSON array of {\"format\",\"primary\",\"secondary\"}.");
        var verb = new Command("names", "Makes name fields.") { json };
        verb.SetAction(_ => DocumentOutput.Run(() =>
        {
            DocumentOutput.ForEachObject(item =>
            {
                var name = MrzName.Make(Format(DocumentOutput.Text(item, "format")), Name(item, item, "primary"), Name(item, item, "secondary"));
                DocumentOutput.Line(new JsonObject { ["field"] = name.Field, ["truncated"] = name.Truncated });
            });
            return 0;
        }));
        return verb;
    }

    private static Command Digit()
    {
        var data = new Argument<string>("data") { Description = "A–Z, 0–9 and <." };
        var verb = new Command("digit", "The check digit over data.") { data };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var digit = CheckDigit.Of(parsed.GetValue(data)) ?? throw new DocumentException("A check digit covers A–Z, 0–9 and < alone.");
            Console.Out.WriteLine(digit);
            return 0;
        }));
        return verb;
    }
}
