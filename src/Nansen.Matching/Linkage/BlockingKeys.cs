namespace Nansen.Matching;

/// <summary>The keys of each record, one array a kind; 0 is no key.</summary>
internal static class BlockingKeys
{
    /// <summary>All kinds that the file's columns allow, the most selective first.</summary>
    public static IEnumerable<uint[][]> Of(PreparedRecords r)
    {
        var n = r.Count;
        var first = r.Given ?? r.Whole;
        if (r.Names is { } names && first is not null)
        {
            if (r.Given is { } given && r.Family is { } family)
            {
                yield return [Make(n, i => Pair(names.First[given[i]], names.First[family[i]])), Make(n, i => Pair(names.Known[given[i]], names.First[family[i]]))];
                if (r.Birth is not null)
                {
                    // The swapped names of a record meet her straight ones.
                    yield return
                    [
                        Make(n, i => Key(1, names.First[given[i]], Day(r, i))), Make(n, i => Key(1, names.First[family[i]], Day(r, i))),
                        Make(n, i => Key(1, names.Known[given[i]], Day(r, i))),
                    ];
                    yield return [Make(n, i => Key(3, names.First[given[i]], MonthDay(r, i), r.Sex is null ? 1 : (uint)r.Sex[i] + 1))];
                }

                if (r.Patronymic is { } patronymic)
                {
                    yield return [Make(n, i => Key(4, names.First[given[i]], names.First[patronymic[i]], Year(r, i)))];
                    yield return [Make(n, i => Key(5, names.First[family[i]], names.First[patronymic[i]], Year(r, i)))];
                }
            }
            else if (r.Whole is { } whole)
            {
                foreach (var key in WholeNames(r, names, whole)) yield return key;
            }
        }

        foreach (var key in Facts(r, first)) yield return key;
    }

    /// <summary>Keys of dates, telephones, numbers and places, alone or with a name.</summary>
    private static IEnumerable<uint[][]> Facts(PreparedRecords r, int[]? first)
    {
        var n = r.Count;
        if (r.Birth is not null)
        {
            foreach (var field in r.Others.Take(3)) yield return [Make(n, i => Key(6, (uint)field.Codes[i], Day(r, i)))];
            if (first is not null && r.Names is { } initials) yield return [Make(n, i => Key(7, (uint)initials.Loose[first[i]] + 1, Day(r, i), r.Origin is null ? 1 : (uint)r.Origin[i] + 1))];
        }

        if (r.Phone is { } phone) yield return [Make(n, i => Key(8, (uint)phone[i], 1))];
        foreach (var field in r.Others.Where(f => f.Kind == FieldKind.Number))
        {
            if (MeanSize(field.Codes) < 20) yield return [Make(n, i => Key(9, (uint)field.Codes[i], 1))];
            else if (first is not null && r.Names is { } with) yield return [Make(n, i => Key(9, (uint)field.Codes[i], with.First[first[i]]))];
            foreach (var other in r.Others.Where(o => o.Kind == FieldKind.Text).Take(1))
                yield return [Make(n, i => Key(10, (uint)field.Codes[i], (uint)other.Codes[i]))];
        }

        if (first is null || r.Names is not { } sounds) yield break;
        // With a place, a name and the year will do; where there is a list of places only.
        foreach (var place in r.Others.Where(f => f.Kind == FieldKind.Place).Take(1))
        {
            yield return [Make(n, i => Key(11, sounds.First[first[i]], (uint)place.Codes[i], Year(r, i)))];
            if (r.Family is { } family) yield return [Make(n, i => Key(12, sounds.First[family[i]], (uint)place.Codes[i], Year(r, i)))];
        }
    }

    /// <summary>How many records share a value, seen from a record.</summary>
    public static double MeanSize(int[] codes)
    {
        var counts = new Dictionary<int, int>();
        foreach (var code in codes)
            if (code != 0) counts[code] = counts.GetValueOrDefault(code) + 1;
        return counts.Count == 0 ? 0 : counts.Values.Sum(c => (double)c * c) / counts.Values.Sum(c => (double)c);
    }

    private static IEnumerable<uint[][]> WholeNames(PreparedRecords r, NameValues names, int[] whole)
    {
        var n = r.Count;
        yield return [Make(n, i => Pair(names.First[whole[i]], names.Second[whole[i]])), Make(n, i => names.LastPair[whole[i]]), Make(n, i => names.OuterPair[whole[i]])];
        yield return [Make(n, i => Pair(names.Longest[whole[i]], names.NextLongest[whole[i]]))];
        yield return [Make(n, i => Key(13, names.Longest[whole[i]], r.Origin is null ? 1 : (uint)r.Origin[i] + 1)), Make(n, i => Key(13, names.Last[whole[i]], r.Origin is null ? 1 : (uint)r.Origin[i] + 1)), Make(n, i => Key(13, names.First[whole[i]], r.Origin is null ? 1 : (uint)r.Origin[i] + 1))];
        if (r.Birth is null) yield break;
        yield return [Make(n, i => Key(1, names.First[whole[i]], Day(r, i))), Make(n, i => Key(1, names.Last[whole[i]], Day(r, i)))];
        yield return [Make(n, i => Key(2, names.Longest[whole[i]], Year(r, i)))];
        yield return [Make(n, i => Key(3, names.Longest[whole[i]], MonthDay(r, i)))];
    }

    private static uint[] Make(int count, Func<int, uint> keyOf)
    {
        var keys = new uint[count];
        Parallel.For(0, Environment.ProcessorCount, Parallelism.Options, worker =>
        {
            var (from, to) = ((int)((long)count * worker / Environment.ProcessorCount), (int)((long)count * (worker + 1) / Environment.ProcessorCount));
            for (var i = from; i < to; i++) keys[i] = keyOf(i);
        });
        return keys;
    }

    /// <summary>Two sounds in either order.</summary>
    private static uint Pair(uint a, uint b) => a == 0 || b == 0 ? 0 : a < b ? Key(0, a, b) : Key(0, b, a);

    private static uint Key(uint kind, uint a, uint b) => a == 0 || b == 0 ? 0 : Mixing.Fold(Mixing.Mix(kind, ((ulong)a << 32) | b));

    private static uint Key(uint kind, uint a, uint b, uint c) => a == 0 || b == 0 || c == 0 ? 0 : Mixing.Fold(Mixing.Mix(Mixing.Mix(kind, ((ulong)a << 32) | b), c));

    /// <summary>The birth day with month and day in either order; 0 for a default or none.</summary>
    private static uint Day(PreparedRecords r, int i)
    {
        var packed = r.Birth![i];
        if (packed <= 0 || BirthComparison.IsDefault(packed)) return 0;
        var (month, day) = ((packed >> 5) & 15, packed & 31);
        return (uint)((packed & ~511) | (Math.Min(month, day) << 5) | Math.Max(month, day));
    }

    private static uint MonthDay(PreparedRecords r, int i) => Day(r, i) is var day && day == 0 ? 0 : (day & 511) | 512;

    private static uint Year(PreparedRecords r, int i)
    {
        if (r.Birth is null) return 1;
        var packed = r.Birth[i];
        return packed < 0 ? (uint)-packed : (uint)(packed >> 9);
    }
}
