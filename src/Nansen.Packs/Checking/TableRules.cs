namespace Nansen.Packs;

/// <summary>
/// Tables of official statistics: they are counted from what the pack has, or say what they wait for; an account has the
/// lines without which it would not balance.
/// </summary>
internal sealed class TableRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    private static readonly string[] Always = ["coo", "sex", "age", "age_eu"], OfPersons = ["sex", "age", "age_eu"];
    private static readonly string[] Computed = ["$year", "$quarter", "$month", "$state", "$population", "status", "event"];

    internal override void Check()
    {
        foreach (var table in Pack.Tables.Values) CheckTable(table);
        foreach (var status in Pack.Statuses.Values) CheckDimensions(status, $"the status {status.Code}", status.Dimensions);
        foreach (var account in Machines().SelectMany(m => m.Procedure.Accounts.Values)) CheckDimensions(account, $"the account {account.Code}", account.Dimensions, account.Persons is not null);
    }

    private void CheckTable(StatisticTable table)
    {
        var what = $"the table {table.Code}";
        if (table.Group is { } group) NeedCode(table, "group", what, "table_groups", group);
        if (table.MinCell is { } cell && !Pack.Parameters.ContainsKey(cell)) Unknown(table, "min_cell", what, cell, "parameter");
        CheckSource(table, what);
        if (table.Kind is TableKind.Account or TableKind.Movements) CheckLines(table, what);
        else if (table.Measures.Count == 0) Error("missing", table, "measures", $"{what} has no column of figures", "Add measures:");
        else if (table.Lines.Count > 0) Error("missing", table, "lines", $"{what} has lines, which only accounts and movements have", "Write measures: instead, or kind: account");
        CheckKeys(table, what);
    }

    private void CheckSource(StatisticTable table, string what)
    {
        var counts = table.Kind == TableKind.Count;
        if (counts != table.Events.Count > 0 || counts == table.Statuses.Count + table.Populations.Count + table.CaseAccounts.Count > 0)
        {
            Error("missing", table, null, $"{what} does not say what it counts", counts ? "Name the event:, and no statuses" : "Name statuses:, populations: or cases:, and no event");
            return;
        }

        if (!counts && table.Cases != table.CaseAccounts.Count > 0 || table.CaseAccounts.Count > 0 && table.Statuses.Count + table.Populations.Count > 0)
            Error("unit", table, null, $"{what} counts persons and cases together", "Name cases: alone for a table of cases; statuses: and populations: are of persons");
        foreach (var code in table.CaseAccounts.Where(c => Pack.RecordAccountOf(c) is not { Persons: null })) Unknown(table, "cases", what, code, "account of cases");

        foreach (var code in table.Events) NeedCode(table, "event", what, "events", code);
        if (table.WaitsFor is not null) return;
        foreach (var code in table.Statuses.Where(s => !Pack.Statuses.ContainsKey(s) && Pack.RecordAccountOf(s)?.Persons is null)) Unknown(table, "statuses", what, code, "status");
        if (TableSource.Of(Pack, table).Exists) return;
        if (counts) Error("reference", table, "event", $"{what} counts {string.Join(", ", table.Events)}, which no transition counts", "Name a counted event, or say with waits_for: which procedure it waits for");
        else Error("reference", table, null, $"{what} is about statuses that no transition opens", "Name such a status, or say with waits_for: which procedure it waits for");
    }

    private void CheckLines(StatisticTable table, string what)
    {
        var lines = new List<TableLine>();
        foreach (var (column, text) in table.Lines)
        {
            if (TableLine.Read(text) is not { } line) Error("value", table, "lines", $"{what} has the line '{text}' for {column}, which is none", "Write opening, in CAUSES, in other, aged_in, reclassified_in, out CAUSES, out other, aged_out, reclassified_out or closing");
            else lines.Add(line);
        }

        foreach (var cause in lines.SelectMany(l => l.Causes).Distinct()) NeedCode(table, "lines", what, "causes", cause);
        foreach (var twin in lines.SelectMany(l => l.Causes.Select(c => (l.Kind, c))).GroupBy(c => c).Where(g => g.Count() > 1))
            Error("twice", table, "lines", $"{what} takes the cause {twin.Key.c} into two columns", "Keep it in one");
        if (table.Measures.Count > 0) Error("missing", table, "measures", $"{what} has measures, which accounts and movements do not have", "Write lines: instead");
        if (table.Kind == TableKind.Movements)
        {
            if (lines.Count == 0) Error("missing", table, "lines", $"{what} has no line", "Add lines:");
            if (lines.Any(l => l.Kind is LineKind.Opening or LineKind.Closing)) Error("balance", table, "lines", $"{what} shows a stock among movements", "Write kind: account, or leave opening and closing out");
            return;
        }

        Once(table, what, lines, l => l.Kind == LineKind.Opening, "opening");
        Once(table, what, lines, l => l.Kind == LineKind.Closing, "closing");
        Once(table, what, lines, l => l is { Kind: LineKind.In, Other: true }, "in other");
        Once(table, what, lines, l => l is { Kind: LineKind.Out, Other: true }, "out other");
        if (!table.Keys.Any(k => k.Value is "age" or "age_eu")) return;
        Once(table, what, lines, l => l.Kind == LineKind.AgedIn, "aged_in");
        Once(table, what, lines, l => l.Kind == LineKind.AgedOut, "aged_out");
    }

    private void Once(StatisticTable table, string what, List<TableLine> lines, Predicate<TableLine> which, string word)
    {
        if (lines.Count(l => which(l)) != 1) Error("balance", table, "lines", $"{what} has not exactly one line '{word}', so its rows would not balance", $"Add one column with {word}");
    }

    private void CheckKeys(StatisticTable table, string what)
    {
        foreach (var twin in table.Keys.Select(k => k.Key).Concat(table.Columns).GroupBy(c => c).Where(g => g.Count() > 1))
            Error("twice", table, null, $"{what} has two columns '{twin.Key}'", "Rename one");
        if (table.Keys.Count(k => k.Value is "$year" or "$quarter" or "$month") > 1) Error("reference", table, "keys", $"{what} is by two spans of time", "Keep one of $year, $quarter and $month");
        if (table.Kind != TableKind.Count && Named(table) is var all && all.Contains("age") && all.Contains("age_eu"))
            Error("reference", table, "keys", $"{what} is by UNHCR's age groups and by Eurostat's", "Keep one of age and age_eu");
        var used = Named(table).Where(d => !(d.StartsWith('"') && d.EndsWith('"') && d.Length > 1)).Except(Computed).Except(Always).Distinct();
        foreach (var dimension in OfPersons.Where(d => table.CaseAccounts.Count > 0 && Named(table).Contains(d)))
            Error("reference", table, "keys", $"{what} is about cases, which have no {dimension}", "Leave it out");
        var feeds = TableSource.Of(Pack, table);
        foreach (var dimension in used.Where(d => d.StartsWith('$') || (feeds.Exists && !Has(table, feeds, d))))
            Error("reference", table, "keys", $"{what} uses the dimension '{dimension}', which not every count of it has", "Name a dimension of the event or status, $year, $quarter, $month, $state, $population or a fixed word in quotes");
    }

    /// <summary>What the table is counted by, into columns and out of the rest.</summary>
    private static IEnumerable<string> Named(StatisticTable table) =>
        table.Keys.Select(k => k.Value).Concat(table.Measures.SelectMany(m => m.Value.Keys)).Concat(table.Where.Keys);

    // Of several events or statuses some may lack a dimension: there it is unknown. Of one event every count must have it.
    private bool Has(StatisticTable table, TableSource source, string dimension)
    {
        if (table.Kind != TableKind.Count) return table.AccountsIn(Pack).Any(a => TableSource.DimensionsOf(Pack, a).ContainsKey(dimension));
        return table.Events.Count > 1 ? source.Feeds.Any(f => f.Effect.Dimensions.ContainsKey(dimension)) : source.Feeds.All(f => f.Effect.Dimensions.ContainsKey(dimension));
    }

    /// <summary>What an account may be broken down by: codes, of no special category, since they stand for ever without a key.</summary>
    private void CheckDimensions(object at, string what, IReadOnlyDictionary<string, string> dimensions, bool ofGroups = false)
    {
        var records = Pack.Records.Values.Where(r => r.Kind is RecordKind.Individual or RecordKind.Case || (ofGroups && r.Kind == RecordKind.Group)).ToList();
        foreach (var (name, source) in dimensions)
        {
            var code = source.TrimStart('$').Split('>')[0];
            var fields = records.Select(r => r.Fields.GetValueOrDefault(code)).OfType<Field>().ToList();
            // Of those in a group the group alone says the origin.
            if (Always.Contains(name) && !(ofGroups && name == "coo")) Error("twice", at, "dimensions", $"{what} gives the dimension {name}, which every account has", "Leave it out");
            else if (!source.StartsWith('$') || fields.Count == 0) Unknown(at, "dimensions", $"the dimension {name} of {what}", source, "field");
            else if (fields.Any(f => Pack.ListOf(f) is null)) Error("value", at, "dimensions", $"{what} is counted by {code}, which takes no codes", "Name a field with a code list");
            else if (fields.Any(f => f.Class > SensitivityClass.S2)) Error("value", at, "dimensions", $"{what} is counted by {code}, which is of a special category", "Name a field of class S1 or S2: the statistics book is not erased with the person");
        }
    }
}
