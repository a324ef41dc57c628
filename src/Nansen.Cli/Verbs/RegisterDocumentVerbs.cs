using System.CommandLine;
using System.Text.Json;

namespace Nansen.Cli;

/// <summary>Documents of a register on the command line.</summary>
internal static class RegisterDocumentVerbs
{
    public static IEnumerable<Command> All()
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
                number = d.Number, kind = d.Kind, state = d.State, issued = d.IssuedOn, expires = d.ExpiresOn, reason = d.Reason,
            }), Lines));
            return 0;
        }));
        return [new Command("document", "Documents of the register.") { list }];
    }

    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };
}
