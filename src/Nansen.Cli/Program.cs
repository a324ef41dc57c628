using System.CommandLine;
using Nansen.Cli;

if (args is [PageReaders.Word])
{
    PageReaders.Serve();
    return 0;
}

var root = new RootCommand("Nansen: register, protect, decide, document and count, in one office or a whole State.");
foreach (var each in Verbs.All()) root.Subcommands.Add(each);
var parsed = root.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync();
// Words that are not understood are bad input like any other: one line that says what, and exit code 2.
var verb = "";
for (var at = parsed.CommandResult; at.Parent is System.CommandLine.Parsing.CommandResult above; at = above) verb = $" {at.Command.Name}{verb}";
Console.Error.WriteLine($"{string.Join(" ", parsed.Errors.Select(e => e.Message))} See 'nansen{verb} --help'.");
return 2;
