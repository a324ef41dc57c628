using System.Globalization;

namespace Nansen.Records;

/// <summary>How often somebody of a role verified documents in a month, with one result. Neither who nor which document.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="How"><c>document_verified</c>, by seal, or <c>document_query</c>, by number.</param>
/// <param name="Role">Role of who asked; <c>public_reader</c> when nobody was signed in.</param>
/// <param name="Result">What was answered.</param>
/// <param name="Count">How often.</param>
public sealed record VerificationCount(DateOnly Month, string How, string Role, string Result, int Count);

public sealed partial class RowQueries
{
    /// <summary>A page of the documents in force that some offices keep and that expire by a day, those already expired first; left out are those whose successor is being made or made.</summary>
    public async ValueTask<(IReadOnlyList<DocumentRow> Documents, int Total)> ExpiringDocumentsAsync(DateOnly by, IReadOnlyList<string> offices, int skip, int most, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(offices);
        if (offices.Count == 0) return ([], 0);
        var places = string.Join(',', offices.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i + 3}")));
        var where = $"""
            where state='issued' and expires_on<=@p2 and exists (select 1 from records r where r.id=record_documents.id and r.office in ({places}))
              and not exists (select 1 from record_documents n where n.person=record_documents.person and n.kind=record_documents.kind and n.id<>record_documents.id
                and n.state not in ('void','refused') and (n.issued_on is null or n.expires_on>record_documents.expires_on))
            """;
        var total = 0;
        await ReadAsync("select count(*) from record_documents " + where + " and @p0=@p0 and @p1=@p1", r => total = (int)r.GetInt64(0), cancellation, [0, 0, by, .. offices]);
        return (await DocumentsAsync($"{where} order by expires_on, number limit @p0 offset @p1", cancellation, [most, skip, by, .. offices]), total);
    }

    /// <summary>How often documents were verified since a day, by month, way, role and result, the latest month first.</summary>
    public async ValueTask<IReadOnlyList<VerificationCount>> VerificationsAsync(DateOnly since, CancellationToken cancellation = default)
    {
        const long day = 24 * 60 * 60 * 1000L;
        var counts = new Dictionary<(DateOnly Month, string How, string Role, string Result), int>();
        // What was done and what came of it stand in one word of the access book: document_query.lost.
        await ReadAsync("select what, role, at / @p0, count(*) from record_accesses where (what like 'document_query.%' or what like 'document_verified.%') and at>=@p1 group by what, role, at / @p0", r =>
        {
            var (what, on) = (r.GetString(0).Split('.', 2), DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + (int)r.GetInt64(2)));
            var key = (new DateOnly(on.Year, on.Month, 1), what[0], r.GetString(1), what[1]);
            counts[key] = counts.GetValueOrDefault(key) + (int)r.GetInt64(3);
        }, cancellation, day, new DateTimeOffset(since, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds());
        return [.. counts.Select(c => new VerificationCount(c.Key.Month, c.Key.How, c.Key.Role, c.Key.Result, c.Value)).OrderByDescending(c => c.Month).ThenBy(c => c.How, StringComparer.Ordinal).ThenBy(c => c.Role, StringComparer.Ordinal).ThenByDescending(c => c.Count)];
    }
}
