using System.Globalization;

namespace Nansen.Documents;

/// <summary>A seal before it is signed.</summary>
public sealed record SealDraft
{
    /// <summary>Kind of seal.</summary>
    public required SealProfile Profile { get; init; }

    /// <summary>Issuing State, three letters (or D).</summary>
    public required string IssuingCountry { get; init; }

    /// <summary>Day on which the document was issued.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>Day on which it is signed.</summary>
    public required DateOnly SignatureDate { get; init; }

    /// <summary>Version 3 or 4; the profile's own when not set.</summary>
    public int? Version { get; init; }

    /// <summary>Messages in their order: name by the profile → text in the message's coding.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Texts { get; init; } = [];

    /// <summary>Further messages as bytes.</summary>
    public IReadOnlyList<SealFeature> Features { get; init; } = [];

    /// <summary>The arrival attestation of an asylum-seeker: its TD2 zone and its twelve-character number.</summary>
    public static SealDraft ArrivalAttestation(string country, IReadOnlyList<string> td2, string number, DateOnly issued, DateOnly signed) => new()
    {
        Profile = SealProfiles.ArrivalAttestation,
        IssuingCountry = country,
        IssueDate = issued,
        SignatureDate = signed,
        Texts = [new("MRZ", string.Join('|', td2)), new("AZR", number)],
    };

    /// <summary>Header, messages and signature.</summary>
    /// <exception cref="DocumentException">A message does not fit the profile, or the signer's reference the version.</exception>
    public Seal Sign(DocumentSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var bytes = new List<byte>(192);
        Header(bytes, signer);
        foreach (var feature in Messages()) Message(bytes, feature);
        var signature = signer.Sign([.. bytes]);
        bytes.Add(SealReader.SignatureTag);
        Der.WriteLength(bytes, signature.Length);
        bytes.AddRange(signature);
        if (!Seal.TryRead(bytes.ToArray(), out var seal, out var fault)) throw new DocumentException($"The seal cannot be read back: {fault!.Message}");
        return Profile.Faults(seal!).FirstOrDefault() is { } wrong ? throw new DocumentException($"The seal does not fit its profile: {wrong}") : seal!;
    }

    private int ChosenVersion => Version ?? Profile.Version;

    private void Header(List<byte> bytes, DocumentSigner signer)
    {
        bytes.Add(SealReader.Magic);
        bytes.Add(ChosenVersion switch
        {
            3 => SealReader.RawVersion3,
            4 => SealReader.RawVersion4,
            _ => throw new DocumentException($"Seal version {ChosenVersion}: 3 and 4 are known."),
        });
        if (IssuingCountry.Length is 0 or > 3) throw new DocumentException($"The issuing country '{IssuingCountry}' should be a code of one to three letters, as UTO.");
        bytes.AddRange(C40.Encode(IssuingCountry.PadRight(3, '<')));
        var reference = signer.Reference;
        if (ChosenVersion == 3)
        {
            if (reference.Length > 5) throw new DocumentException($"A version 3 seal has room for five digits of a certificate's serial number; '{reference}' has more.");
            bytes.AddRange(C40.Encode(signer.Identifier + reference.PadLeft(5, '0')));
        }
        else bytes.AddRange(C40.Encode(signer.Identifier + reference.Length.ToString("X2", CultureInfo.InvariantCulture) + reference));

        Span<byte> date = stackalloc byte[SealDate.Length];
        SealDate.Of(IssueDate).Write(date);
        bytes.AddRange(date);
        SealDate.Of(SignatureDate).Write(date);
        bytes.AddRange(date);
        bytes.Add(Profile.FeatureDefinition);
        bytes.Add(Profile.DocumentCategory);
    }

    private IEnumerable<SealFeature> Messages()
    {
        foreach (var (name, text) in Texts)
        {
            var feature = Profile.Features.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new DocumentException($"The profile {Profile.Code} has no message '{name}'; it has {string.Join(", ", Profile.Features.Select(f => f.Name))}.");
            yield return new(feature.Tag, FeatureText.Write(feature.Coding, text));
        }

        foreach (var feature in Features) yield return feature;
    }

    private void Message(List<byte> bytes, SealFeature feature)
    {
        if (feature.Tag == SealReader.SignatureTag) throw new DocumentException("Tag 255 is the signature's.");
        bytes.Add(feature.Tag);
        if (ChosenVersion == 4) Der.WriteLength(bytes, feature.Value.Length);
        else if (feature.Value.Length <= 255) bytes.Add((byte)feature.Value.Length);
        else throw new DocumentException($"A message of {feature.Value.Length} bytes is too long for a version 3 seal.");
        bytes.AddRange(feature.Value.Span);
    }
}
