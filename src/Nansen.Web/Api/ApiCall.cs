using Microsoft.AspNetCore.Http;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>One request of a program: who asks, and how outcomes become answers. It goes through the same gate as the pages.</summary>
internal sealed class ApiCall(RegisterNode node, IHttpContextAccessor accessor, CurrentActor current, Texts texts)
{
    /// <summary>Header by which a request sent twice is carried out once: a UUID of the program's making.</summary>
    public const string IdempotencyHeader = "Idempotency-Key";

    public RegisterNode Node => node;

    public RecordRoom Room => node.Room;

    public Texts Texts => texts;

    public HttpContext Http => accessor.HttpContext!;

    /// <summary>Who acts, in the role she chose.</summary>
    public Records.Actor Me => ActingOfficer.Of(Http, current.Required);

    /// <summary>The token of the request; null when the program gave none.</summary>
    public BatchId? Token => Http.Request.Headers[IdempotencyHeader].ToString() is not { Length: > 0 } key ? null
        : BatchId.TryParse(key, out var token) ? token : throw new PageProblemException(StatusCodes.Status400BadRequest, texts["api.idempotency"]);

    /// <summary>Begins a change.</summary>
    public Draft Begin(DateOnly? on = null) => Room.Begin(Me, Token, on, "api");

    /// <summary>The id in an address or a body; a wrong one looks like one that is not hers.</summary>
    public static StreamId Id(string? text) => StreamId.TryParse(text, out var id) ? id : throw new PageProblemException(StatusCodes.Status403Forbidden);

    /// <summary>Opens a record as its reader may see it; 403 when it is not hers or not there.</summary>
    public async Task<RecordView> OpenAsync(string? id, string what) =>
        await Room.OpenAsync(Me, Id(id), what) is { } opened ? new RecordView(node.Pack, opened.Record, opened.Access) : throw new PageProblemException(StatusCodes.Status403Forbidden);

    /// <summary>Ends the request with 403 unless the role may do something.</summary>
    public Task DemandAsync(string action) => StatisticsFiles.DemandAsync(node, Me, action);

    /// <summary>Commits a draft and answers.</summary>
    public async Task<IResult> CommitAsync(Draft draft, bool made = false) => await AnswerAsync(await Room.CommitAsync(draft), made);

    /// <summary>200 (201 when something was made) with the records touched that are hers to open; else 403, 409, 422 or 503 as problem+json.</summary>
    public async Task<IResult> AnswerAsync(Outcome outcome, bool made = false) => outcome switch
    {
        Outcome.Done done => Results.Json(new Changed(await OwnAsync(done.Records), done.Again), statusCode: made && !done.Again ? StatusCodes.Status201Created : StatusCodes.Status200OK),
        Outcome.Refused refused => Refused(refused.Problems),
        Outcome.Stale stale => await StaleAsync(stale),
        Outcome.Unavailable unavailable => throw new PageProblemException(StatusCodes.Status503ServiceUnavailable, unavailable.Message),
        _ => throw new PageProblemException(StatusCodes.Status403Forbidden),
    };

    /// <summary>422 with each problem at its field.</summary>
    public IResult Refused(IReadOnlyList<Problem> problems, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var extensions = new Dictionary<string, object?> { ["errors"] = problems.Select(p => new ApiError(p.Field, p.Of, p.Code, texts.Pick(p.Text.ByLanguage))).ToList() };
        foreach (var (name, value) in more) extensions[name] = value;
        return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: texts["problem.422.title"], instance: Http.Request.Path, extensions: extensions);
    }

    private async Task<IResult> StaleAsync(Outcome.Stale stale)
    {
        var access = await Room.Gate.OpenAsync(Me, stale.Record);
        if (!access.Allowed) throw new PageProblemException(StatusCodes.Status403Forbidden);
        var since = stale.Since.Select(s => s.Id).ToHashSet();
        var view = new RecordView(node.Pack, stale.Record, access);
        return Results.Problem(statusCode: StatusCodes.Status409Conflict, title: texts["problem.409.title"], instance: Http.Request.Path, extensions: new Dictionary<string, object?>
        {
            ["record"] = TouchedJson.Of(stale.Record),
            ["since"] = view.Timeline.Where(t => since.Contains(t.Id)).Reverse().Select(EventJson.Of).ToList(),
        });
    }

    private async Task<IReadOnlyList<TouchedJson>> OwnAsync(IReadOnlyList<RecordState> records)
    {
        var own = new List<TouchedJson>();
        foreach (var record in records)
            if ((await Room.Gate.OpenAsync(Me, record)).Allowed) own.Add(TouchedJson.Of(record));
        return own;
    }
}

/// <summary>What stands against a request.</summary>
/// <param name="Field">Field it is about; null for the whole.</param>
/// <param name="Of">Person the field is asked of.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">In the language of the request.</param>
internal sealed record ApiError(string? Field, string? Of, string Code, string Message);

/// <summary>What came of a change.</summary>
/// <param name="Records">Records touched, as they now are.</param>
/// <param name="Again">The same request had been carried out before.</param>
internal sealed record Changed(IReadOnlyList<TouchedJson> Records, bool Again);
