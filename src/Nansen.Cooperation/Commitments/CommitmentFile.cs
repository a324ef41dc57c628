using Nansen.Packs;

namespace Nansen.Cooperation;

/// <summary>A commitment as a list shows it.</summary>
/// <param name="Commitment">The commitment.</param>
/// <param name="Actions">What is done under it.</param>
/// <param name="Overdue">How many of the actions are past their due day.</param>
/// <param name="Indicators">Codes of the indicators that serve it.</param>
/// <param name="Submissions">How many submissions came in.</param>
/// <param name="Answered">How many of them have a reply.</param>
public sealed record CommitmentSummary(Commitment Commitment, IReadOnlyList<CommitmentAction> Actions, int Overdue, IReadOnlyList<string> Indicators, int Submissions, int Answered);

/// <summary>The follow-up as a whole (IND-26): how many commitments have evidence, what is late, what was answered.</summary>
/// <param name="Commitments">All commitments in order.</param>
public sealed record FollowUpSummary(IReadOnlyList<CommitmentSummary> Commitments)
{
    /// <summary>Commitments with an action or a counted indicator.</summary>
    public int WithEvidence => Commitments.Count(c => c.Actions.Count > 0 || c.Indicators.Count > 0);

    /// <summary>Actions past their due day.</summary>
    public int Overdue => Commitments.Sum(c => c.Overdue);

    /// <summary>Submissions.</summary>
    public int Submissions => Commitments.Sum(c => c.Submissions);

    /// <summary>Submissions with a reply.</summary>
    public int Answered => Commitments.Sum(c => c.Answered);
}

/// <summary>All that is published under one commitment.</summary>
/// <param name="Commitment">What was promised, and what the system does for it.</param>
/// <param name="Actions">What has been done.</param>
/// <param name="Readings">The figures and where they come from.</param>
/// <param name="Treaties">Standing of each State of the region with each instrument of the commitment that the register covers.</param>
/// <param name="Submissions">What organisations say, with the replies.</param>
/// <param name="Missing">What is missing.</param>
public sealed record CommitmentFile(
    Commitment Commitment, IReadOnlyList<CommitmentAction> Actions, IReadOnlyList<IndicatorReading> Readings, IReadOnlyList<TreatyStanding> Treaties, IReadOnlyList<Submission> Submissions, IReadOnlyList<LocalText> Missing);
