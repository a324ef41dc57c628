using System.Text.Json;
using Nansen.Journal;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>A file fact's content: inside the entry when small, else a blob beside the book.</summary>
public static class PhotoFile
{
    /// <summary>Bytes and media type; null when there are none or the key was erased. Only pictures are ever served as such.</summary>
    public static async ValueTask<(byte[] Bytes, string Type)?> ReadAsync(IJournal journal, FactValue file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(file);
        if (file.Value.ValueKind != JsonValueKind.Object) return null;
        string Word(string name) => file.Value.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";
        var type = Word("type") is "image/png" or "image/jpeg" ? Word("type") : "application/octet-stream";
        if (Word("inline") is { Length: > 0 } inline)
        {
            var bytes = new byte[inline.Length];
            return Convert.TryFromBase64String(inline, bytes, out var length) ? (bytes[..length], type) : null;
        }

        if (Word("blob") is not { Length: > 0 } blob || await journal.OpenBlobAsync(blob, KeyClass.Special, cancellation) is not { } stream) return null;
        await using (stream)
        {
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, cancellation);
            return (content.ToArray(), type);
        }
    }
}
