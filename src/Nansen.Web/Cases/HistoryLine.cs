using Nansen.Packs;
using Nansen.Records;

namespace Nansen.Web;

/// <summary>A line of a record's history in words.</summary>
/// <param name="Title">What happened.</param>
/// <param name="At">When it was written down.</param>
/// <param name="By">By whom.</param>
/// <param name="Detail">Which fields, which link.</param>
/// <param name="Day">The day it holds from, when another.</param>
public sealed record HistoryLine(string Title, DateTimeOffset At, string? By, string? Detail, DateOnly? Day)
{
    /// <summary>The history as its reader may see it, newest first.</summary>
    public static IReadOnlyList<HistoryLine> Of(RecordView view, IReadOnlyDictionary<string, string> officers, Func<string, string, string> stepName, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(texts);
        return [.. view.Timeline.Select(t => Line(view, t, officers, stepName, texts))];
    }

    private static HistoryLine Line(RecordView view, Records.TimelineItem item, IReadOnlyDictionary<string, string> officers, Func<string, string, string> stepName, Texts texts)
    {
        var head = item.Head;
        var what = texts["entry." + head.Type];
        var title = head.Event is { } step ? $"{what}: {stepName(view.Record.Type, step)}" : what;
        var fields = item.Fields.Select(f => view.Type.Fields.TryGetValue(f, out var field) ? texts.Pick(field.Label.ByLanguage) : f);
        var detail = string.Join(", ", fields);
        var by = head.Actor == Records.Actor.System.Key ? "Nansen" : officers.GetValueOrDefault(head.Actor);
        return new HistoryLine(title, head.At, by, detail.Length > 0 ? detail : null, head.On != DateOnly.FromDateTime(head.At.UtcDateTime) ? head.On : null);
    }
}
