using System.Collections.Concurrent;

namespace Nansen.Matching;

/// <summary>
/// Encodes records as keyed bit arrays (cryptographic long-term keys, Schnell and others 2011) in which like records
/// share bits: the sounds of names, parts of the birth date, sex, origin, place, telephone. Hardened by folding 2,048 bits
/// onto 1,024 with exclusive or (Schnell and Borgs 2016). An encoding is still personal data.
/// </summary>
public sealed class RecordEncoder
{
    /// <summary>Bits of an encoding.</summary>
    public const int Bits = 1024;

    /// <summary>Words of 64 bits of an encoding.</summary>
    public const int Words = Bits / 64;

    private const int RawBits = 2 * Bits;

    private const int OfBeginning = 6;

    /// <summary>Fields that a file must have and a record must fill in.</summary>
    private const int LeastFields = 3;

    private readonly EncodingKey _key;
    private readonly bool _fold;

    /// <summary>An encoder with the key of one exercise.</summary>
    public RecordEncoder(EncodingKey key) : this(key, true)
    {
    }

    /// <summary>Without folding, for tests that show what folding protects from.</summary>
    internal RecordEncoder(EncodingKey key, bool fold) => (_key, _fold) = (key, fold);

    /// <summary>
    /// Encodes every record of a file. A record of which fewer than three fields are filled in stays without a bit, and so is like
    /// nobody: what stands alone could be read back by its frequency.
    /// </summary>
    /// <exception cref="FormatException">The file has fewer than three fields that can be encoded; encodings of one or two are easily read back.</exception>
    public EncodedFile Encode(RecordSet records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var prepared = new PreparedRecords(records);
        var fields = FieldsOf(prepared);
        if (fields.Count < LeastFields)
            throw new FormatException($"Only {fields.Count} field(s) can be encoded; at least three are needed, or encodings could be read back by their frequency.");
        var rows = new ulong[(long)records.Count * Words];
        Parallel.For(0, Environment.ProcessorCount, Parallelism.Options, worker =>
        {
            Span<ulong> raw = stackalloc ulong[RawBits / 64];
            var from = (int)((long)records.Count * worker / Environment.ProcessorCount);
            var to = (int)((long)records.Count * (worker + 1) / Environment.ProcessorCount);
            for (var i = from; i < to; i++)
            {
                raw.Clear();
                var filled = 0;
                foreach (var field in fields) if (field(i, raw)) filled++;
                if (filled < LeastFields) continue;
                var row = rows.AsSpan(i * Words, Words);
                for (var w = 0; w < Words; w++) row[w] = _fold ? raw[w] ^ raw[w + Words] : raw[w] | raw[w + Words];
            }
        });
        return new EncodedFile(_key.Mark, [.. Enumerable.Range(0, records.Count).Select(records.IdOf)], rows);
    }

    /// <summary>Sets the bits of a record's field; false when it is not filled in.</summary>
    private delegate bool Field(int record, Span<ulong> bits);

    private List<Field> FieldsOf(PreparedRecords r)
    {
        var fields = new List<Field>();
        var name = _key.For("name");
        // Bits of an element, chosen on half of a made-up register and measured on the other half.
        foreach (var (codes, role, times, wholes) in new[] { (r.Column(r.Given), "given", 23, 19), (r.Column(r.Family), "family", 21, 15), (r.Column(r.Patronymic), "patronymic", 13, 13), (r.Column(r.Whole), "whole", 40, 27) })
        {
            if (codes is null) continue;
            var own = _key.For(role);
            var memo = new ConcurrentDictionary<int, ushort[]>();
            var names = r.Names!;
            fields.Add((i, bits) =>
            {
                if (codes[i] == 0) return false;
                foreach (var bit in memo.GetOrAdd(codes[i], code => NameBits(names.Form(code), name, own, times, wholes))) Set(bits, bit);
                return true;
            });
        }

        if (r.Column(r.Birth) is { } birth)
        {
            var key = _key.For("birth");
            fields.Add((i, bits) =>
            {
                BirthBits(birth[i], key, bits);
                return birth[i] != 0;
            });
        }

        Add(fields, r.Column(r.Sex), "sex", 21, i => (ulong)i);
        Add(fields, r.Column(r.Origin), "origin", 26, null, r.Records.Columns.FirstOrDefault(c => c.Kind == FieldKind.Origin));
        foreach (var other in r.Others.Where(o => o.Kind == FieldKind.Place).Take(1)) Text(fields, other, r.Column(other.Place)!, 18);
        Add(fields, r.Column(r.Phone), "phone", 18, i => (ulong)i);
        return fields;
    }

