using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nansen.Statistics;

/// <summary>How far a book of the journal reached when a release was made.</summary>
/// <param name="Book">Id of the book.</param>
/// <param name="Seq">Last sequence number.</param>
/// <param name="Hash">Its hash, hexadecimal.</param>
public sealed record BookHead(string Book, long Seq, string Hash);

/// <summary>A table of a release: what was asked, how it was protected, and the hash of the bytes published.</summary>
/// <param name="Name">Name of the file, without ending.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Query">The account.</param>
/// <param name="RoundTo">Rounded to this base; 1 for figures as they are.</param>
/// <param name="Sha256">SHA-256 of the CSV bytes, hexadecimal.</param>
public sealed record ReleasedTable(string Name, string Title, AccountQuery Query, int RoundTo, string Sha256);

/// <summary>
/// A numbered, dated release. It never changes: what is learnt later comes out in the next one as a restatement. It names
/// everything its figures came from, so that they can be made again byte for byte from the statistics book, which no
/// erasure of a person touches.
/// </summary>
public sealed record Release
{
    /// <summary>1, 2, 3…</summary>
    public required int Number { get; init; }

    /// <summary>The day it came out.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Entries that had arrived by this instant are counted.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>Heads of the books.</summary>
    public required IReadOnlyList<BookHead> Heads { get; init; }

    /// <summary>Pack and version by which it was counted.</summary>
    public required string Pack { get; init; }

    /// <summary>Version of the counting rules (docs/statistics-book.md).</summary>
    public string CountingRules { get; init; } = "1";

    /// <summary>How it was made, in words.</summary>
    public required string Method { get; init; }

    /// <summary>Who and what is covered, and what is not.</summary>
    public required string Coverage { get; init; }

    /// <summary>How good the figures are.</summary>
    public required string Quality { get; init; }

    /// <summary>Its tables.</summary>
    public required IReadOnlyList<ReleasedTable> Tables { get; init; }

    /// <summary>The bytes that are signed: JSON in a fixed order.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    /// <summary>Reads a release.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Release Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Release>(bytes, Written) ?? throw new FormatException("This is no release.");
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new FormatException($"This is no release: {wrong.Message}", wrong);
        }
    }

    /// <summary>Signs with ECDSA on P-256 and SHA-256.</summary>
    public byte[] Sign(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.SignData(ToBytes(), HashAlgorithmName.SHA256);
    }

    /// <summary>Whether a signature over these bytes is by that key.</summary>
    public static bool Verify(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.VerifyData(bytes, signature, HashAlgorithmName.SHA256);
    }

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static byte[] Csv(PeriodBook book, AccountQuery query, DateTimeOffset knownAt, int roundTo, CellKey key)
    {
        var account = book.Account(query with { AsKnownAt = knownAt });
        var table = roundTo > 1 ? Rounding.Round(account, key, roundTo).Table : account;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        table.WriteCsv(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>Makes releases, and makes them again.</summary>
public static class Releasing
{
    /// <summary>Makes the files of a release and writes their hashes into it.</summary>
    /// <param name="book">The statistics book.</param>
    /// <param name="draft">The release; the hashes of its tables are filled in.</param>
    /// <param name="key">The statistician's secret of rounding.</param>
    public static (Release Release, IReadOnlyDictionary<string, byte[]> Files) Make(PeriodBook book, Release draft, CellKey key)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(draft);
        var files = draft.Tables.ToDictionary(t => t.Name, t => Release.Csv(book, t.Query, draft.KnownAt, t.RoundTo, key), StringComparer.Ordinal);
        return (draft with { Tables = [.. draft.Tables.Select(t => t with { Sha256 = Release.Hash(files[t.Name]) })] }, files);
    }

    /// <summary>Makes the files of a release again from the book as it is today.</summary>
    /// <exception cref="InvalidOperationException">A file does not come out as published: the book, the secret or the rules have changed.</exception>
    public static IReadOnlyDictionary<string, byte[]> Reproduce(PeriodBook book, Release release, CellKey key)
    {
        var (again, files) = Make(book, release, key);
        foreach (var (then, now) in release.Tables.Zip(again.Tables))
            if (then.Sha256 != now.Sha256)
                throw new InvalidOperationException($"Table {then.Name} of release {release.Number} does not come out as it was published.");
        return files;
    }

    /// <summary>
    /// What a release restates of an earlier table: every cell of the spans both cover that differs, <c>_old</c> beside
    /// <c>_new</c>; a row that is not there is zeros.
    /// </summary>
    public static FigureTable Restatements(FigureTable old, FigureTable now)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(now);
        if (!old.Keys.SequenceEqual(now.Keys)) throw new ArgumentException("The two tables have different keys.", nameof(now));
        string[] measures = [.. old.Measures.Union(now.Measures)];
        var time = AccountShape.Of(now)?.Time ?? -1;
        var last = time < 0 ? null : old.Rows.Select(r => r.Keys[time]).Max(StringComparer.Ordinal);
        var (before, after) = (Rows(old), Rows(now));
        var rows = before.Keys.Union(after.Keys).Select(k =>
        {
            var keys = (before.GetValueOrDefault(k) ?? after[k]).Keys;
            decimal?[] then = [.. measures.Select(m => Figure(old, before.GetValueOrDefault(k), m))], since = [.. measures.Select(m => Figure(now, after.GetValueOrDefault(k), m))];
            return (Keys: keys, Old: then, New: since);
        }).Where(r => !r.Old.SequenceEqual(r.New) && (last is null || string.CompareOrdinal(r.Keys[time], last) <= 0))
            .Select(r => new FigureRow(r.Keys, [.. r.Old, .. r.New])).ToList();
        rows.Sort(FigureTable.ByKeys);
        return new FigureTable(now.Keys, [.. measures.Select(m => m + "_old"), .. measures.Select(m => m + "_new")], rows);
    }

    private static Dictionary<string, FigureRow> Rows(FigureTable table) => table.Rows.ToDictionary(r => string.Join('\u001f', r.Keys), StringComparer.Ordinal);

    private static decimal? Figure(FigureTable table, FigureRow? row, string measure) =>
        row is null || !table.Measures.Contains(measure) ? 0 : table.Value(row, measure);
}
