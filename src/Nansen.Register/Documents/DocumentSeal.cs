using System.Text;
using Nansen.Documents;

namespace Nansen.Register;

/// <summary>
/// The seal of a document, as the pack's kind wants it: a profile of Doc 9303-13 over a TD2 zone, or, for travel documents,
/// ICAO's barcode over the zone that is printed on them (docs/decisions/0008-seal-of-travel-documents.md).
/// </summary>
internal static class DocumentSeal
{
    /// <summary>The word of a pack for ICAO's barcode.</summary>
    public const string Barcode = "icao-barcode";

    /// <summary>The bytes that the symbol holds.</summary>
    /// <param name="profile">The pack's word: a profile's name, or <see cref="Barcode"/>.</param>
    /// <param name="state">Issuing State.</param>
    /// <param name="printed">The zone as printed.</param>
    /// <param name="td2">The same document's zone in format TD2: published profiles hold that one, on cards of format TD1 too.</param>
    /// <param name="numbers">The document's number and the registration's, for profiles that hold them.</param>
    /// <param name="days">Day of issue, and of signing.</param>
    /// <param name="signer">The signer.</param>
    /// <exception cref="DocumentException">There is no such profile, or the zone does not fit it.</exception>
    public static ReadOnlyMemory<byte> Make(string profile, string state, IReadOnlyList<string> printed, IReadOnlyList<string> td2, (string Document, string Registration) numbers, (DateOnly Issued, DateOnly Signed) days, DocumentSigner signer) =>
        profile == Barcode ? Encoding.ASCII.GetBytes(IcaoBarcodeDraft.OfZone(state, printed, days.Signed).Make(signer)) : Draft(profile, state, td2, numbers, days).Sign(signer).Bytes;

    private static SealDraft Draft(string name, string state, IReadOnlyList<string> td2, (string Document, string Registration) numbers, (DateOnly Issued, DateOnly Signed) days)
    {
        var draft = SealDraft.ArrivalAttestation(state, td2, numbers.Registration, days.Issued, days.Signed);
        var profile = SealProfiles.Named(name) ?? throw new DocumentException($"There is no seal profile '{name}'.");
        if (profile == SealProfiles.ArrivalAttestation) return draft;
        return draft with { Profile = profile, Texts = [new("MRZ", string.Join('|', td2)), .. profile.Features.Where(f => f.Name == "PASSPORT_NUMBER").Select(f => KeyValuePair.Create(f.Name, numbers.Document))] };
    }
}
