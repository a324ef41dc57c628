namespace Nansen.Matching;

/// <summary>A key of a record, from its row; 0 is no key.</summary>
internal delegate uint RecordKey(ReadOnlySpan<int> row);

/// <summary>The kinds of keys under which records meet; each kind may have several keys, any of which meets any.</summary>
internal static class BlockingKeys
{
    /// <summary>All kinds that the file's columns allow, the most selective first.</summary>
    public static IEnumerable<RecordKey[]> Of(PreparedRecords r)
    {
        var first = r.Given >= 0 ? r.Given : r.Whole;
        if (r.Names is { } names && first >= 0)
        {
            if (r.Given >= 0 && r.Family >= 0)
            {
                foreach (var kind in Parts(r, names)) yield return kind;
            }
            else if (r.Whole >= 0)
            {
                foreach (var kind in WholeNames(r, names, r.Whole)) yield return kind;
            }
        }

        foreach (var kind in Facts(r, first)) yield return kind;
    }

    private static IEnumerable<RecordKey[]> Parts(PreparedRecords r, NameValues names)
    {
        var (given, family, patronymic) = (r.Given, r.Family, r.Patronymic);
        var (day, year, sex) = (Day(r), Year(r), OrOne(r.Sex));
        var (first, known) = (names.First, names.Known);
        yield return [row => Pair(first[row[given]], first[row[family]]), row => Pair(known[row[given]], first[row[family]])];
        if (r.Birth >= 0)
        {
            // The swapped names of a record meet her straight ones.
            yield return [row => Key(1, first[row[given]], day(row)), row => Key(1, first[row[family]], day(row)), row => Key(1, known[row[given]], day(row))];
            yield return [row => Key(3, first[row[given]], MonthDay(day(row)), sex(row))];
        }

        if (patronymic < 0) yield break;
        yield return [row => Key(4, first[row[given]], first[row[patronymic]], year(row))];
        yield return [row => Key(5, first[row[family]], first[row[patronymic]], year(row))];
    }

    /// <summary>Keys of dates, telephones, numbers and places, alone or with a name.</summary>
    private static IEnumerable<RecordKey[]> Facts(PreparedRecords r, int first)
    {
        var (day, year, origin, phone, family) = (Day(r), Year(r), Country(r), r.Phone, r.Family);
        if (r.Birth >= 0)
        {
            foreach (var value in r.Others.Take(3).Select(f => Said(r, f))) yield return [row => Key(6, value(row), day(row))];
            if (first >= 0 && r.Names is { Loose: var loose }) yield return [row => Key(7, (uint)loose[row[first]] + 1, day(row), origin(row))];
        }

        if (phone >= 0) yield return [row => Key(8, (uint)row[phone], 1)];
        foreach (var field in r.Others.Where(f => f.Kind == FieldKind.Number))
        {
            var number = Said(r, field);
            if (MeanSize(r, field) < 20) yield return [row => Key(9, number(row), 1)];
            else if (first >= 0 && r.Names is { First: var with }) yield return [row => Key(9, number(row), with[row[first]])];
            foreach (var other in r.Others.Where(o => o.Kind == FieldKind.Text).Take(1).Select(o => Said(r, o)))
                yield return [row => Key(10, number(row), other(row))];
        }

        if (first < 0 || r.Names is not { First: var sounds }) yield break;
        // With a place, a name and the year will do; where there is a list of places only.
        foreach (var place in r.Others.Where(f => f.Kind == FieldKind.Place).Take(1).Select(f => Said(r, f)))
        {
            yield return [row => Key(11, sounds[row[first]], place(row), year(row))];
            if (family >= 0) yield return [row => Key(12, sounds[row[family]], place(row), year(row))];
        }
    }

    private static IEnumerable<RecordKey[]> WholeNames(PreparedRecords r, NameValues names, int whole)
    {
        var (day, year, origin) = (Day(r), Year(r), Country(r));
        yield return [row => Pair(names.First[row[whole]], names.Second[row[whole]]), row => names.LastPair[row[whole]], row => names.OuterPair[row[whole]]];
        yield return [row => Pair(names.Longest[row[whole]], names.NextLongest[row[whole]])];
        yield return [row => Key(13, names.Longest[row[whole]], origin(row)), row => Key(13, names.Last[row[whole]], origin(row)), row => Key(13, names.First[row[whole]], origin(row))];
        if (r.Birth < 0) yield break;
        yield return [row => Key(1, names.First[row[whole]], day(row)), row => Key(1, names.Last[row[whole]], day(row))];
        yield return [row => Key(2, names.Longest[row[whole]], year(row))];
        yield return [row => Key(3, names.Longest[row[whole]], MonthDay(day(row)))];
    }

    /// <summary>How many records share a value, seen from a record.</summary>
    public static double MeanSize(PreparedRecords r, TextField field)
    {
        var counts = new int[field.Values];
        for (var i = 0; i < r.Count; i++) counts[r.Rows.Cells(i)[field.Place]]++;
        counts[0] = 0;
        var all = counts.Sum(c => (double)c);
        return all == 0 ? 0 : counts.Sum(c => (double)c * c) / all;
    }

    /// <summary>Two sounds in either order.</summary>
    private static uint Pair(uint a, uint b) => a == 0 || b == 0 ? 0 : a < b ? Key(0, a, b) : Key(0, b, a);

    private static uint Key(uint kind, uint a, uint b) => a == 0 || b == 0 ? 0 : Mixing.Fold(Mixing.Mix(kind, ((ulong)a << 32) | b));

    private static uint Key(uint kind, uint a, uint b, uint c) => a == 0 || b == 0 || c == 0 ? 0 : Mixing.Fold(Mixing.Mix(Mixing.Mix(kind, ((ulong)a << 32) | b), c));

    /// <summary>A value and one, so that a missing one is a value too; 1 when there is no such column.</summary>
    private static RecordKey OrOne(int place) => place < 0 ? _ => 1 : row => (uint)row[place] + 1;

    /// <summary>The same of the country, by what it says.</summary>
    private static RecordKey Country(PreparedRecords r)
    {
        if (r.Origin < 0) return _ => 1;
        var (place, hashes) = (r.Origin, r.Hashes(r.Origin));
        return row => hashes[row[place]] + 1;
    }

    /// <summary>A field by what it says, so that which keys make the sample does not depend on the order of the file.</summary>
    private static RecordKey Said(PreparedRecords r, TextField field)
    {
        var (place, hashes) = (field.Place, r.Hashes(field.Place));
        return row => hashes[row[place]];
    }

    /// <summary>The birth day with month and day in either order; 0 for a default or none.</summary>
    private static RecordKey Day(PreparedRecords r)
    {
        var birth = r.Birth;
        if (birth < 0) return _ => 0;
        return row =>
        {
            var packed = row[birth];
            if (packed <= 0 || BirthComparison.IsDefault(packed)) return 0;
            var (month, day) = ((packed >> 5) & 15, packed & 31);
            return (uint)((packed & ~511) | (Math.Min(month, day) << 5) | Math.Max(month, day));
        };
    }

    private static uint MonthDay(uint day) => day == 0 ? 0 : (day & 511) | 512;

    /// <summary>The birth year; 0 for none, 1 when there is no such column.</summary>
    private static RecordKey Year(PreparedRecords r)
    {
        var birth = r.Birth;
        return birth < 0 ? _ => 1 : row => row[birth] < 0 ? (uint)-row[birth] : (uint)(row[birth] >> 9);
    }
}
