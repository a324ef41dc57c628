namespace Nansen.Statistics;

/// <summary>
/// The flows of one span of time through the cells of accounts that hang together: in from the world and out to it, ageing from
/// group to group, reclassification from cell to cell, and from one account to another where a link says that they are one flow.
/// </summary>
internal sealed class AccountNetwork
{
    private readonly AccountCell[] cells;
    private readonly string time;
    private readonly CellKey key;
    private readonly int roundTo;
    private readonly FlowNetwork network;
    private readonly Dictionary<(int Cell, int Line), long> linked = [];

    public AccountNetwork(AccountCell[] cells, string time, IReadOnlyList<JointLink> links, CellKey key, int roundTo)
    {
        (this.cells, this.time, this.key, this.roundTo) = (cells, time, key, roundTo);
        network = new FlowNetwork(cells.Length + AgeBand.Count);
        foreach (var link in links.Where(l => l.OtherTable is null)) AddLinked(link);
        for (var c = 0; c < cells.Length; c++) AddLines(c);
        AddAgeing();
        AddReclassified();
        foreach (var link in links.Where(l => l.OtherTable is not null)) AimAtTotals(link);
    }

    /// <summary>Settles the span and shows it.</summary>
    public void Settle()
    {
        var opening = new long[cells.Length + AgeBand.Count];
        for (var c = 0; c < cells.Length; c++) opening[c] = cells[c].Stock;
        network.Settle(opening);
        var shown = new decimal?[]?[cells.Length];
        foreach (var arc in network.Arcs)
        {
            if (arc.LineOut >= 0) Row(arc.From)[arc.LineOut] += arc.Carries * roundTo;
            if (arc.LineIn >= 0) Row(arc.To)[arc.LineIn] += arc.Carries * roundTo;
        }

        for (var c = 0; c < cells.Length; c++)
        {
            if (shown[c] is not { } values) continue;
            values[cells[c].Account.Shape.Opening] = opening[c] * roundTo;
            cells[c].Stock = (long)values[cells[c].Account.Shape.Closing]!.Value / roundTo;
            // A row of zeros would tell that somebody is there.
            if (values.Any(v => v > 0)) cells[c].Shown.Add(new FigureRow(cells[c].Keys(time), values));
        }

        decimal?[] Row(int cell) => shown[cell] ??= [.. cells[cell].Account.Table.Measures.Select(_ => (decimal?)0)];
    }

    private void AddLinked(JointLink link)
    {
        var ins = new Dictionary<string, List<(int Cell, int Line)>>(StringComparer.Ordinal);
        foreach (var (cell, line) in LinesOf(link.Others))
        {
            var codes = cells[cell].Codes(time, link.Keys);
            if (!ins.TryGetValue(codes, out var list)) ins[codes] = list = [];
            list.Add((cell, line));
        }

        foreach (var (from, lineOut) in LinesOf(link.Lines))
            foreach (var (to, lineIn) in ins.GetValueOrDefault(cells[from].Codes(time, link.Keys)) ?? [])
            {
                var both = Math.Min(Rest(from, lineOut), Rest(to, lineIn));
                if (both <= 0) continue;
                Add(both, from, to, lineOut, lineIn, () => Name(from, lineOut) + "\u001d" + Name(to, lineIn));
                linked[(from, lineOut)] = linked.GetValueOrDefault((from, lineOut)) + both;
                linked[(to, lineIn)] = linked.GetValueOrDefault((to, lineIn)) + both;
            }
    }

    private void AddLines(int c)
    {
        var (cell, shape) = (cells[c], cells[c].Account.Shape);
        if (!cell.IsAt(time) && cell.Stock == 0) return;
        foreach (var line in cell.Account.Ins) Add(Rest(c, line), FlowNetwork.World, c, -1, line, () => Name(c, line));
        foreach (var line in cell.Account.Outs) Add(Rest(c, line), c, FlowNetwork.World, line, -1, () => Name(c, line));
        Add(cell.At(time, shape.Closing), c, FlowNetwork.World, shape.Closing, -1, () => Name(c, shape.Closing), turn: 0.9, far: 10, always: true);
    }

