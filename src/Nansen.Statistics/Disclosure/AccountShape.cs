namespace Nansen.Statistics;

/// <summary>What each column of a table is when the table is an account: opening, inflows, outflows, closing, and the keys of time and age.</summary>
internal sealed class AccountShape
{
    private static readonly string[] TimeKeys = ["year", "y", "quarter", "month"], AgeKeys = ["age", "ag"];

    private AccountShape(FigureTable table)
    {
        Opening = IndexOf(table.Measures, "opening");
        Closing = IndexOf(table.Measures, "closing");
        AgedIn = IndexOf(table.Measures, "aged_in");
        AgedOut = IndexOf(table.Measures, "aged_out");
        ReclassifiedIn = IndexOf(table.Measures, "reclassified_in");
        ReclassifiedOut = IndexOf(table.Measures, "reclassified_out");
        Time = FirstOf(table.Keys, TimeKeys);
        Age = FirstOf(table.Keys, AgeKeys);
        Inflows = [.. Lines(table, "inflow", "in_", "reclassified_in", "aged_in")];
        Outflows = [.. Lines(table, "outflow", "out_", "reclassified_out", "aged_out")];
    }

    public int Opening { get; }

    public int Closing { get; }

    public int AgedIn { get; }

    public int AgedOut { get; }

    public int ReclassifiedIn { get; }

    public int ReclassifiedOut { get; }

    /// <summary>Column of the time key, or −1.</summary>
    public int Time { get; }

    /// <summary>Column of the age key, or −1.</summary>
    public int Age { get; }

    /// <summary>Everything that adds, ageing included.</summary>
    public int[] Inflows { get; }

    /// <summary>Everything that takes away, ageing included.</summary>
    public int[] Outflows { get; }

    /// <summary>The shape of an account; null when the table is none.</summary>
    public static AccountShape? Of(FigureTable table) => new AccountShape(table) is { Opening: >= 0, Closing: >= 0 } shape ? shape : null;

    /// <summary>An age group's place in the order of ages, whether written as a number or by name; −1 for others.</summary>
    public static int BandOf(string age) => IndexOf(AgeBand.Names, age) is >= 0 and var named ? named
        : age.Length == 1 && age[0] is >= '0' and <= '5' ? age[0] - '0' : -1;

    private static IEnumerable<int> Lines(FigureTable table, string one, string prefix, params string[] others) =>
        Enumerable.Range(0, table.Measures.Count).Where(m => table.Measures[m] is var name
            && (name == one || name.StartsWith(prefix, StringComparison.Ordinal) || others.Contains(name)));

    private static int FirstOf(IReadOnlyList<string> names, string[] wanted)
    {
        for (var i = 0; i < names.Count; i++)
            if (wanted.Contains(names[i])) return i;
        return -1;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name) return i;
        return -1;
    }
}
