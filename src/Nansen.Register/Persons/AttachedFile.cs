using System.Text.Json;
using Nansen.Journal;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// A file attached to a record: sealed under the record's own key, beside the book. Its kind is told from its first bytes, never from its
/// name; pages and programs are not taken, so that opening one starts nothing.
/// </summary>
/// <param name="Name">Name of the file as it was given.</param>
/// <param name="Type">Media type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Blob">Name of the sealed content.</param>
public sealed record AttachedFile(string Name, string Type, long Size, string Blob)
{
    /// <summary>Kind of attachment that officers add.</summary>
    public const string Kind = "file";

    /// <summary>Most bytes of one file.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Media type of a PDF, PNG or JPEG file; null for everything else.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : null;

    /// <summary>Seals a file of a kind that is taken, and gives the fact for the entry that names it; null when it is none.</summary>
    public static async ValueTask<FactValue?> PutAsync(IJournal journal, StreamId record, string name, byte[] content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length is 0 or > MostBytes || TypeOf(content) is not { } type) return null;
        using var stream = new MemoryStream(content);
        var blob = await journal.PutBlobAsync(new KeyScope(record, KeyClass.Special), stream, cancellation);
        return FactValue.OfJson(Kind, JsonSerializer.SerializeToElement(new { name = Path.GetFileName(name.Replace('\\', '/')), type, size = content.Length, blob = blob.Hash }));
    }

    /// <summary>What a fact says of its file; null when it is no attached file.</summary>
    public static AttachedFile? Of(FactValue? fact)
    {
        if (fact is not { Value.ValueKind: JsonValueKind.Object }) return null;
        string Word(string name) => fact.Value.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";
        return Word("blob") is { Length: > 0 } blob && fact.Value.TryGetProperty("size", out var size) && size.TryGetInt64(out var bytes) ? new(Word("name"), Word("type"), bytes, blob) : null;
    }

    /// <summary>The content; null when its key was erased.</summary>
    public async ValueTask<byte[]?> ReadAsync(IJournal journal, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        if (await journal.OpenBlobAsync(Blob, KeyClass.Special, cancellation) is not { } stream) return null;
        await using (stream)
        {
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancellation);
            return content.ToArray();
        }
    }
}
