using System.Globalization;

namespace Nansen.Bench;

/// <summary>What the documents are meant to reach, said on standard error beside what was measured.</summary>
internal static class DocumentsGoals
{
    private static readonly (string Result, bool AtLeast, double Goal)[] Goals =
    [
        ("mrzParsePerSecond", true, 2_000_000),
        ("mrzParseAllocatedBytes", false, 0),
        ("mrzGeneratePerSecond", true, 1_000_000),
        ("sealParsePerSecond", true, 1_000_000),
        ("sealVerifyShareOfBare", true, 0.9),
        ("borderVerdictShareOfBare", true, 0.8),
        ("dataMatrix48EncodeMilliseconds", false, 1),
        ("voidListBytesFor10Million", false, 40_000_000),
        ("voidListLookUpNanoseconds", false, 1000),
        ("voidListMissed", false, 0),
        ("voidListFalselyListedPerMillion", false, 1),
    ];

    /// <summary>Says each goal with its result.</summary>
    public static void Say(IReadOnlyDictionary<string, object> results)
    {
        foreach (var (name, atLeast, goal) in Goals)
        {
            var value = Convert.ToDouble(results[name], CultureInfo.InvariantCulture);
            var reached = atLeast ? value >= goal : value <= goal;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(reached ? "reached" : "MISSED "),-8} {name,-34} {value,16:#,0.###}  goal {(atLeast ? "at least" : "at most")} {goal:#,0.###}"));
        }
    }
}
