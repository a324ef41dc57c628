using System.Text;

namespace Nansen.Statistics;

/// <summary>Which field a CORRECT puts right.</summary>
internal enum CorrectedField
{
    None,
    Sex,
    Birth,
    Coo,
    From,
    To,
}

/// <summary>One entry of a period journal as read: texts still in UTF-8, days as day numbers.</summary>
internal ref struct PeriodEntry
{
    public long Seq;
    public int RecordedOn, EffectiveOn, Birth;
    public byte Sex;
    public PeriodOperation Operation;
    public CorrectedField Field;
    public ReadOnlySpan<byte> Period, Coo, Status;
}

/// <summary>Codes by a small number, in the order in which they came.</summary>
internal sealed class CodeList
{
    private readonly Dictionary<ulong, ushort> shortCodes = [];
    private readonly Dictionary<string, ushort> longCodes = new(StringComparer.Ordinal);
    private readonly List<string> names = [];
    private ulong lastKey;
    private ushort lastNumber;

    public IReadOnlyList<string> Names => names;

    public ushort Number(ReadOnlySpan<byte> code)
    {
        if (code.Length > 7) return Number(Encoding.UTF8.GetString(code));
        ulong key = 0;
        foreach (var b in code) key = (key << 8) | b;
        key |= (ulong)(code.Length + 1) << 56;
        // Files are mostly sorted: the code is very often that of the line before.
        if (key == lastKey) return lastNumber;
        if (!shortCodes.TryGetValue(key, out var number)) shortCodes[key] = number = Number(Encoding.UTF8.GetString(code));
        (lastKey, lastNumber) = (key, number);
        return number;
    }

    public ushort Number(string code)
    {
        if (longCodes.TryGetValue(code, out var number)) return number;
        if (names.Count == ushort.MaxValue) throw new FormatException($"there are more than {ushort.MaxValue:N0} different codes in one column, which are too many to be codes; look whether the columns are right");
        names.Add(code);
        return longCodes[code] = (ushort)(names.Count - 1);
    }
}
