namespace Nansen.Documents;

/// <summary>The void list, and how old the lists are.</summary>
internal static class ListChecks
{
    // A clock that is set back makes every list look young. Time zones and drift are no more than a day.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    public static void Run(CheckList checks, MrzDocument? zone, TrustedSigner? signer, TrustFolder trust, DateTimeOffset now)
    {
        var own = ListFor(zone, trust);
        if (trust.VoidList is null && trust.OtherVoidLists.Count == 0) checks.Open("voidList", trust.VoidListFault ?? "There is no void list.");
        else if (zone is null) checks.Open("voidList", "The document's number is not known.");
        else if (Reason(DocumentReference.Of(zone), trust.VoidList, own) is { } reason) checks.Wrong("voidList", "VOID_DOCUMENT", $"The document is void: {Words(reason)}.");
        else if (own is null || !IsOf(own.List.Header.Issuer, zone.Issuer)) checks.Open("voidList", $"There is no void list of {zone.Issuer} here; those of other States know nothing of its documents.");
        else checks.Right("voidList", "The document is not on the void list.");

        var isStale = IsStale(own?.List.Header.IssuedAt, trust.Policy, now)
            || (signer is not null && IsStale(signer.Revocations?.ThisUpdate, trust.Policy, now))
            || (trust.BundledAt is not null && IsStale(trust.BundledAt, trust.Policy, now));
        if (trust.BundledAt is { } bundled && bundled - now > ClockTolerance)
            checks.Wrong("listAge", "STALE_LISTS", $"The lists are of {bundled.UtcDateTime:yyyy-MM-dd}, a day that this device's clock has not reached: set the clock. Nobody can tell how old they are.");
        else if (!isStale) checks.Right("listAge", "The lists are fresh.");
        else if (trust.Policy.RefuseWhenStale) checks.Wrong("listAge", "STALE_LISTS", "The lists are too old, or missing, for the word valid.");
        else checks.Open("listAge", "A list is old or missing: fetch a new one.");
    }

    /// <summary>How old the lists are; of several void lists the one that was asked.</summary>
    public static IReadOnlyList<ListAge> Ages(TrustFolder trust, DateTimeOffset now, MrzDocument? zone = null) =>
    [
        Age("void list", ListFor(zone, trust)?.List.Header.IssuedAt, trust.Policy, now),
        .. trust.BundledAt is { } bundled ? [Age("bundle", bundled, trust.Policy, now)] : Array.Empty<ListAge>(),
        Age("revocations", trust.Revocations.Count == 0 ? null : trust.Revocations.Min(r => r.ThisUpdate), trust.Policy, now),
    ];

    // The newest list of the document's own State; without one, the verifier's own.
    private static SignedVoidList? ListFor(MrzDocument? zone, TrustFolder trust)
    {
        if (zone is null || (trust.VoidList is not null && IsOf(trust.VoidList.List.Header.Issuer, zone.Issuer))) return trust.VoidList;
        SignedVoidList? newest = null;
        foreach (var other in trust.OtherVoidLists)
            if (IsOf(other.List.Header.Issuer, zone.Issuer) && !(other.List.Header.IssuedAt <= newest?.List.Header.IssuedAt)) newest = other;
        return newest ?? trust.VoidList;
    }

    // The verifier's own list, and that of the document's State: no other State declares its documents void.
    private static VoidReason? Reason(DocumentReference document, SignedVoidList? verifiers, SignedVoidList? own) =>
        verifiers?.List.Find(document) ?? (own == verifiers ? null : own?.List.Find(document));

    private static ListAge Age(string name, DateTimeOffset? issued, TrustPolicy policy, DateTimeOffset now) =>
        new(name, issued, issued is { } at ? Math.Max(0, (int)(now - at).TotalDays) : null, IsStale(issued, policy, now));

    private static bool IsStale(DateTimeOffset? list, TrustPolicy policy, DateTimeOffset now) => list is not { } at || (now - at).TotalDays > policy.MaxListAgeDays;

    // A State has two spellings, as D and DEU.
    private static bool IsOf(string list, string document) =>
        list == document || (CountryCodes.TwoLetters(list) is { } state && state == CountryCodes.TwoLetters(document));

    private static string Words(VoidReason reason) => reason switch
    {
        VoidReason.Lost => "reported lost",
        VoidReason.Stolen => "reported stolen",
        VoidReason.Withdrawn => "withdrawn",
        VoidReason.UnissuedBlank => "a blank that was never issued",
        VoidReason.Replaced => "replaced",
        VoidReason.Destroyed => "destroyed",
        _ => "declared void",
    };
}
