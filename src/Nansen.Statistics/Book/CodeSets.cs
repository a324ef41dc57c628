using System.Text;

namespace Nansen.Statistics;

/// <summary>A status (or an event) with its codes, held once for all periods that share it.</summary>
internal sealed record CodeSet(string Status, IReadOnlyDictionary<string, string> Dims)
{
    /// <summary>The value of a key column; a dimension nobody recorded is unknown, and never left out.</summary>
    public string Value(string dimension) => dimension switch
    {
        "status" or "event" => Status,
        _ when Dims.TryGetValue(dimension, out var code) && code.Length > 0 => code,
        "sex" => "U",
        _ => "unknown",
    };

    /// <summary>This set with some codes changed; a null code removes the dimension.</summary>
    public CodeSet With(string? status, IReadOnlyDictionary<string, string?>? changes)
    {
        if (changes is null || changes.Count == 0) return status is null ? this : this with { Status = status };
        var dims = new Dictionary<string, string>(Dims, StringComparer.Ordinal);
        foreach (var (dimension, code) in changes)
            if (code is null) dims.Remove(dimension);
            else dims[dimension] = code;
        return new CodeSet(status ?? Status, dims);
    }
}

/// <summary>Every distinct <see cref="CodeSet"/> by a small number. Only grows; a reader may keep <see cref="All"/> while another thread adds.</summary>
internal sealed class CodeSets
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private CodeSet[] sets = new CodeSet[64];

    public CodeSet[] All => sets;

    public int Count => numbers.Count;

    public int Number(CodeSet set)
    {
        var key = new StringBuilder(set.Status);
        foreach (var (dimension, code) in set.Dims.OrderBy(d => d.Key, StringComparer.Ordinal))
            key.Append('\u001f').Append(dimension).Append('\u001e').Append(code);
        var text = key.ToString();
        if (numbers.TryGetValue(text, out var number)) return number;
        number = numbers.Count;
        if (number == sets.Length) Array.Resize(ref sets, number * 2);
        sets[number] = set;
        numbers.Add(text, number);
        return number;
    }
}
