namespace Nansen.Packs;

/// <summary>A step of a procedure or of a record's life that feeds a table.</summary>
/// <param name="Procedure">Procedure or record type.</param>
/// <param name="Event">Its step; <c>opened</c> is the opening.</param>
/// <param name="Effect">What the step does.</param>
public sealed record TableFeed(Procedure Procedure, string Event, Effect Effect);

/// <summary>
/// Where a table's figures come from, read off the pack alone: the steps that count its events or open and end its
/// statuses. Without one the table has no source yet.
/// </summary>
/// <param name="Feeds">The steps.</param>
public sealed record TableSource(IReadOnlyList<TableFeed> Feeds)
{
    /// <summary>Whether anything in the pack feeds the table.</summary>
    public bool Exists => Feeds.Any(f => f.Effect.Kind is EffectKind.Count or EffectKind.CountCase or EffectKind.OpenStatus or EffectKind.AccountIn);

    /// <summary>The source of a table.</summary>
    public static TableSource Of(Pack pack, StatisticTable table)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(table);
        var counts = table.Cases ? EffectKind.CountCase : EffectKind.Count;
        if (table.Kind == TableKind.Count) return new TableSource([.. FeedsOf(pack).Where(f => f.Effect.Kind == counts && table.Events.Contains(f.Effect.Code))]);
        var accounts = table.AccountsIn(pack);
        var feeds = new TableSource([.. FeedsOf(pack).Where(f => (Enters(f) || Leaves(f)) && accounts.Contains(f.Effect.Code))]);
        // Movements that no step makes have no source, though somebody holds the status.
        return table.Kind != TableKind.Movements || table.Lines.Any(l => TableLine.Read(l.Value) is { } line && feeds.Knows(line)) ? feeds : new TableSource([]);
    }

    /// <summary>
    /// Whether the pack can produce a column. One that it cannot is "not available" where nothing was counted: that is not
    /// the same as nobody.
    /// </summary>
    public bool Knows(TableLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Other || line.Kind switch
        {
            LineKind.In => Feeds.Any(f => Enters(f) && line.Causes.Contains(f.Effect.Reason ?? "")),
            LineKind.Out => Feeds.Any(f => Leaves(f) && line.Causes.Contains(f.Effect.Reason ?? "")) || (line.Causes.Contains(RecordAccount.Registered) && Feeds.Any(IsOfGroups)),
            _ => true,
        };
    }

    /// <summary>Whether the pack counts any event of a column that names its event.</summary>
    public bool Knows(IReadOnlyDictionary<string, string> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return !filter.TryGetValue("event", out var events) || events.Split('|').Any(e => Feeds.Any(f => f.Effect.Code == e));
    }

    /// <summary>
    /// What an account of a status or of cases is counted by beside origin, sex and age: its own dimensions, and those that a step gives
    /// when it is entered, each with the words it is taken from.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> DimensionsOf(Pack pack, string account)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var declared = pack.Statuses.GetValueOrDefault(account)?.Dimensions ?? pack.RecordAccountOf(account)?.Dimensions ?? new Dictionary<string, string>();
        return declared.Concat(FeedsOf(pack).Where(f => Enters(f) && f.Effect.Code == account).SelectMany(f => f.Effect.Dimensions))
            .GroupBy(d => d.Key, d => d.Value).ToDictionary(d => d.Key, d => (IReadOnlyList<string>)[.. d.Distinct()], StringComparer.Ordinal);
    }

    private static bool IsOfGroups(TableFeed feed) => feed.Procedure.Accounts.GetValueOrDefault(feed.Effect.Code)?.Persons is not null;

    private static bool Enters(TableFeed feed) => feed.Effect.Kind is EffectKind.OpenStatus or EffectKind.AccountIn;

    private static bool Leaves(TableFeed feed) => feed.Effect.Kind is EffectKind.EndStatus or EffectKind.AccountOut;

    private static IEnumerable<TableFeed> FeedsOf(Pack pack)
    {
        foreach (var procedure in pack.Procedures.Values.Concat(pack.Records.Values.Select(r => r.Lifecycle).OfType<Procedure>()))
        {
            foreach (var effect in procedure.OpeningEffects) yield return new TableFeed(procedure, "opened", effect);
            foreach (var transition in procedure.Transitions)
                foreach (var effect in transition.Effects) yield return new TableFeed(procedure, transition.Event, effect);
        }
    }
}
