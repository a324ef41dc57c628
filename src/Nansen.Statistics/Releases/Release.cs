using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nansen.Statistics;

/// <summary>How far a book of the journal reached when a release was made.</summary>
/// <param name="Book">Id of the book.</param>
/// <param name="Seq">Last sequence number.</param>
/// <param name="Hash">Its hash, hexadecimal.</param>
public sealed record BookHead(string Book, long Seq, string Hash);

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

    /// <summary>The counting and rounding rules of this program (docs/statistics-book.md, docs/statistics.md). 2: all tables rounded as one flow.</summary>
    public const string Rules = "2";

    /// <summary>Version of the rules by which it was made.</summary>
    public string CountingRules { get; init; } = Rules;

    /// <summary>How it was made, in words.</summary>
    public required string Method { get; init; }

    /// <summary>Who and what is covered, and what is not.</summary>
    public required string Coverage { get; init; }

    /// <summary>How good the figures are.</summary>
    public required string Quality { get; init; }

    /// <summary>What the figures were counted from.</summary>
    public string? Source { get; init; }

    /// <summary>What a figure counts.</summary>
    public string Unit { get; init; } = "persons";

    /// <summary>On what terms the tables may be used; null: not said.</summary>
    public string? Licence { get; init; }

    /// <summary>Its tables.</summary>
    public required IReadOnlyList<ReleasedTable> Tables { get; init; }

    /// <summary>Which lines of its tables are one flow: its concept map.</summary>
    public IReadOnlyList<FlowLink> Links { get; init; } = [];

    /// <summary>The bytes that are signed: JSON in a fixed order.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    /// <summary>Reads a release.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Release Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var release = JsonSerializer.Deserialize<Release>(bytes, Written);
            return release is not null && release.Heads.All(h => h is not null) && release.Tables.All(t => t is { IsSound: true }) ? release
                : throw new FormatException("This is no release: a table or a head is not whole.");
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new FormatException("This is no release: it must be JSON with number, date, knownAt, heads, pack, method, coverage, quality and tables, as 'nansen release make' writes it.", wrong);
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

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static byte[] Csv(FigureTable table) => Encoding.UTF8.GetBytes(table.ToCsv());
}
