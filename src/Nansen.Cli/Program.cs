using System.CommandLine;
using Nansen.Cli;

var root = new RootCommand("Nansen: register, protect, decide, document and count, in one office or a whole State.");
foreach (var verb in Verbs.All()) root.Subcommands.Add(verb);
return await root.Parse(args).InvokeAsync();
