using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents.Tests;

/// <summary>Utopia's authority with a signer of seals and one of lists, as a test needs them.</summary>
internal sealed class Issuer
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public Issuer(string curve = "P-256")
    {
        Authority = StateAuthority.Create("UT", "Utopia State Authority", Now.AddMonths(-1), curve);
        Signer = Authority.IssueSigner("01", 1, Now.AddDays(-20), curve: curve);
        ListSigner = Authority.IssueSigner("02", 2, Now.AddDays(-20), purpose: SignerPurpose.Lists);
    }

    public StateAuthority Authority { get; }

    public DocumentSigner Signer { get; }

    public DocumentSigner ListSigner { get; }

    public TrustFolder Trust(TrustPolicy? policy = null, int[]? revoked = null, VoidEntry[]? voided = null) => TrustFolder.Of(
        policy ?? new() { Specimen = true },
        [new("authority", Authority.Certificate.RawData)], [new("signer", Signer.Certificate.RawData)], [new("revocations", Authority.Revoke(revoked ?? [], 1, Now.AddDays(-1)))],
        VoidList.Create(new("UTO", Now.AddDays(-1)), voided ?? []).Sign(ListSigner));

    public static MrzDocument Document { get; } = new()
    {
        Format = MrzFormat.TD2,
        DocumentCode = "IR",
        Issuer = "UTO",
        Nationality = "XXC",
        DocumentNumber = "A00000017",
        DateOfBirth = "910305",
        Sex = "F",
        DateOfExpiry = "270301",
        Primary = "SPECIMEN",
        Secondary = "LEYLA",
    };

    public static IReadOnlyList<string> Zone { get; } = Mrz.Make(Document);

    public Seal Attestation(IReadOnlyList<string>? zone = null) =>
        SealDraft.ArrivalAttestation("UTO", zone ?? Zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)).Sign(Signer);
}
