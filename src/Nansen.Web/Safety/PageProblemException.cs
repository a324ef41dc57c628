namespace Nansen.Web;

/// <summary>
/// Ends a page with an error page: <c>throw new PageProblemException(404)</c>. The person sees the text of the status in her
/// language, and <paramref name="reason"/> when one is given; programs get the same as problem+json.
/// </summary>
/// <param name="status">400, 403, 404, 409, 413, 422, 429, 500 or 503.</param>
/// <param name="reason">What exactly, already in the person's language.</param>
public sealed class PageProblemException(int status, string? reason = null) : Exception(reason ?? $"HTTP {status}")
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What exactly, or null.</summary>
    public string? Reason { get; } = reason;
}
