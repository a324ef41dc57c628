namespace Nansen.Bench;

/// <summary><c>./nansen bench matching [--records N] [--times N] [--only dedupe|pairs|search|clk]</c>: goals of issue 3 beside what is reached here.</summary>
internal static class MatchingBench
{
    private static readonly string[] Parts = ["dedupe", "pairs", "search", "clk"];

    public static Task<int> Run(string[] args)
    {
        var only = Arguments.Text(args, "--only");
        if (Arguments.Positive(args, "--records", 1_000_000) is not { } records || Arguments.Positive(args, "--times", records > 5_000_000 ? 1 : 3) is not { } times || (only is not null && !Parts.Contains(only)))
        {
            Console.Error.WriteLine($"--records and --times take a number from 1 on, --only one of {string.Join(", ", Parts)}.");
            return Task.FromResult(2);
        }

        Console.WriteLine($"{RuntimeVersion()}, {Environment.ProcessorCount} cores; {records:N0} made-up records");
        if (only is "pairs") MatchingBenchDedupe.Pairs(records);
        if (only is null or "dedupe") MatchingBenchDedupe.Run(records, times);
        if (only is null or "search") MatchingBenchSearch.Run(records);
        if (only is null or "clk") MatchingBenchClk.Run();
        return Task.FromResult(0);
    }

    private static string RuntimeVersion() => $".NET {Environment.Version}";

    internal static void Line(string what, string reached, string goal) => Console.WriteLine($"  {what,-52} {reached,22}   goal {goal}");
}