    private void Add(List<Field> fields, int[]? codes, string name, int times, Func<int, ulong>? value, RecordColumn? column = null)
    {
        if (codes is null) return;
        var key = _key.For(name);
        var texts = column is null ? null : Enumerable.Range(0, column.Values.Count + 1).Select(c => TextHash(Folding.Plain(Folding.Lower(column.Values.Text(c))))).ToArray();
        fields.Add((i, bits) =>
        {
            if (codes[i] == 0) return false;
            SetAll(bits, key, texts?[codes[i]] ?? value!(codes[i]), times);
            return true;
        });
    }

    private void Text(List<Field> fields, TextField field, int[] codes, int times)
    {
        var key = _key.For("place");
        fields.Add((i, bits) =>
        {
            if (codes[i] == 0) return false;
            SetAll(bits, key, TextHash(field.Text(codes[i])), times);
            return true;
        });
    }

    private static ulong TextHash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return hash;
    }

    /// <summary>A date: its parts, so that a slip in one keeps the others; of a default date the year only, and the years about it.</summary>
    private static void BirthBits(int packed, (ulong, ulong) key, Span<ulong> bits)
    {
        if (packed == 0) return;
        var year = packed < 0 ? -packed : packed >> 9;
        SetAll(bits, key, 1000UL + (ulong)year, 40);
        for (var near = -1; near <= 1; near++) SetAll(bits, key, 5000UL + (ulong)(year + near), 11);
        if (packed < 0 || BirthComparison.IsDefault(packed)) return;
        var (month, day) = ((packed >> 5) & 15, packed & 31);
        SetAll(bits, key, 100UL + (ulong)month, 25);
        SetAll(bits, key, 200UL + (ulong)day, 32);
        SetAll(bits, key, 10_000UL + (ulong)(Math.Min(month, day) * 32 + Math.Max(month, day)), 32);
    }

    /// <summary>Of each word the pairs of neighbouring consonants, edges counted, and the whole in its role.</summary>
    private static ushort[] NameBits(NameForm form, (ulong, ulong) name, (ulong, ulong) role, int times, int wholes)
    {
        var found = new HashSet<ushort>();
        foreach (var word in form.Names)
        {
            var skeleton = word.Skeleton;
            ulong before = 15;
            var at = 0;
            for (var rest = skeleton; ; rest >>= 4, at++)
            {
                var here = rest == 0 ? 15 : rest & 15;
                Collect(found, name, (before << 4) | here, times);
                before = here;
                if (rest == 0 || at > 12) break;
            }

            Collect(found, role, skeleton == 0 ? TextHash(word.Plain) : skeleton, wholes);
            Collect(found, role, Beginning(word) | (1UL << 50), OfBeginning);
        }

        return [.. found];
    }

    /// <summary>Its first two consonants.</summary>
    private static ulong Beginning(NameToken word) => (word.Skeleton & 255) << 8;

    private static void Collect(HashSet<ushort> found, (ulong, ulong) key, ulong element, int times)
    {
        for (var done = 0; done < times; done += 5)
        {
            var hash = EncodingKey.Hash(key, element, (ulong)done);
            for (var k = 0; k < 5 && done + k < times; k++, hash >>= 11) found.Add((ushort)(hash & (RawBits - 1)));
        }
    }

    private static void SetAll(Span<ulong> bits, (ulong, ulong) key, ulong element, int times)
    {
        for (var done = 0; done < times; done += 5)
        {
            var hash = EncodingKey.Hash(key, element, (ulong)done);
            for (var k = 0; k < 5 && done + k < times; k++, hash >>= 11) Set(bits, (int)(hash & (RawBits - 1)));
        }
    }

    private static void Set(Span<ulong> bits, int bit) => bits[bit >> 6] |= 1UL << (bit & 63);
}
