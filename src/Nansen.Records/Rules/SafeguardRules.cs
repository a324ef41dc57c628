using Nansen.Packs;

namespace Nansen.Records;

/// <summary>A safeguard standing in the way of an event, and for whom.</summary>
/// <param name="Safeguard">The rule.</param>
/// <param name="Person">The person it protects.</param>
public sealed record SafeguardBlock(Safeguard Safeguard, RecordState Person);

/// <summary>
/// Safeguards SG-n are computed from facts each time and enforced by the pipeline; no path leads around them and
/// no member of staff has to remember them (section 2.0.5).
/// </summary>
public static class SafeguardRules
{
    /// <summary>Safeguards that are on for a person.</summary>
    public static IReadOnlyList<Safeguard> On(Situation situation, RecordState person)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var hers = situation.For(person);
        return [.. situation.Pack.Safeguards.Where(s => hers.Holds(s.Trigger))];
    }

    /// <summary>Whether any safeguard of the pack has a say about the event.</summary>
    public static bool Concerns(Pack pack, string eventCode) =>
        pack.Safeguards.Any(s => s.Blocks.Contains(eventCode) || s.Requires.ContainsKey(eventCode));

    /// <summary>
    /// What stands in the way of an event about the situation's persons. A safeguard that covers dependants stands in
    /// the way for all of a case as soon as it is on for one of its participants.
    /// </summary>
    public static IReadOnlyList<SafeguardBlock> Against(Situation situation, string eventCode)
    {
        ArgumentNullException.ThrowIfNull(situation);
        var blocks = new List<SafeguardBlock>();
        foreach (var safeguard in situation.Pack.Safeguards)
        {
            var blocked = safeguard.Blocks.Contains(eventCode);
            var required = safeguard.Requires.GetValueOrDefault(eventCode);
            if (!blocked && required is null) continue;
            foreach (var person in situation.Persons)
            {
                var hers = situation.For(person);
                if (hers.Holds(safeguard.Trigger) && (blocked || !hers.Holds(required))) blocks.Add(new(safeguard, person));
            }
        }

        return blocks;
    }
}
