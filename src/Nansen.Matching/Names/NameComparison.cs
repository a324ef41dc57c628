using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// Whether two names, in any two scripts, are written forms of one name. The words are set against each other by the
/// evidence of their letters and sounds, of the table of equivalent names and of initials; the answer is the same
/// whichever name comes first.
/// </summary>
public static class NameComparison
{
    private static readonly double[] Weights = MatchingModel.Shipped.NameWeights();

    /// <summary>Compares two names whose parts are known, by the rules and weights of a model; null: those that ship.</summary>
    public static NameScore Compare(PersonName left, PersonName right, MatchingModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Compare(NameForm.Of(left), NameForm.Of(right), model);
    }

    /// <summary>Compares two names as text, parts in any order.</summary>
    public static NameScore Compare(string left, string right, MatchingModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Compare(NameForm.Of(left), NameForm.Of(right), model);
    }

    private static NameScore Compare(NameForm left, NameForm right, MatchingModel? model)
    {
        if (left.Words.Count == 0 || right.Words.Count == 0)
            return new NameScore(0, false, [], [new("name.missing")]);
        var alignment = NameAlignment.Of(left, right, (model ?? MatchingModel.Shipped).Sounds);
        var score = Probability(alignment, model?.NameWeights() ?? Weights);
        return new NameScore(score, score >= (model ?? MatchingModel.Shipped).NamesBar, NameExplanation.Parts(alignment), NameExplanation.Remarks(alignment));
    }

    /// <summary>The probability alone.</summary>
    internal static double Probability(NameForm left, NameForm right, double[] weights, Sounds sounds) =>
        left.Words.Count == 0 || right.Words.Count == 0 ? 0 : Probability(NameAlignment.Of(left, right, sounds), weights);

    internal static double Probability(NameAlignment alignment, double[] weights)
    {
        if (alignment.Left.Names.Length == 0 || alignment.Right.Names.Length == 0) return 0;
        // Two single words: the sounds were learned on such pairs, so their evidence is the answer.
        if (alignment.Left.Names.Length == 1 && alignment.Right.Names.Length == 1)
        {
            var weight = alignment.Pairs.Count > 0 ? alignment.Pairs[0].Weight : alignment.WeighWords(0, 0);
            return Logistic.Sigmoid(weight);
        }

        return Logistic.Sigmoid(Logistic.Dot(weights, alignment.Features()));
    }
}
