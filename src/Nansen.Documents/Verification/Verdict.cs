namespace Nansen.Documents;

/// <summary>How one check ended, in the manner of TR-03135.</summary>
public enum CheckOutcome
{
    /// <summary>Done, and right.</summary>
    Successful,

    /// <summary>Done, and wrong.</summary>
    Failed,

    /// <summary>Could not be told with what the verifier holds.</summary>
    Undetermined,

    /// <summary>This verifier cannot do it for this document.</summary>
    NotSupported,

    /// <summary>Not begun, because an earlier check failed.</summary>
    Aborted,
}

/// <summary>One check.</summary>
/// <param name="Id">Its name, as <c>signature</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">The status word of Doc 9303-13 when it failed, as INVALID_SIGNATURE, or is told without failing, as UNKNOWN_FEATURE; else null.</param>
/// <param name="Message">A sentence for the checker.</param>
public sealed record Check(string Id, CheckOutcome Outcome, string? Status, string Message);

/// <summary>The whole verdict in one word.</summary>
public enum VerdictResult
{
    /// <summary>Genuine, trusted and in force, as far as the lists say.</summary>
    Valid,

    /// <summary>At least one check failed.</summary>
    NotValid,

    /// <summary>There is nothing that can be verified.</summary>
    Unreadable,
}

/// <summary>One field, as sealed and as printed.</summary>
/// <param name="Field">The field.</param>
/// <param name="Sealed">What the seal says.</param>
/// <param name="Printed">What stands on the paper.</param>
/// <param name="Equal">Whether they agree; a name that may be truncated agrees with its beginning.</param>
public sealed record FieldComparison(string Field, string Sealed, string Printed, bool Equal);

/// <summary>How old a list is.</summary>
/// <param name="Name">The list.</param>
/// <param name="IssuedAt">When it was made, or null when there is none.</param>
/// <param name="AgeDays">Its age.</param>
/// <param name="Stale">Whether it is older than the policy allows, or missing.</param>
public sealed record ListAge(string Name, DateTimeOffset? IssuedAt, int? AgeDays, bool Stale);

/// <summary>One verdict over a document, with its reasons.</summary>
public sealed record Verdict
{
    /// <summary>The result.</summary>
    public required VerdictResult Result { get; init; }

    /// <summary>Every check, in order.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>The seal, when one could be read.</summary>
    public Seal? Seal { get; init; }

    /// <summary>The signer's certificate by the name of its file in the trust folder; null when it is not there.</summary>
    public string? SignerCertificate { get; init; }

    /// <summary>The ICAO barcode, when the seal has that form.</summary>
    public IcaoBarcode? Barcode { get; init; }

    /// <summary>The zone inside the seal, when it has one.</summary>
    public MrzDocument? SealedZone { get; init; }

    /// <summary>The zone printed on the paper, when it could be read or was given.</summary>
    public MrzDocument? PrintedZone { get; init; }

    /// <summary>Seal against paper.</summary>
    public IReadOnlyList<FieldComparison> Comparisons { get; init; } = [];

    /// <summary>How old the verifier's lists are.</summary>
    public IReadOnlyList<ListAge> Lists { get; init; } = [];

    /// <summary>What no machine has compared and the checker must.</summary>
    public IReadOnlyList<string> CompareByEye { get; init; } = [];

    /// <summary>Status words of the failed checks; VALID when there is none.</summary>
    public IReadOnlyList<string> Status =>
        Result == VerdictResult.Valid ? ["VALID"] : [.. Checks.Where(c => c is { Outcome: CheckOutcome.Failed, Status: not null }).Select(c => c.Status!).Distinct()];
}
