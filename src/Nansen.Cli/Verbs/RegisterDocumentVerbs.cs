using System.CommandLine;
using System.Text.Json;
using Nansen.Records;

namespace Nansen.Cli;

/// <summary>Documents of a register on the command line.</summary>
internal static class RegisterDocumentVerbs
{
    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    public static IEnumerable<Command> All() => [new Command("document", "Documents of the register.") { List(), Pdf() }];

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

    private static Command Pdf()
    {
        var data = DataFolder.Option();
        var number = new Argument<string>("number") { Description = "The document's number, as 'document list' shows it." };
        var file = new Option<string>("--out") { Description = "File to write.", Required = true };
        var pdf = new Command("pdf", "Draws an issued document from the book.") { number, file, data };
        pdf.SetAction(parse => DataFolder.WithNodeAsync(parse.GetValue(data)!, async node =>
        {
            var wanted = parse.GetValue(number)!.Trim().ToUpperInvariant();
            if (await node.Room.Rows.DocumentAsync(wanted) is not { } row || await node.Documents.DrawAsync(Actor.System, row.Id) is not { } drawn)
                return DataFolder.Fail($"No document {wanted} was issued here; 'nansen document list' shows those that were.");
            await File.WriteAllBytesAsync(parse.GetValue(file)!, drawn.Pdf.ToArray());
            return 0;
        }));
        return pdf;
    }
}
