using System.Net;

namespace Nansen.Web;

/// <summary>What an installation says about its web pages.</summary>
public sealed record WebOptions
{
    /// <summary>The data directory: <c>identity.db</c> (sign-in secrets) and <c>keys/</c> (keys of cookies and forms) stand in it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>A demonstration: users have no second factor and quick password hashes, every page says so, <c>/design</c> and the mirrored language are there.</summary>
    public bool Demo { get; init; }

    /// <summary>How long a session lasts without a request.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How often one address may try to sign in within a minute.</summary>
    public int SignInsPerMinute { get; init; } = 20;

    /// <summary>How many documents one address may have verified within a minute.</summary>
    public int VerificationsPerMinute { get; init; } = 60;

    /// <summary>The largest form or file taken in, in bytes.</summary>
    public long LargestUpload { get; init; } = 25 * 1024 * 1024;

    /// <summary>The office's time zone, for moments on pages.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Addresses of reverse proxies whose word about the caller's address and scheme is believed.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];
}
