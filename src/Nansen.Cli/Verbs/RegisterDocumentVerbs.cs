using System.CommandLine;
using System.Text.Json;
using Nansen.Documents;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;
using Nansen.Values;

namespace Nansen.Cli;

/// <summary>Documents of a register on the command line.</summary>
internal static class RegisterDocumentVerbs
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    public static IEnumerable<Command> All() => [new Command("document", "Documents of the register.") { List(), Verifications(), Pdf(), Specimen(), Token(), RevokeSigner() }];

    private static Command List()
    {
        var data = DataFolder.Option();
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "json" };
        var list = new Command("list", "Documents issued and void, as JSON.") { data, format };
        list.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            var rows = await node.Room.Rows.DocumentsInAsync("issued", int.MaxValue);
            var voided = await node.Room.Rows.DocumentsInAsync("void", int.MaxValue);
            Console.Out.WriteLine(JsonSerializer.Serialize(rows.Concat(voided).OrderBy(d => d.IssuedOn).ThenBy(d => d.Number, StringComparer.Ordinal).Select(d => new
            {
                number = d.Number,
                kind = d.Kind,
                state = d.State,
                issued = d.IssuedOn,
                expires = d.ExpiresOn,
                reason = d.Reason,
            }), Lines));
            return 0;
        }));
        return list;
    }

    private static Command Verifications()
    {
        var data = DataFolder.Option();
        var verb = new Command("verifications", "How often documents were verified in the last twelve months, by month, way, role and result, as JSON. Counts alone.") { data };
        verb.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            Console.Out.WriteLine(JsonSerializer.Serialize((await node.Documents.VerificationsAsync()).Select(c => new
            {
                month = c.Month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                how = c.How,
                role = c.Role,
                result = c.Result,
                count = c.Count,
            }), Lines));
            return 0;
        }));
        return verb;
    }

    private static Command Pdf()
    {
        var data = DataFolder.Option();
        var number = new Argument<string>("number") { Description = "The document's number, as 'document list' shows it." };
        var file = File("--out");
        var pdf = new Command("pdf", "Draws a document that was made, from the book.") { number, file, data };
        pdf.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            var wanted = parse.GetValue(number)!.Trim().ToUpperInvariant();
            if (await node.Room.Rows.DocumentAsync(wanted) is not { } row || await node.Documents.DrawAsync(Actor.System, row.Id) is not { } drawn)
                return DataFolder.Fail($"No document {wanted} was issued here; 'nansen document list' shows those that were.");
            return Write(drawn.Page, parse.GetValue(file)!);
        }));
        return pdf;
    }

    private static Command Specimen()
    {
        var kind = new Argument<string>("kind") { Description = "Document kind, as DOC-ASC." };
        var folder = new Option<string>("--pack") { Description = "Folder of the pack.", DefaultValueFactory = _ => Home.PathOf("packs", "model") };
        var script = new Option<string>("--script") { Description = "The holder's own letters: cyrl, arab, armn, geor or latn.", DefaultValueFactory = _ => "cyrl" };
        var file = File("--out");
        var specimen = new Command("specimen", "Draws a specimen of one of a pack's documents: look at it while you change its drawing.") { kind, folder, script, file };
        specimen.SetAction(parse =>
        {
            var result = PackLoader.Load(parse.GetValue(folder)!);
            if (result.Pack is not { } pack) return DataFolder.Fail(result.Findings[0].ToString());
            try { return Write(SpecimenDocument.Page(pack, parse.GetValue(kind)!, parse.GetValue(script)!), parse.GetValue(file)!); }
            catch (DocumentException refused) { return DataFolder.Fail(refused.Message); }
        });
        return specimen;
    }

    private static Command Token()
    {
        var data = DataFolder.Option();
        var library = new Option<string>("--library") { Description = "The token's PKCS#11 library.", Required = true };
        var token = new Option<string>("--token") { Description = "The token's label.", Required = true };
        var label = new Option<string>("--label") { Description = "Name of the new key in the token.", Required = true };
        var serial = new Option<int>("--serial") { Description = "Serial number of the new signer's certificate.", Required = true };
        var verb = new Command("token", "Goes on with a new signer whose key is made in a PKCS#11 token; its PIN stands in NANSEN_TOKEN_PIN, now and while the register runs.") { data, library, token, label, serial };
        verb.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, node =>
        {
            try
            {
                node.Documents.UseToken(new(parse.GetValue(library)!, parse.GetValue(token)!, parse.GetValue(label)!), Environment.GetEnvironmentVariable("NANSEN_TOKEN_PIN"), parse.GetValue(serial));
                return Task.FromResult(0);
            }
            catch (DocumentException refused) { return Task.FromResult(DataFolder.Fail(refused.Message)); }
        }));
        return verb;
    }

    private static Command RevokeSigner()
    {
        var data = DataFolder.Option();
        var serial = new Argument<string>("serial") { Description = "The signer's serial number as seals name it, in hexadecimal." };
        var verb = new Command("revoke-signer", "Revokes a signer of seals whose key is in wrong hands: all that it has sealed is refused. The register goes on with a new key.") { data, serial };
        verb.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, node =>
        {
            try
            {
                if (!int.TryParse(parse.GetValue(serial), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var number)) throw new DocumentException($"'{parse.GetValue(serial)}' is no serial number: write it in hexadecimal, as 00001.");
                node.Documents.RevokeSigner(number);
                return Task.FromResult(0);
            }
            catch (DocumentException refused) { return Task.FromResult(DataFolder.Fail(refused.Message)); }
        }));
        return verb;
    }

    private static Option<string> File(string name) => new(name) { Description = "File to write: .pdf, .png or .svg.", Required = true };

    private static int Write(DocumentPage page, string file)
    {
        var bytes = Path.GetExtension(file).ToLowerInvariant() switch { ".png" => PageDrawing.Png(page, 200), ".svg" => PageDrawing.Svg(page), _ => PageDrawing.Pdf(page) };
        System.IO.File.WriteAllBytes(file, bytes);
        return 0;
    }
}