    private void AddAgeing()
    {
        for (var first = 0; first < cells.Length; first += cells[first].Account.Bands.Length)
        {
            var account = cells[first].Account;
            if (!account.Ages) continue;
            var (inLine, outLine, start) = (account.Shape.AgedIn, account.Shape.AgedOut, first);
            var ways = Ageing.Ways([.. account.Bands.Select((_, b) => cells[start + b].At(time, outLine))], [.. account.Bands.Select((_, b) => cells[start + b].At(time, inLine))]);
            foreach (var (from, to, persons) in ways)
            {
                var (source, target) = (from < 0 ? FlowNetwork.World : first + from, to < 0 ? FlowNetwork.World : first + to);
                Add(persons, source, target, from < 0 ? -1 : outLine, to < 0 ? -1 : inLine,
                    () => from < 0 ? Name(target, inLine) : to == from + 1 ? Name(source, outLine) : $"{Name(source, outLine)}\u001d{to}");
            }
        }
    }

    /// <summary>Who leaves a cell by reclassification enters another of the same age: through a place where all meet.</summary>
    private void AddReclassified()
    {
        var meeting = new long[AgeBand.Count];
        for (var c = 0; c < cells.Length; c++)
        {
            var shape = cells[c].Account.Shape;
            var band = Math.Min(cells[c].Band, AgeBand.Unknown);
            if (!cells[c].Account.Meets) continue;
            var (ins, outs) = (cells[c].At(time, shape.ReclassifiedIn), cells[c].At(time, shape.ReclassifiedOut));
            Add(ins, cells.Length + band, c, -1, shape.ReclassifiedIn, () => Name(c, shape.ReclassifiedIn));
            Add(outs, c, cells.Length + band, shape.ReclassifiedOut, -1, () => Name(c, shape.ReclassifiedOut));
            meeting[band] += outs - ins;
        }

        for (var band = 0; band < AgeBand.Count; band++)
        {
            var (surplus, place) = (meeting[band], cells.Length + band);
            var name = $"reclassified\u001f{time}\u001f{band}";
            Add(Math.Abs(surplus), surplus < 0 ? FlowNetwork.World : place, surplus < 0 ? place : FlowNetwork.World, -1, -1, () => name);
        }
    }

    /// <summary>Wants the flows that a flow table adds up to come to a multiple beside their true sum; those whose draws were closest are wanted otherwise.</summary>
    private void AimAtTotals(JointLink link)
    {
        var lines = LinesOf(link.Lines).ToHashSet();
        foreach (var total in network.Arcs.Where(a => lines.Contains((a.From, a.LineOut)) || lines.Contains((a.To, a.LineIn)))
            .GroupBy(a => cells[a.From >= 0 && lines.Contains((a.From, a.LineOut)) ? a.From : a.To].Codes(time, link.Keys), StringComparer.Ordinal).ToList())
        {
            var truth = LinesOf(link.Lines).Where(l => cells[l.Cell].Codes(time, link.Keys) == total.Key).Sum(l => cells[l.Cell].At(time, l.Line));
            var (floor, up, _) = Rounding.Choose(truth, $"{link.Name}\u001f{total.Key}", key, roundTo);
            var missing = floor / roundTo + (up ? 1 : 0) - total.Sum(a => a.Wanted);
            foreach (var arc in total.Where(a => !a.Exact && a.Other > a.Wanted == missing > 0).OrderBy(a => a.Doubt).Take((int)Math.Abs(missing)).ToList())
                arc.Wanted = arc.Other;
        }
    }

    private IEnumerable<(int Cell, int Line)> LinesOf(IReadOnlyList<(AccountCells? Account, FlowLine Line, int Measure)> lines)
    {
        for (var c = 0; c < cells.Length; c++)
            foreach (var (account, _, measure) in lines)
                if (account == cells[c].Account) yield return (c, measure);
    }

    private long Rest(int cell, int line) => cells[cell].At(time, line) - linked.GetValueOrDefault((cell, line));

    private string Name(int cell, int line) => cells[cell].Account.Names.Of(cells[cell].Keys(time), line);

    private void Add(long persons, int from, int to, int lineOut, int lineIn, Func<string> name, double turn = 1, double far = 20, bool always = false)
    {
        if (persons == 0 && !always) return;
        var rest = persons % roundTo;
        var draw = rest == 0 ? 1 : key.Draw(name()) * roundTo;
        network.Add(new Arc
        {
            From = from,
            To = to,
            Floor = persons / roundTo,
            Exact = rest == 0,
            Wanted = persons / roundTo + (draw < rest ? 1 : 0),
            Turn = turn,
            Far = far,
            Doubt = Math.Abs(draw - rest),
            LineOut = lineOut,
            LineIn = lineIn,
        });
    }
}
