namespace Nansen.Packs;

/// <summary>Matching rules: shares are shares, bars are probabilities.</summary>
internal sealed class MatchingRulesCheck(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        if (Pack.Matching is not { } rules) return;
        if (rules.NamesBar is < 0 or > 1) Error("number", rules, "names_bar", $"names_bar is {rules.NamesBar}, which is not a probability", "Write a number from 0 to 1");
        foreach (var (name, bar) in rules.Records.Where(r => r.Key.EndsWith("_from", StringComparison.Ordinal) && (r.Value < 0 || r.Value > 1)))
            Error("number", rules, "records", $"{name} is {bar}, which is not a probability", "Write a number from 0 to 1");
        if (rules.Records.TryGetValue("probable_from", out var probable) && rules.Records.TryGetValue("same_from", out var same) && probable > same)
            Error("number", rules, "records", "probable_from is above same_from", "Write the bar of the surer band higher");
        foreach (var (attribute, belief) in rules.Linkage)
            foreach (var (name, shares) in belief.Lists)
                if (shares.Any(s => s < 0) || Math.Abs(shares.Sum() - 1) > 0.03m)
                    Error("number", belief, name, $"the shares '{name}' of {attribute} add up to {shares.Sum()}", "Write shares of one, from \"different\" upwards, that add up to 1");
    }
}
