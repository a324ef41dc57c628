namespace Nansen.Bench;

/// <summary>What can be measured, one file a topic.</summary>
internal static class Topics
{
    public static SortedDictionary<string, Func<string[], Task<int>>> All() => new(StringComparer.Ordinal)
    {
        ["journal"] = JournalBench.RunAsync,
        ["observatory"] = ObservatoryBench.RunAsync,
        ["pages"] = PagesBench.RunAsync,
        ["documents"] = DocumentsBench.Run,
        ["mrz-blind-spots"] = BlindSpotsBench.Run,
        ["symbol-oracles"] = SymbolOracles.Run,
        ["matching"] = MatchingBench.Run,
        ["statistics"] = StatisticsBench.Run,
    };
}
