// ./nansen bench TOPIC: ratios measured side by side in one run.
using Nansen.Bench;

var topics = Topics.All();
if (args is ["bench", var topic, ..] && topics.TryGetValue(topic, out var run) && !args.Contains("--help")) return await run(args[2..]);
if (args is ["fuzz", ..]) return FuzzRun.Run(args[1..]);
if (args is [FuzzPageReader.Word])
{
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();
    Nansen.Documents.PageReaderProcess.Serve(input, output);
    return 0;
}

Console.Error.WriteLine($"./nansen bench TOPIC, where TOPIC is one of: {string.Join(", ", topics.Keys)}");
return 2;
