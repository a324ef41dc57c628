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
if (WordsNotUnderstood.Of(parsed) is not { } wrong) return await parsed.InvokeAsync();
Console.Error.WriteLine(wrong);
return 2;
