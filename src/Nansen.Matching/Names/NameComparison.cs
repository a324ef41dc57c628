using Nansen.Values;

namespace Nansen.Matching;

/// <summary>Whether two names, in any two scripts, are written forms of one name.</summary>
public static class NameComparison
{
    /// <summary>Compares two names whose parts are known.</summary>
    public static NameScore Compare(PersonName left, PersonName right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Compare(left.Text, right.Text);
    }

    /// <summary>Compares two names as text, parts in any order.</summary>
    public static NameScore Compare(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (a, b) = (Keys(left), Keys(right));
        var common = a.Intersect(b).Count();
        var score = a.Count + b.Count == 0 ? 0 : 2.0 * common / (a.Count + b.Count);
        return new NameScore(score, score > 0.6, [], []);
    }

    private static List<ulong> Keys(string name) =>
        [.. Folding.Lower(name).Split([' ', ',', '-', '.'], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => { var w = Alphabets.Of(Scripts.Of(t)); return Skeleton.Of(Alphabets.Read(t, w), w); }).Where(k => k != 0)];
}
