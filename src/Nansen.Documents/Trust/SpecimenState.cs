namespace Nansen.Documents;

/// <summary>
/// Utopia, the specimen State of Doc 9303, with an authority, a signer of seals and one of lists whose keys are made anew each
/// time and kept nowhere: for specimens, tests and measurements. Nobody trusts it but a policy that accepts specimens.
/// </summary>
public sealed class SpecimenState : IDisposable
{
    /// <summary>The day it stands on: keys are twenty days old, seals a day.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The day its documents are issued on.</summary>
    public static readonly DateOnly IssueDay = new(2026, 3, 1);

    /// <summary>Number of the holder's registration, in seals that hold it.</summary>
    public const string Registration = "UT0000000017";

    /// <summary>Makes the keys.</summary>
    public SpecimenState(string curve = "P-256")
    {
        Authority = StateAuthority.Create("UT", "Utopia State Authority", Now.AddMonths(-1), curve);
        Signer = Authority.IssueSigner("01", 1, Now.AddDays(-20), curve: curve);
        ListSigner = Authority.IssueSigner("02", 2, Now.AddDays(-20), purpose: SignerPurpose.Lists);
    }

    /// <summary>The authority.</summary>
    public StateAuthority Authority { get; }

    /// <summary>Signs seals.</summary>
    public DocumentSigner Signer { get; }

    /// <summary>Signs void lists and bundles.</summary>
    public DocumentSigner ListSigner { get; }

    /// <summary>The specimen's holder and document.</summary>
    public static MrzDocument Document { get; } = new()
    {
        Format = MrzFormat.TD2,
        DocumentCode = "IR",
        Issuer = CountryCodes.Specimen,
        Nationality = "XXC",
        DocumentNumber = "A00000017",
        DateOfBirth = "910305",
        Sex = "F",
        DateOfExpiry = "270301",
        Primary = "SPECIMEN",
        Secondary = "LEYLA",
    };

    /// <summary>Its zone.</summary>
    public static IReadOnlyList<string> Zone { get; } = Mrz.Make(Document);

    /// <summary>What a verifier of its documents trusts.</summary>
    public TrustFolder Trust(TrustPolicy? policy = null, int[]? revoked = null, VoidEntry[]? voided = null) => TrustFolder.Of(
        policy ?? new() { Specimen = true },
        [new("authority", Authority.Certificate.RawData)], [new("signer", Signer.Certificate.RawData)], [new("revocations", Authority.Revoke(revoked ?? [], 1, Now.AddDays(-1)))],
        VoidList.Create(new(CountryCodes.Specimen, Now.AddDays(-1)), voided ?? []).Sign(ListSigner));

    /// <summary>A seal with the profile of an arrival attestation over the specimen's zone, or another.</summary>
    public Seal Attestation(IReadOnlyList<string>? zone = null) =>
        SealDraft.ArrivalAttestation(CountryCodes.Specimen, zone ?? Zone, Registration, IssueDay, IssueDay).Sign(Signer);

    /// <inheritdoc/>
    public void Dispose()
    {
        Signer.Dispose();
        ListSigner.Dispose();
        Authority.Dispose();
    }
}
