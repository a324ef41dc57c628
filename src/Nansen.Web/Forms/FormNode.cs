using Microsoft.AspNetCore.Http;

namespace Nansen.Web;

/// <summary>One place in the tree of a form: its values, the fields below it, or its rows.</summary>
internal sealed class FormNode
{
    /// <summary>Deepest path and longest list taken in: <c>members[0].names[1].given</c> is five deep.</summary>
    private const int Deepest = 8, LongestList = 200;

    public List<string> Values { get; set; } = [];

    public List<IFormFile> Files { get; } = [];

    public Dictionary<string, FormNode> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows by the number typed in the key; shown, and counted again, in that order.</summary>
    public SortedList<int, FormNode> Rows { get; } = [];

    /// <summary>The node of a path, made when absent; null when the path is none.</summary>
    public FormNode? At(string path, bool make)
    {
        var node = this;
        if (Split(path) is not { } steps) return null;
        foreach (var (name, row) in steps)
        {
            if (name.Length > 0)
            {
                if (!node.Fields.TryGetValue(name, out var field))
                {
                    if (!make) return null;
                    node.Fields.Add(name, field = new FormNode());
                }

                node = field;
            }

            if (row is not { } number) continue;
            // A key's number is a label until the form is read whole; then Renumber makes it a position.
            if (!node.Rows.TryGetValue(number, out var below))
            {
                if (!make || node.Rows.Count >= LongestList) return null;
                node.Rows.Add(number, below = new FormNode());
            }

            node = below;
        }

        return node;
    }

    /// <summary>Numbers all rows from nought without gaps.</summary>
    public void Renumber()
    {
        var rows = Rows.Values.ToList();
        Rows.Clear();
        for (var i = 0; i < rows.Count; i++) Rows.Add(i, rows[i]);
        foreach (var below in rows.Concat(Fields.Values)) below.Renumber();
    }

    /// <summary>All values with their paths.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs(string path)
    {
        foreach (var value in Values) yield return new(path, value);
        foreach (var (name, field) in Fields)
            foreach (var pair in field.Pairs(path.Length == 0 ? name : $"{path}.{name}")) yield return pair;
        foreach (var (number, row) in Rows)
            foreach (var pair in row.Pairs($"{path}[{number}]")) yield return pair;
    }

    private static List<(string Name, int? Row)>? Split(string path)
    {
        var steps = new List<(string, int?)>();
        foreach (var part in path.Split('.'))
        {
            var open = part.IndexOf('[', StringComparison.Ordinal);
            var name = open < 0 ? part : part[..open];
            if (name.Length == 0 || steps.Count == Deepest) return null;
            if (open < 0)
            {
                steps.Add((name, null));
                continue;
            }

            var number = part.AsSpan(open + 1);
            if (number.Length is < 2 or > 5 || number[^1] != ']' || !int.TryParse(number[..^1], System.Globalization.NumberStyles.None, null, out var row)) return null;
            steps.Add((name, row));
        }

        return steps;
    }
}
