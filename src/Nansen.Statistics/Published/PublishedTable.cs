using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace Nansen.Statistics;

/// <summary>
/// One file of published figures in columns: codes (year, origin, asylum…) and figures. An empty figure is "not reported",
/// held as NaN, and is never 0.
/// </summary>
public sealed partial class PublishedTable
{
    private readonly Dictionary<string, int> keyNumbers, measureNumbers;
    private readonly ushort[][] codes;
    private readonly CodeList[] lists;
    private readonly double[][] figures;

    private PublishedTable(string name, string[] keys, string[] measures, CodeList[] lists, ushort[][] codes, double[][] figures, int count)
    {
        (Name, Keys, Measures, Count) = (name, keys, measures, count);
        (this.lists, this.codes, this.figures) = (lists, codes, figures);
        keyNumbers = keys.Select((k, i) => (k, i)).ToDictionary(k => k.k, k => k.i, StringComparer.Ordinal);
        measureNumbers = measures.Select((m, i) => (m, i)).ToDictionary(m => m.m, m => m.i, StringComparer.Ordinal);
    }

    /// <summary>The file it came from, without its ending.</summary>
    public string Name { get; }

    /// <summary>The columns of codes.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The columns of figures.</summary>
    public IReadOnlyList<string> Measures { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>The code of a row.</summary>
    public string Code(string key, int row) => lists[KeyNumber(key)].Names[codes[KeyNumber(key)][row]];

    /// <summary>The figure of a row; null when it was not reported.</summary>
    public decimal? Figure(string measure, int row) => figures[MeasureNumber(measure)][row] is var v && double.IsNaN(v) ? null : (decimal)v;

    /// <summary>Every code that occurs in a column, sorted.</summary>
    public IReadOnlyList<string> Codes(string key) => [.. lists[KeyNumber(key)].Names.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Adds figures up by some keys, sorted by them. What was nowhere reported stays unavailable; unreported parts of a
    /// sum count nothing.
    /// </summary>
    /// <param name="by">Key columns of the result.</param>
    /// <param name="measures">Figures; null for all.</param>
    /// <param name="where">Which codes to keep, by column.</param>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public FigureTable Sum(
        IReadOnlyList<string> by, IReadOnlyList<string>? measures = null, IReadOnlyDictionary<string, Predicate<string>>? where = null)
    {
        ArgumentNullException.ThrowIfNull(by);
        int[] keys = [.. by.Select(KeyNumber)], asked = [.. (measures ?? Measures).Select(MeasureNumber)];
        var keep = (where ?? new Dictionary<string, Predicate<string>>())
            .Select(w => (Codes: codes[KeyNumber(w.Key)], Wanted: lists[KeyNumber(w.Key)].Names.Select(n => w.Value(n)).ToArray())).ToArray();
        var numbers = new Dictionary<ulong, int>();
        var groups = new List<(int Row, double[] Sums)>();
        var some = Fewest(where);
        var count = some?.Length ?? Count;
        for (var i = 0; i < count; i++)
        {
            var row = some is null ? i : some[i];
            if (!Kept(keep, row)) continue;
            ulong key = 0;
            foreach (var k in keys) key = key * (ulong)(lists[k].Names.Count + 1) + codes[k][row];
            if (!numbers.TryGetValue(key, out var group))
            {
                numbers[key] = group = groups.Count;
                var empty = new double[asked.Length];
                Array.Fill(empty, double.NaN);
                groups.Add((row, empty));
            }

            var sums = groups[group].Sums;
            for (var m = 0; m < asked.Length; m++)
            {
                var figure = figures[asked[m]][row];
                if (!double.IsNaN(figure)) sums[m] = double.IsNaN(sums[m]) ? figure : sums[m] + figure;
            }
        }

        var rows = groups.Select(g => new FigureRow(
            [.. keys.Select(k => lists[k].Names[codes[k][g.Row]])], [.. g.Sums.Select(s => double.IsNaN(s) ? (decimal?)null : (decimal)s)])).ToList();
        rows.Sort(FigureTable.ByKeys);
        return new FigureTable(by, [.. asked.Select(m => Measures[m])], rows);
    }

    private static bool Kept((ushort[] Codes, bool[] Wanted)[] keep, int row)
    {
        foreach (var (column, wanted) in keep)
            if (!wanted[column[row]]) return false;
        return true;
    }

    private int KeyNumber(string key) => keyNumbers.TryGetValue(key, out var number) ? number
        : throw new ArgumentException($"{Name} has no column '{key}'; it has {string.Join(", ", Keys)}.");

    private int MeasureNumber(string measure) => measureNumbers.TryGetValue(measure, out var number) ? number
        : throw new ArgumentException($"{Name} has no figure '{measure}'; it has {string.Join(", ", Measures)}.");

    /// <summary>Reads a CSV file, gzipped when its name says so.</summary>
    /// <param name="path">The file.</param>
    /// <param name="measures">Which columns are figures; all others are codes.</param>
    /// <exception cref="FormatException">A line has another number of fields, or a figure is no number.</exception>
    public static PublishedTable Read(string path, params IReadOnlyCollection<string> measures)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = File.OpenRead(path);
        using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var lines = new Utf8Lines(stream);
        if (!lines.Next(out var header)) throw new FormatException($"{path} is empty.");
        var names = Encoding.UTF8.GetString(header).Split(',');
        var columns = names.Select(n => measures.Contains(n) ? new Column(null) : new Column(new CodeList())).ToArray();
        var fields = new Range[64];
        var count = 0;
        while (lines.Next(out var line))
        {
            if (line.IsEmpty) continue;
            if (lines.Split(ref line, fields) != columns.Length) throw new FormatException($"{path}, line {lines.Number}: not {columns.Length} fields.");
            for (var c = 0; c < columns.Length; c++)
                if (!columns[c].Add(line[fields[c]], count)) throw new FormatException($"{path}, line {lines.Number}: {names[c]} is no number.");
            count++;
        }

        Column[] keys = [.. columns.Where(c => c.List is not null)], values = [.. columns.Where(c => c.List is null)];
        return new PublishedTable(
            Path.GetFileName(path).Split('.')[0], [.. names.Where(n => !measures.Contains(n))], [.. names.Where(measures.Contains)],
            [.. keys.Select(k => k.List!)], [.. keys.Select(k => k.Codes)], [.. values.Select(v => v.Figures)], count);
    }

    private sealed class Column(CodeList? list)
    {
        public CodeList? List => list;

        public ushort[] Codes { get; private set; } = list is null ? [] : new ushort[1024];

        public double[] Figures { get; private set; } = list is null ? new double[1024] : [];

        public bool Add(ReadOnlySpan<byte> text, int row)
        {
            if (list is not null)
            {
                if (row == Codes.Length) Codes = Longer(Codes);
                Codes[row] = list.Number(text);
                return true;
            }

            if (row == Figures.Length) Figures = Longer(Figures);
            if (text.IsEmpty) Figures[row] = double.NaN;
            else if (Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length) Figures[row] = whole;
            else if (Utf8Parser.TryParse(text, out double figure, out used) && used == text.Length) Figures[row] = figure;
            else return false;
            return true;
        }

        private static T[] Longer<T>(T[] items)
        {
            Array.Resize(ref items, items.Length * 2);
            return items;
        }
    }
}
