namespace Nansen.Register;

/// <summary>What a decision came to, as the published tables tell it apart.</summary>
internal enum DecisionKind
{
    Recognised,
    Other,
    Rejected,
    Closed,
}

/// <summary>How an appeal came in, which decides whether it is an inflow of the account.</summary>
internal enum AppealWay
{
    /// <summary>Within the time to appeal: the applicant's status goes on.</summary>
    InTime,

    /// <summary>After the time, but nobody had recorded that the decision is final: the status goes on.</summary>
    LateStillPending,

    /// <summary>After the decision had become final: the status opens again, cause "reopened".</summary>
    LateReopens,
}

/// <summary>An appeal by year, as published.</summary>
internal sealed record LifeAppeal(int Year, string Type, string Level, AppealWay Way)
{
    /// <summary>Year of the decision on it; null while it is pending.</summary>
    public int? DecidedIn { get; set; }

    public DecisionKind Outcome { get; set; }
}

/// <summary>
/// One person's way through the asylum procedure in years and published codes: nothing else of her is fixed yet.
/// Persons with the same life can be one family with one case.
/// </summary>
internal sealed class Life(string origin, string authority, int appliedIn, string type, string level)
{
    public string Origin => origin;

    public string Authority => authority;

    public int AppliedIn => appliedIn;

    public string Type => type;

    public string Level => level;

    /// <summary>Year of the first decision, null while it is pending.</summary>
    public int? DecidedIn { get; set; }

    public string DecisionLevel { get; set; } = "";

    public DecisionKind Outcome { get; set; }

    public LifeAppeal? Appeal { get; set; }

    /// <summary>Everything that must be the same for two persons to share a case.</summary>
    public string Key => $"{origin}|{authority}|{appliedIn:0000}|{type}|{level}|{DecidedIn:0000}|{DecisionLevel}|{Outcome}|{Appeal?.Year:0000}|{Appeal?.Type}|{Appeal?.Level}|{Appeal?.Way}|{Appeal?.DecidedIn:0000}|{Appeal?.Outcome}";
}
