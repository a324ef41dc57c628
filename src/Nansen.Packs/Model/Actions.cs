namespace Nansen.Packs;

/// <summary>What a role may do besides reading, writing and carrying out transitions. Access files use these words and no others.</summary>
public static class Actions
{
    /// <summary>Search the register for persons; each search is logged (DP-02).</summary>
    public const string Search = "search";

    /// <summary>Ask only "is this person known as an applicant, yes or no" (border guard, section 4.5).</summary>
    public const string CheckKnown = "check_known";

    /// <summary>Open a registration group and the individuals in it.</summary>
    public const string RegisterGroup = "register_group";

    /// <summary>Correct a fact and propose links between registrations.</summary>
    public const string ProposeLink = "propose_link";

    /// <summary>Confirm or undo "same person", as the second pair of eyes (DP-08).</summary>
    public const string ConfirmLink = "confirm_link";

    /// <summary>Look for double registrations over the whole register, as a job; what it finds is a queue for officers.</summary>
    public const string SweepDuplicates = "sweep_duplicates";

    /// <summary>Stage and commit registration lists.</summary>
    public const string Import = "import";

    /// <summary>Export what one may read (DP-05).</summary>
    public const string Export = "export";

    /// <summary>Propose a document for a person.</summary>
    public const string ProposeDocument = "propose_document";

    /// <summary>Confirm and issue a proposed document.</summary>
    public const string IssueDocument = "issue_document";

    /// <summary>Void an issued document.</summary>
    public const string VoidDocument = "void_document";

    /// <summary>Receive and account for numbered blanks.</summary>
    public const string KeepStock = "keep_stock";

    /// <summary>Give a case or a person's file to an officer.</summary>
    public const string Assign = "assign";

    /// <summary>Write notes and attach files to records one may open.</summary>
    public const string Note = "note";

    /// <summary>Open a record outside one's assignment, with a reason, for a few hours (DP-03).</summary>
    public const string BreakGlass = "break_glass";

    /// <summary>See accounts of stocks and flows.</summary>
    public const string Statistics = "statistics";

    /// <summary>Make and release flow tables.</summary>
    public const string Tables = "tables";

    /// <summary>Read the access book.</summary>
    public const string AccessLog = "access_log";

    /// <summary>Create users, give and take roles and offices; sees no record (DP-07).</summary>
    public const string AdministerUsers = "administer_users";

    /// <summary>Put a pack version into force (four eyes, DP-08).</summary>
    public const string ActivatePack = "activate_pack";

    /// <summary>Publish what was done under a commitment.</summary>
    public const string PublishCommitment = "publish_commitment";

    /// <summary>Send a submission under a commitment.</summary>
    public const string Submit = "submit";

    /// <summary>Answer a submission.</summary>
    public const string AnswerSubmission = "answer_submission";

    /// <summary>All actions.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Search, CheckKnown, RegisterGroup, ProposeLink, ConfirmLink, SweepDuplicates, Import, Export, ProposeDocument, IssueDocument, VoidDocument, KeepStock,
        Assign, Note, BreakGlass, Statistics, Tables, AccessLog, AdministerUsers, ActivatePack, PublishCommitment, Submit, AnswerSubmission,
    ];
}
