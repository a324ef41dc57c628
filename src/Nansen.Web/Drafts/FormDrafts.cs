using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Nansen.Journal;

namespace Nansen.Web;

/// <summary>A form somebody has begun.</summary>
/// <param name="Token">Token of its submission, which is also its name.</param>
/// <param name="Title">Of whom it is, as far as it says.</param>
/// <param name="Href">Where it is gone on with.</param>
/// <param name="At">When it was last kept.</param>
public sealed record KeptDraft(string Token, string Title, string Href, DateTimeOffset At);

/// <summary>
/// Forms that officers have begun: kept at every Continue, so that a session that ends or a line that breaks loses at
/// most a page; deleted when the form is sent, and after a week.
/// </summary>
public sealed class FormDrafts
{
    /// <summary>How long a form that nobody goes on with is kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(7);

    private readonly SealedFolder _folder;
    private readonly TimeProvider _clock;

    /// <summary>Drafts in the folder <c>drafts</c> of the data directory.</summary>
    public FormDrafts(IDataProtectionProvider protection, WebOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_folder, _clock) = (new SealedFolder(protection, Path.Combine(options.DataDirectory, "drafts"), "form-draft", Kept), clock);
    }

    /// <summary>Keeps what is typed in a form; the form bears its token in the field <c>token</c>.</summary>
    public void Keep(Records.Actor officer, string title, string href, FormInput form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (NameOf(form.Text("token")) is not { } name) return;
        var draft = new Content(title, href, _clock.GetUtcNow(), [.. form.Pairs().Select(p => new[] { p.Key, p.Value })]);
        _folder.Write(officer, name, JsonSerializer.SerializeToUtf8Bytes(draft));
    }

    /// <summary>The forms an officer has begun, the latest first.</summary>
    public IReadOnlyList<KeptDraft> Of(Records.Actor officer) =>
        [.. _folder.Names(officer).Select(n => Open(officer, n.Name) is { } draft ? new KeptDraft(n.Name, draft.Title, draft.Href, draft.At) : null).OfType<KeptDraft>()];

    /// <summary>A form as it was kept; null when it is gone or somebody else's.</summary>
    public FormInput? Take(Records.Actor officer, string? token) =>
        NameOf(token) is { } name && Open(officer, name) is { } draft ? FormInput.From(draft.Pairs.Select(p => KeyValuePair.Create(p[0], p[1]))) : null;

    /// <summary>Lets go of a form that was sent or is not wanted.</summary>
    public void Delete(Records.Actor officer, string? token)
    {
        if (NameOf(token) is { } name) _folder.Delete(officer, name);
    }

    private Content? Open(Records.Actor officer, string name) =>
        _folder.Read(officer, name) is { } json ? JsonSerializer.Deserialize<Content>(json) : null;

    // Only a token is a file's name; nothing else that is typed may become one.
    private static string? NameOf(string? token) => BatchId.TryParse(token ?? "", out var id) ? id.ToString() : null;

    private sealed record Content(string Title, string Href, DateTimeOffset At, IReadOnlyList<string[]> Pairs);
}
