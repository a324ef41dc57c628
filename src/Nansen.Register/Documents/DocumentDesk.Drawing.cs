using System.Text.Json;
using Nansen.Documents;
using Nansen.Journal;
using Nansen.Records;
using Verdict = Nansen.Documents.Verdict;

namespace Nansen.Register;

/// <summary>A document's page.</summary>
/// <param name="Number">The document's number.</param>
/// <param name="Page">What stands on it; <see cref="PageDrawing"/> makes the file, the same bytes each time while the document's state stays.</param>
public sealed record DrawnDocument(string Number, DocumentPage Page)
{
    /// <summary>PDF/A.</summary>
    public ReadOnlyMemory<byte> Pdf => PageDrawing.Pdf(Page);
}

/// <summary>The part of the desk that draws documents from the book, and verifies them.</summary>
public sealed partial class DocumentDesk
{
    private (DateTime Published, TrustFolder Folder)? _trust;
    private (DateTime Published, DateTimeOffset Made, byte[] File)? _bundle;

    /// <summary>
    /// Draws a document that is made, by the pack's drawing of its kind, for somebody who may see all that stands on it. Opening
    /// it and its holder is written in the access book; null when it is not hers, not made yet, or not there.
    /// </summary>
    /// <exception cref="DocumentException">The photo cannot be read, or a value that the drawing requires is not known.</exception>
    public async ValueTask<DrawnDocument?> DrawAsync(Actor actor, StreamId document, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await room.OpenAsync(actor, document, "document_pdf", null, cancellation) is not { } opened) return null;
        if (opened.Record is not { Holder: { } holderId, Code: { } kind } || !room.Pack.Documents.ContainsKey(kind)) return null;
        if (await room.OpenAsync(actor, holderId, "document_pdf", null, cancellation) is not { } holder) return null;
        if (!Sees(opened.Access, "document", DocumentFace.DocumentFields) || !Sees(holder.Access, holder.Record.Type, DocumentFace.HolderFields(room.Pack, kind))) return null;
        var face = new DocumentFace(room.Pack, settings, opened.Record, holder.Record);
        if (!face.IsMade) return null;
        var page = face.Page(await PhotoAsync(face.Photo, cancellation));
        return new DrawnDocument(page.Number, page);
    }

    // What cannot be drawn is found before the document is out, and said to who makes it.
    private void RefuseUndrawable(Draft draft, RecordState document, RecordState holder)
    {
        var face = new DocumentFace(room.Pack, settings, document, holder);
        if (!face.IsMade) return;
        try { PageDrawing.Check(face.Page(null)); }
        catch (DocumentException undrawable)
        {
            draft.Refuse(undrawable.Letter is { } letter
                ? Problems.Plain("page", null, undrawable.Message, $"Буквы «{letter}» нет ни в одном шрифте документов: запишите это место другими буквами.")
                : Problems.Plain("page", null, $"The page cannot be drawn. {undrawable.Message}", $"Страницу документа нельзя составить. {undrawable.Message}"));
        }
    }

    /// <summary>The second officer does not issue a proposed document.</summary>
    public async ValueTask<Outcome> DeclineAsync(Actor actor, StreamId document, BatchId? token = null, CancellationToken cancellation = default)
    {
        var draft = room.Begin(actor, token);
        await draft.TransitionAsync(document, "decline", [], cancellation);
        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>What verifiers trust, as it stands now; read anew when another void list was published, by this process or another.</summary>
    public TrustFolder Trust()
    {
        lock (_lists)
        {
            RenewLists();
            var published = File.GetLastWriteTimeUtc(VoidListPath);
            if (_trust is not { } known || known.Published != published) _trust = known = (published, Nansen.Documents.TrustFolder.Load(TrustFolder));
            return known.Folder;
        }
    }

    /// <summary>
    /// What a checker takes along: the trust folder in one signed file, made anew when another void list was published, and
    /// each hour, so that its age counts from the last time this register stood behind it.
    /// </summary>
    public ReadOnlyMemory<byte> Bundle()
    {
        lock (_lists)
        {
            RenewLists();
            var (published, now) = (File.GetLastWriteTimeUtc(VoidListPath), room.Clock.GetUtcNow());
            if (_bundle is { } known && known.Published == published && now - known.Made < TimeSpan.FromHours(1)) return known.File;
            using var signer = OpenListSigner();
            _bundle = (published, now, CheckpointBundle.Pack(TrustFolder, signer, now));
            return _bundle.Value.File;
        }
    }

    /// <summary>Reads pages in a process beside the server's, since anybody may upload them; null when they are read in this one.</summary>
    public PageReaderProcess? PageReader { get; set; }

    /// <summary>Verifies a page (PDF, or a clean picture of it); nothing is kept.</summary>
    public async ValueTask<Verdict> VerifyPageAsync(ReadOnlyMemory<byte> file, IReadOnlyList<string>? printed = null, CancellationToken cancellation = default)
    {
        var page = PageReader is { } reader ? await reader.ReadAsync(file, cancellation) : PageReading.Read(file);
        return Verifier.VerifyPage(page, Trust(), room.Clock.GetUtcNow(), printed);
    }

    /// <summary>Verifies a seal; nothing is kept.</summary>
    public Verdict VerifySeal(ReadOnlyMemory<byte> seal, IReadOnlyList<string>? printed = null) => Verifier.Verify(seal, Trust(), room.Clock.GetUtcNow(), printed);

    /// <inheritdoc/>
    public void Dispose()
    {
        _signer?.Dispose();
        PageReader?.Dispose();
    }

    // The program itself (no role) draws for whoever holds the data directory.
    private bool Sees(Access access, string type, IEnumerable<string> fields) =>
        access.Role is null || fields.All(f => room.Pack.FieldOf(type, f) is not { } field || access.Sees(field));

    private async ValueTask<ReadOnlyMemory<byte>?> PhotoAsync(JsonElement? photo, CancellationToken cancellation)
    {
        if (photo is not { ValueKind: JsonValueKind.Object } file) return null;
        if (file.TryGetProperty("inline", out var inline)) return inline.GetBytesFromBase64();
        if (!file.TryGetProperty("blob", out var blob) || await room.Journal.OpenBlobAsync(blob.GetString()!, KeyClass.Special, cancellation) is not { } stream) return null;
        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            return bytes.ToArray();
        }
    }
}
