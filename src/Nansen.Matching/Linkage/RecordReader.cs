namespace Nansen.Matching;

/// <summary>Reads records from CSV straight into columns of numbers, without making a text of each cell.</summary>
public sealed class RecordReader
{
    private readonly IReadOnlyDictionary<string, FieldKind> _map;

    /// <summary>A reader; <paramref name="map"/> says what columns hold when their names are not the usual ones.</summary>
    public RecordReader(IReadOnlyDictionary<string, FieldKind>? map = null) =>
        _map = map ?? new Dictionary<string, FieldKind>();

    /// <summary>Reads one file.</summary>
    /// <exception cref="FormatException">It has no header, or no column that can be compared.</exception>
    public RecordSet Read(string path) => Read([path]);

    /// <summary>Reads two files between which pairs are looked for.</summary>
    /// <exception cref="FormatException">One has no header, or they have no column in common.</exception>
    public RecordSet Read(string first, string second) => Read([first, second]);

    /// <summary>Into how many pieces a large file is cut; the result does not depend on it.</summary>
    internal int Pieces { get; init; } = Environment.ProcessorCount;

    /// <summary>Files below this are read in one piece.</summary>
    internal int Large { get; init; } = 1 << 20;

    private RecordSet Read(string[] paths)
    {
        var layout = new RecordLayout(_map);
        var (parts, files) = (new List<RecordPart>(), new List<LineLayout>());
        var firstOfSecond = -1;
        for (var file = 0; file < paths.Length; file++)
        {
            if (file == 1) firstOfSecond = parts.Sum(p => p.Count);
            HeaderLine.DemandUtf8(paths[file]);
            parts.AddRange(Parts(layout, paths[file]));
            files.Add(parts[^1].Layout);
        }

        layout.Demand(files);

        return layout.Gather(parts, firstOfSecond);
    }

    /// <summary>Reads one file's bytes.</summary>
    internal RecordSet Read(Stream stream, string name)
    {
        var layout = new RecordLayout(_map);
        var part = new RecordPart();
        part.Read(stream, 0, long.MaxValue, line => layout.Header(line, name));
        return layout.Gather([part.OrEmpty(name)], -1);
    }

    /// <summary>
    /// A large file is read in several pieces at once. A piece begins after a line's end; should that lie within quotes, which the
    /// piece before finds out, it is read again from the right place.
    /// </summary>
    private List<RecordPart> Parts(RecordLayout layout, string path)
    {
        var length = new FileInfo(path).Length;
        var pieces = length < Large ? 1 : Pieces;
        var first = new RecordPart();
        Read(first, 0, pieces == 1 ? long.MaxValue : 0);
        first.OrEmpty(path);
        if (pieces == 1) return [first];
        var starts = Enumerable.Range(0, pieces).Select(p => p == 0 ? first.End : LineAfter(path, length * p / pieces)).ToArray();
        var parts = starts.Select((_, p) => p == 0 ? first : new RecordPart(first.Layout)).ToArray();
        Parallel.For(0, pieces, Parallelism.Options, p => Read(parts[p], starts[p], Last(p)));
        for (var p = 1; p < pieces; p++)
            if (parts[p - 1].End is var end && end != starts[p]) Read(parts[p] = new RecordPart(first.Layout), end, Last(p));
        return [.. parts];

        long Last(int piece) => piece + 1 < pieces ? length * (piece + 1) / pieces : long.MaxValue;

        void Read(RecordPart part, long from, long last) => part.Read(Open(path, from), from, last, line => layout.Header(line, path));
    }

    private static FileStream Open(string path, long from)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        // What comes through a pipe can be read from its beginning only.
        if (from > 0) stream.Position = from;
        return stream;
    }

    private static long LineAfter(string path, long from)
    {
        using var stream = Open(path, from);
        var buffer = new byte[1 << 12];
        for (int got; (got = stream.Read(buffer)) > 0; from += got)
            if (buffer.AsSpan(0, got).IndexOf((byte)'\n') is >= 0 and var at) return from + at + 1;
        return from;
    }
}
