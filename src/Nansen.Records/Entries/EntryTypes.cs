namespace Nansen.Records;

/// <summary>
/// The few, generic entry types. Adding a procedure adds YAML to a pack, never a type here; the words stand in
/// journals for ever and are never changed.
/// </summary>
public static class EntryTypes
{
    /// <summary>A record comes into being.</summary>
    public const string Created = "created";

    /// <summary>Facts are recorded or corrected.</summary>
    public const string FactsRecorded = "facts_recorded";

    /// <summary>A record goes from one state to another.</summary>
    public const string Transitioned = "transitioned";

    /// <summary>A typed, dated link to another record.</summary>
    public const string Linked = "linked";

    /// <summary>A link ends or is undone.</summary>
    public const string Unlinked = "unlinked";

    /// <summary>A note.</summary>
    public const string Noted = "noted";

    /// <summary>A file is attached.</summary>
    public const string Attached = "attached";

    /// <summary>The record is given to an officer, or taken from her.</summary>
    public const string Assigned = "assigned";

    /// <summary>The first pair of eyes.</summary>
    public const string Proposed = "proposed";

    /// <summary>The second pair of eyes says yes.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>The second pair of eyes says no.</summary>
    public const string Declined = "declined";

    /// <summary>What was decided, person by person.</summary>
    public const string Decided = "decided";

    /// <summary>A status opens.</summary>
    public const string StatusOpened = "status_opened";

    /// <summary>A status ends.</summary>
    public const string StatusEnded = "status_ended";

    /// <summary>A case enters an account of cases.</summary>
    public const string AccountEntered = "account_entered";

    /// <summary>A case leaves an account of cases.</summary>
    public const string AccountLeft = "account_left";

    /// <summary>A document is issued.</summary>
    public const string DocumentIssued = "document_issued";

    /// <summary>A document is valid longer than it was issued for.</summary>
    public const string DocumentExtended = "document_extended";

    /// <summary>A document is void.</summary>
    public const string DocumentVoided = "document_voided";

    /// <summary>A task is put on a worklist.</summary>
    public const string TaskOpened = "task_opened";

    /// <summary>A task is done.</summary>
    public const string TaskDone = "task_done";

    /// <summary>A letter was made for a person.</summary>
    public const string LetterMade = "letter_made";

    /// <summary>The duplicate search that came before a registration: books, heads and how many candidates.</summary>
    public const string SearchRecorded = "search_recorded";

    /// <summary>The safeguards of a person were checked for an event that they can block.</summary>
    public const string SafeguardChecked = "safeguard_checked";

    /// <summary>A safeguard puts the person's matters before others (a child alone), or no longer does.</summary>
    public const string Prioritised = "prioritised";

    /// <summary>Two registrations were found to be, or not to be, the same person.</summary>
    public const string IdentityJudged = "identity_judged";

    /// <summary>A dated, reasoned grant of access (break glass, DP-03).</summary>
    public const string AccessGranted = "access_granted";

    /// <summary>Data left the node (DP-26).</summary>
    public const string Disclosed = "disclosed";

    /// <summary>A class of facts, or the person's whole file, was erased.</summary>
    public const string Erased = "erased";

    /// <summary>Somebody opened a record or searched (access book).</summary>
    public const string Accessed = "accessed";
}

/// <summary>Kinds of links the core itself uses; packs may use others.</summary>
public static class LinkKinds
{
    /// <summary>Group → individual, with her relationship to the focal point.</summary>
    public const string Member = "member";

    /// <summary>Group → individual: the contact person.</summary>
    public const string FocalPoint = "focal_point";

    /// <summary>Case → individual it is about.</summary>
    public const string Participant = "participant";

    /// <summary>Individual → individual: guardian or representative.</summary>
    public const string Guardian = "guardian";

    /// <summary>Individual → individual: same person (identity cluster).</summary>
    public const string SamePerson = "same_person";

    /// <summary>Individual → individual: parent of.</summary>
    public const string ParentOf = "parent_of";

    /// <summary>Document → individual who holds it.</summary>
    public const string Holder = "holder";

    /// <summary>Case → case it came from.</summary>
    public const string CameFrom = "came_from";
}
