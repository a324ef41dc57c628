namespace Nansen.Statistics;

/// <summary>
/// Rounds everything that is published together as one flow of persons. Accounts are a network: stocks lead from year to
/// year, ageing from group to group, and what is an outflow of one account and an inflow of another is one way. All of it is
/// shown in whole multiples that balance, and flow tables add up the same.
/// </summary>
/// <remarks>
/// Why it protects: what is shown is itself one possible truth, and along any path through the network up to base − 1 more
/// can have gone without a figure changing. Every figure lies on such a path. So whoever knows the method, all tables and how they
/// hang together still finds, from the shown value upward, at least as many values possible as the base.
/// Years are done in order, so a later release changes nothing in earlier years. Each flow goes to a multiple beside it as its
/// draw says; it is turned to the other one when that keeps the stocks beside their true values.
/// </remarks>
internal sealed class JointRounding
{
    private readonly Dictionary<string, AccountCells> accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FigureTable> flowTables = new(StringComparer.Ordinal);
    private readonly List<JointLink> links = [];
    private readonly CellKey key;
    private readonly int roundTo;

    public JointRounding(IReadOnlyDictionary<string, FigureTable> tables, IReadOnlyList<FlowLink> links, CellKey key, int roundTo)
    {
        (this.key, this.roundTo) = (key, roundTo);
        foreach (var (name, table) in tables)
            if (AccountShape.Of(table) is { } shape) accounts[name] = new AccountCells(name, table, shape);
            else flowTables[name] = table;
        this.links = [.. links.Select(l => JointLink.Of(l, accounts, flowTables)).OfType<JointLink>()];
    }

    /// <summary>The tables as shown, by name.</summary>
    public IReadOnlyDictionary<string, FigureTable> Round()
    {
        var blocks = Blocks().ToArray();
        Parallel.ForEach(blocks, RoundBlock);
        var shown = accounts.ToDictionary(a => a.Key, a => a.Value.Shown(), StringComparer.Ordinal);
        foreach (var (name, table) in flowTables) shown[name] = new FlowTableRounding(name, table, links, shown, key, roundTo).Round();
        return shown;
    }

    /// <summary>Groups of cells between which nobody is seen to go.</summary>
    private IEnumerable<AccountCell[]> Blocks()
    {
        var groups = accounts.Values.SelectMany(a => a.Groups);
        if (accounts.Values.Any(a => a.Reclassifies)) return [[.. groups.SelectMany(g => g)]];
        var together = new Dictionary<AccountCells, IReadOnlyList<string>>();
        var linked = links.SelectMany(l => l.Accounts).Distinct().ToList();
        string[] common = [.. links.Where(l => l.OtherTable is null || l.Keys.Count > 0).Select(l => l.Keys).DefaultIfEmpty([]).Aggregate((a, b) => [.. a.Intersect(b)])
            .Where(k => linked.TrueForAll(a => a.KeyNames.IndexOf(k) is >= 0 and var at && at != a.Shape.Time && at != a.Shape.Age))];
        foreach (var account in linked) together[account] = common;
        return groups.GroupBy(g => together.TryGetValue(g[0].Account, out var names) ? "\u001d" + g[0].Codes("", names) : g[0].Account.Name + "\u001d" + g[0].Group, StringComparer.Ordinal)
            .OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => b.SelectMany(g => g).ToArray());
    }

    private void RoundBlock(AccountCell[] cells)
    {
        var members = cells.Select(c => c.Account).ToHashSet();
        var within = links.Where(l => l.Accounts.Any(members.Contains)).ToList();
        foreach (var time in members.SelectMany(a => a.Times).Distinct().Order(StringComparer.Ordinal))
        {
            foreach (var cell in cells)
                if (cell.Account.Times[0] == time) cell.Stock = Opening(cell, time);
            new AccountNetwork(cells, time, within, key, roundTo).Settle();
        }
    }

    private long Opening(AccountCell cell, string time)
    {
        var measure = cell.Account.Shape.Opening;
        if (cell.At(time, measure) is 0) return 0;
        var (floor, up, _) = Rounding.Choose(cell.At(time, measure), cell.Account.Names.Of(cell.Keys(time), measure), key, roundTo);
        return floor / roundTo + (up ? 1 : 0);
    }
}

/// <summary>A link between tables that are there.</summary>
/// <param name="Name">By which its sums are drawn.</param>
/// <param name="Keys">The keys by which both sides are compared.</param>
/// <param name="Lines">Columns of accounts.</param>
/// <param name="Others">Columns of other accounts; or of one flow table, whose account is null.</param>
/// <param name="OtherTable">The flow table; null when the other side are accounts.</param>
internal sealed record JointLink(
    string Name, IReadOnlyList<string> Keys, IReadOnlyList<(AccountCells? Account, FlowLine Line, int Measure)> Lines,
    IReadOnlyList<(AccountCells? Account, FlowLine Line, int Measure)> Others, string? OtherTable)
{
    public IEnumerable<AccountCells> Accounts => Lines.Concat(Others).Select(l => l.Account).OfType<AccountCells>().Distinct();

    /// <summary>Resolves a link; null when a side of it is not published here.</summary>
    public static JointLink? Of(FlowLink link, IReadOnlyDictionary<string, AccountCells> accounts, IReadOnlyDictionary<string, FigureTable> flowTables)
    {
        var tables = accounts.ToDictionary(a => a.Key, a => a.Value.Table).Concat(flowTables).ToDictionary(StringComparer.Ordinal);
        List<(AccountCells? Account, FlowLine Line, int Measure)> lines = [.. Lines(link.Lines)], others = [.. Lines(link.Others)];
        if (lines.Count == 0 || others.Count == 0) return null;
        var flow = others.Where(o => o.Account is null).Select(o => o.Line.Table).Distinct().ToList();
        if (lines.Exists(l => l.Account is null) || flow.Count > 1 || (flow.Count == 1 && others.Exists(o => o.Account is not null)))
            throw new ArgumentException($"A link leads from accounts to accounts or to one flow table, not from {link.Lines[0].Table} to {string.Join(", ", link.Others.Select(o => o.Table))}.", nameof(link));
        var keys = lines.Concat(others).Select(l => tables[l.Line.Table].Keys.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Where(k => k != "status");
        return new JointLink($"{link.Others[0].Table}\u001f{link.Others[0].Measure}", [.. keys], lines, others, flow.FirstOrDefault());

        IEnumerable<(AccountCells?, FlowLine, int)> Lines(IReadOnlyList<FlowLine> named) =>
            from line in named
            where tables.ContainsKey(line.Table)
            let measure = tables[line.Table].Measures.ToList().IndexOf(line.Measure)
            where measure >= 0
            select (accounts.GetValueOrDefault(line.Table), line, measure);
    }
}
