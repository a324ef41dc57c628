using Nansen.Packs;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>How the tables of a pack are counted.</summary>
/// <param name="pack">The pack.</param>
/// <param name="state">Code of the State whose register this is.</param>
public sealed class PackTables(Pack pack, string state)
{
    private static readonly string[] Spans = ["$year", "$quarter", "$month"];
    private readonly Dictionary<string, string> populations = pack.Statuses.ToDictionary(s => s.Key, s => s.Value.PopulationType);

    /// <summary>How a table is counted over some years; null when the pack has no such table.</summary>
    public TableQuery? Query(string code, int fromYear, int toYear)
    {
        if (!pack.Tables.TryGetValue(code, out var table)) return null;
        var source = TableSource.Of(pack, table);
        return new TableQuery(FiguresOf(table.Kind), new DateOnly(fromYear, 1, 1), new DateOnly(toYear, 12, 31))
        {
            Of = table.Kind == TableKind.Count ? table.Events : table.AccountsIn(pack),
            Where = table.Kind == TableKind.Count ? OfUnit(table) : table.Where,
            Keys = [.. table.Keys.Select(k => Key(k.Key, k.Value))],
            Measures = table.Lines.Count > 0 ? [.. table.Lines.Select(l => Line(l.Key, l.Value, source))]
                : [.. table.Measures.Select(m => new TableMeasure(m.Key) { Filter = m.Value, NotAvailable = !source.Knows(m.Value) })],
        };
    }

    private static TableFigures FiguresOf(TableKind kind) => kind switch
    {
        TableKind.Count => TableFigures.Events,
        TableKind.Stock => TableFigures.Stock,
        _ => TableFigures.Flows,
    };

    // Persons and cases never stand in one table. An event is about persons unless it says that it is about cases.
    private static Dictionary<string, string> OfUnit(StatisticTable table) =>
        new(table.Where) { ["unit"] = table.Cases ? "C" : "P|unknown" };

    private TableKey Key(string name, string source)
    {
        if (source == "$state") return new TableKey(name, "") { Always = state };
        if (source == "$population") return new TableKey(name, "status") { Words = populations };
        if (source.StartsWith('"')) return new TableKey(name, "") { Always = source.Trim('"') };
        return new TableKey(name, Spans.Contains(source) ? source[1..] : source);
    }

    private static TableMeasure Line(string column, string text, TableSource source)
    {
        var line = TableLine.Read(text) ?? throw new RegisterException($"'{text}' is no line of an account.");
        var side = line.Kind == LineKind.In ? FlowSide.In : line.Kind == LineKind.Out ? FlowSide.Out : FlowSide.None;
        return new TableMeasure(column)
        {
            Lines = side == FlowSide.None ? [Word(line.Kind)] : [.. line.Causes.Select(c => (side == FlowSide.In ? "in_" : "out_") + c)],
            Other = line.Other ? side : FlowSide.None,
            NotAvailable = !source.Knows(line),
        };
    }

    private static string Word(LineKind kind) => kind switch
    {
        LineKind.AgedIn => "aged_in",
        LineKind.AgedOut => "aged_out",
        LineKind.ReclassifiedIn => "reclassified_in",
        LineKind.ReclassifiedOut => "reclassified_out",
        LineKind.Opening => "opening",
        _ => "closing",
    };
}
