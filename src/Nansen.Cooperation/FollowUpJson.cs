using System.Globalization;
using System.Text.Json.Nodes;
using Nansen.Packs;

namespace Nansen.Cooperation;

/// <summary>The follow-up in machine-readable form, the same for API and program. Texts stand in every language of the pack; days as yyyy-MM-dd.</summary>
public static class FollowUpJson
{
    /// <summary>All commitments and what there is to each.</summary>
    public static JsonObject Of(FollowUpSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new JsonObject
        {
            ["withEvidence"] = summary.WithEvidence,
            ["overdueActions"] = summary.Overdue,
            ["submissions"] = summary.Submissions,
            ["answered"] = summary.Answered,
            ["commitments"] = Array(summary.Commitments, c => new JsonObject
            {
                ["code"] = c.Commitment.Code,
                ["theme"] = c.Commitment.Theme,
                ["title"] = Text(c.Commitment.Title),
                ["actions"] = new JsonObject(c.Actions.GroupBy(a => a.Status).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Count()))),
                ["overdue"] = c.Overdue,
                ["indicators"] = Array(c.Indicators, i => i),
                ["submissions"] = c.Submissions,
                ["answered"] = c.Answered,
            }),
        };
    }

    /// <summary>Everything under one commitment.</summary>
    public static JsonObject Of(CommitmentFile file, TreatyRegister treaties)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(treaties);
        return new JsonObject
        {
            ["code"] = file.Commitment.Code,
            ["theme"] = file.Commitment.Theme,
            ["promised"] = Text(file.Commitment.Title),
            ["meansOfSystem"] = Text(file.Commitment.MeansOfSystem),
            ["actions"] = Array(file.Actions, Of),
            ["indicators"] = Array(file.Readings, Of),
            ["treaties"] = file.Treaties.Count == 0 ? null : new JsonObject
            {
                ["source"] = Text(treaties.Source),
                ["asOf"] = Day(treaties.Until),
                ["standings"] = Array(file.Treaties, Of),
            },
            ["submissions"] = Array(file.Submissions, Of),
            ["missing"] = Array(file.Missing, Text),
        };
    }

    /// <summary>An indicator as computed.</summary>
    public static JsonObject Of(IndicatorReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new JsonObject
        {
            ["code"] = reading.Indicator.Code,
            ["title"] = Text(reading.Indicator.Title),
            ["unit"] = reading.Indicator.Unit,
            ["target"] = reading.Indicator.Target,
            ["commitments"] = Array(reading.Indicator.Commitments, c => c),
            ["method"] = Text(reading.Indicator.Method),
            ["source"] = Text(reading.Source),
            ["knownAt"] = reading.KnownAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["threshold"] = reading.Threshold,
            ["stillLate"] = reading.StillLate is { } late ? Of(late) : null,
            ["figures"] = Array(reading.Figures, Of),
            ["feed"] = Array(reading.Feed, s => new JsonObject { ["kind"] = s.Kind, ["code"] = s.Code, ["title"] = Text(s.Title), ["detail"] = s.Detail is null ? null : Text(s.Detail) }),
            ["missing"] = Array(reading.Missing, Text),
        };
    }

    /// <summary>
    /// An indicator with its groups, for those who count: beside a rounded release exact counts of small groups would tell more than either
    /// alone, so they are not public.
    /// </summary>
    public static JsonObject WithGroups(IndicatorReading reading)
    {
        var json = Of(reading);
        json["groups"] = Array(reading.Groups, Of);
        return json;
    }

    private static JsonObject Of(IndicatorGroup group)
    {
        var json = new JsonObject { ["by"] = group.Dimension, ["code"] = group.Code, ["numerator"] = Of(group.Share.Numerator), ["denominator"] = Of(group.Share.Denominator), ["value"] = Percent(group.Share.Value) };
        if (group.MedianDays is { } median) json["medianDays"] = median;
        if (group.NinetiethDays is { } ninetieth) json["ninetiethDays"] = ninetieth;
        return json;
    }

    private static JsonObject Of(IndicatorFigure figure)
    {
        var json = new JsonObject { ["period"] = figure.Period, ["from"] = Day(figure.From), ["to"] = Day(figure.To) };
        if (figure.Number is { } number) json["value"] = number;
        if (figure.Share is not { } share) return json;
        json["numerator"] = Of(share.Numerator);
        json["denominator"] = Of(share.Denominator);
        json["value"] = Percent(share.Value);
        if (share.Value is null && share.Least is not null) json["between"] = new JsonArray(Percent(share.Least), Percent(share.Most));
        if (figure.MedianDays is { } median) json["medianDays"] = median;
        if (figure.NinetiethDays is { } ninetieth) json["ninetiethDays"] = ninetieth;
        return json;
    }

    private static JsonObject Of(CommitmentAction action) => new()
    {
        ["number"] = action.Number,
        ["title"] = action.Title,
        ["text"] = action.Text,
        ["responsibleBody"] = action.Body,
        ["status"] = action.Status,
        ["starts"] = action.Starts?.ToString(),
        ["due"] = action.Due?.ToString(),
        ["budget"] = action.Budget,
        ["reason"] = action.Reason,
    };

    private static JsonObject Of(Submission submission) => new()
    {
        ["number"] = submission.Number,
        ["title"] = submission.Title,
        ["organisation"] = submission.Organisation,
        ["languages"] = Array(submission.Languages, l => l),
        ["text"] = submission.Text,
        ["status"] = submission.Status,
        ["submittedOn"] = Day(submission.SubmittedOn),
        ["reply"] = submission.Reply,
        ["repliedOn"] = submission.RepliedOn is { } on ? Day(on) : null,
        ["reason"] = submission.Reason,
    };

    private static JsonObject Of(TreatyStanding standing) => new()
    {
        ["instrument"] = standing.Instrument,
        ["state"] = standing.State,
        ["status"] = standing.Status.ToString().ToLowerInvariant(),
        ["actions"] = Array(standing.Actions, a => new JsonObject { ["kind"] = a.Kind.ToString().ToLowerInvariant(), ["on"] = Day(a.On) }),
    };

    // A withheld count is the span in which it lies.
    private static JsonNode Of(PublicCount count) => count.Value is { } value ? JsonValue.Create(value) : new JsonArray(count.Least, count.Most);

    private static JsonNode? Percent(decimal? share) => share is { } value ? JsonValue.Create(Math.Round(value * 100, 1)) : null;

    private static JsonObject Text(LocalText text) => new(text.ByLanguage.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
