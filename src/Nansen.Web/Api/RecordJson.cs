using System.Text.Json;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>A record as its reader may see it: what the page shows her, and nothing more (DP-05).</summary>
internal sealed record RecordJson(
    string Id, string Type, string Number, string Label, string Office, string State, DateOnly CreatedOn, IReadOnlyList<string> Heads,
    IReadOnlyList<FactJson> Facts, IReadOnlyList<StatusJson> Statuses, IReadOnlyList<string> Persons, IReadOnlyList<ProposalJson> Proposals,
    IReadOnlyList<StepJson> Steps, IReadOnlyList<ClockJson> Clocks, IReadOnlyList<EventJson> Timeline)
{
    public static async Task<RecordJson> OfAsync(ApiCall call, RecordView view)
    {
        var record = view.Record;
        var steps = await call.Room.StepsAsync(call.Me, record);
        string Say(LocalText text) => call.Texts.Pick(text.ByLanguage);
        return new RecordJson(
            record.Id.ToString(), record.Type, record.Number, view.Fact("names") is not null ? record.Label : record.Number, record.Office, record.State, record.CreatedOn,
            [.. record.Heads.Select(h => h.ToString())], [.. view.Facts.Select(FactJson.From)],
            [.. record.Statuses.Select(s => new StatusJson(s.Code, s.Since, s.Until, s.Cause, s.EndReason))],
            [.. (record.Holder is { } holder ? [holder] : record.Persons).Select(p => p.ToString())],
            [.. view.Waiting.Select(p => new ProposalJson(p.Id.ToString(), p.Event, p.Actor, p.At, [.. view.FactsOf(p).Select(FactJson.From)]))],
            [.. steps.Select(s => new StepJson(s.Step.Event, Say(s.Step.Title), s.Step.Form, s.Step.ConfirmedBy.Count > 0, [.. s.Obstacles.Select(o => new ApiError(o.Field, o.Of, o.Code, Say(o.Text)))]))],
            [.. call.Room.Clocks(record).Select(c => new ClockJson(c.Clock.Code, c.Started, c.Due, c.Stopped, c.Paused, c.Lapsed))],
            [.. view.Timeline.Select(EventJson.Of)]);
    }
}

/// <summary>A fact with its envelope.</summary>
internal sealed record FactJson(string Field, string? Of, JsonElement? Value, string? Original, Certainty Certainty, FactSource Source, bool Disputed, DateTimeOffset RecordedAt, int EarlierValues)
{
    public static FactJson From(VisibleFact fact) => new(fact.Field.Code, fact.Of?.ToString(), fact.Value.Value.HasValue ? fact.Value.Value.Value : null, fact.Value.Value.Original,
        fact.Value.Value.Certainty, fact.Value.Value.Source, fact.Value.Value.Disputed, fact.Value.At, fact.Before.Count);
}

/// <summary>A status of a person.</summary>
internal sealed record StatusJson(string Code, DateOnly Since, DateOnly? Until, string Cause, string? EndReason);

/// <summary>What waits for a second pair of eyes.</summary>
internal sealed record ProposalJson(string Id, string Event, string ProposedBy, DateTimeOffset At, IReadOnlyList<FactJson> Facts);

/// <summary>A step that could be taken, with what stands in its way.</summary>
internal sealed record StepJson(string Event, string Title, string? Form, bool NeedsConfirmation, IReadOnlyList<ApiError> Obstacles);

/// <summary>A clock of a case.</summary>
internal sealed record ClockJson(string Code, DateOnly Started, DateOnly Due, DateOnly? Stopped, bool Paused, bool Lapsed);

/// <summary>A line of the history, without the fields the reader may not see.</summary>
internal sealed record EventJson(string Id, string Type, string? Event, string? Code, string? To, string Actor, string Role, DateOnly On, DateTimeOffset At, IReadOnlyList<string> Fields)
{
    public static EventJson Of(Records.TimelineItem item) =>
        new(item.Id.ToString(), item.Head.Type, item.Head.Event, item.Head.Code, item.Head.To, item.Head.Actor, item.Head.Role, item.Head.On, item.Head.At, item.Fields);
}

/// <summary>A record that a change touched.</summary>
internal sealed record TouchedJson(string Id, string Type, string Number, string State, IReadOnlyList<string> Heads)
{
    public static TouchedJson Of(RecordState record) => new(record.Id.ToString(), record.Type, record.Number, record.State, [.. record.Heads.Select(h => h.ToString())]);
}
