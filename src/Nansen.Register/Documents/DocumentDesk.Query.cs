using System.Security.Cryptography;
using System.Text;
using Nansen.Documents;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>What a checker elsewhere is told of a document.</summary>
/// <param name="Answer"><c>valid</c>, <c>void</c> or <c>unknown</c>.</param>
/// <param name="Reason">Why it is void: lost, stolen, withdrawn, expired, unissued_blank, replaced, destroyed, other; else null.</param>
public sealed record DocumentAnswer(string Answer, string? Reason = null);

/// <summary>The part of the desk that answers queries of other authorities and States (section 2(l)).</summary>
public sealed partial class DocumentDesk
{
    /// <summary>
    /// Whether a document is in force. The asker shows that she holds it by the last day printed on it: whoever tries numbers
    /// learns nothing but what the void list says to everybody. The answer is logged, the number is not.
    /// </summary>
    /// <param name="actor">Who asks; <see cref="PublicChecker"/> when nobody is signed in.</param>
    /// <param name="code">Document code of the zone.</param>
    /// <param name="number">Its number.</param>
    /// <param name="expires">The last day printed on it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<DocumentAnswer> QueryAsync(Actor actor, string code, string number, DateOnly? expires, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        var answer = await AnswerAsync(code.Trim().ToUpperInvariant(), number.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(), expires, cancellation);
        await LogCheckAsync(actor, "document_query", answer.Reason ?? answer.Answer, cancellation);
        return answer;
    }

    /// <summary>Somebody who verifies without an account.</summary>
    public static Actor PublicChecker { get; } = new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("nansen:checker")).AsSpan(0, 16)), "", "public_reader", []);

    /// <summary>Writes into the access book that somebody verified, with the result alone: neither number nor person.</summary>
    public ValueTask LogVerdictAsync(Actor actor, Verdict verdict, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return LogCheckAsync(actor, "document_verified", System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.Result.ToString()), cancellation);
    }

    /// <summary>How often documents were verified in the last twelve months, and with what result: counts alone (section 2(l)).</summary>
    public ValueTask<IReadOnlyList<VerificationCount>> VerificationsAsync(CancellationToken cancellation = default)
    {
        var since = room.Today.AddMonths(-11);
        return room.Rows.VerificationsAsync(new DateOnly(since.Year, since.Month, 1), cancellation);
    }

    private async ValueTask LogCheckAsync(Actor actor, string what, string result, CancellationToken cancellation) =>
        await room.LogAsync(actor, "DOC", $"{what}.{result}", null, true, 1, null, cancellation);

    private async ValueTask<DocumentAnswer> AnswerAsync(string code, string number, DateOnly? expires, CancellationToken cancellation)
    {
        if (Trust().VoidList?.List.Find(new DocumentReference(settings.State, code, number)) is { } reason) return new("void", Word(reason));
        if (await room.Rows.DocumentAsync(number, cancellation) is not { } row || !room.Pack.Documents.TryGetValue(row.Kind, out var type)) return new("unknown");
        if (type.MrzCode != code || expires is null || (row.ExpiresOn != expires && !await IsPrintedAsync(row, expires.Value, cancellation))) return new("unknown");
        return row.State != "issued" ? new("unknown") : row.ExpiresOn < room.Today ? new("void", "expired") : new("valid");
    }

    // An extension is a mission's stamp: the day printed on the document itself stays as it was.
    private async ValueTask<bool> IsPrintedAsync(DocumentRow row, DateOnly expires, CancellationToken cancellation) =>
        (await room.Begin(PublicChecker).GetAsync(row.Id, cancellation)).Text("valid_until", row.Person) is { Length: > 0 } printed && Values.PartialDate.Parse(printed).Earliest == expires;

    private static string Word(VoidReason reason) => reason switch
    {
        VoidReason.UnissuedBlank => "unissued_blank",
        _ => reason.ToString().ToLowerInvariant(),
    };
}
