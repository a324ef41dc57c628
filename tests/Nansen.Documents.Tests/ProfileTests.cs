namespace Nansen.Documents.Tests;

/// <summary>Every published profile can be made and read again, and what it demands is demanded.</summary>
public sealed class ProfileTests
{
    private readonly SpecimenState issuer = new();

    public static TheoryData<string> Profiles => [.. SealProfiles.All.Select(p => p.Code)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void MakeThenRead_EachProfile_GivesTheSameMessages_AndVerifies(string code)
    {
        var profile = SealProfiles.Named(code)!;
        Assert.Same(profile, SealProfiles.Named($"{profile.FeatureDefinition:x2}{profile.DocumentCategory:X2}"));
        var texts = Texts(profile);
        foreach (var version in new[] { 3, 4 })
        {
            var draft = Draft(profile) with { Version = version, Texts = texts };
            var seal = draft.Sign(issuer.Signer);
            Assert.Same(profile, seal.Profile);
            Assert.Equal(texts.Select(t => t.Value), texts.Select(t => Text(seal, profile.Features.Single(f => f.Name == t.Key))));
            var verdict = Verifier.Verify(seal.Bytes, issuer.Trust(), SpecimenState.Now);
            Assert.Equal(["VALID"], verdict.Status);
            Assert.Empty(profile.Faults(seal));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Make_WithoutARequiredMessage_IsRefusedByItsName(string code)
    {
        var profile = SealProfiles.Named(code)!;
        foreach (var required in profile.Features.Where(f => f.Required))
        {
            var lacking = Texts(profile).Where(t => t.Key != required.Name).ToList();
            Assert.Contains(required.Name, Assert.Throws<DocumentException>(() => (Draft(profile) with { Texts = lacking }).Sign(issuer.Signer)).Message, StringComparison.Ordinal);
        }
    }

    // Doc 9303-7 wants one of the two zones; the number of entries may lack (vdstools wants all three).
    [Fact]
    public void Visa_WithNeitherZone_IsRefused_AndNumberOfEntriesMayLack()
    {
        var profile = SealProfiles.Named("VISA")!;
        Assert.Throws<DocumentException>(() => (Draft(profile) with { Texts = [.. Texts(profile).Where(t => !t.Key.StartsWith("MRZ", StringComparison.Ordinal))] }).Sign(issuer.Signer));
        Assert.Null((Draft(profile) with { Texts = [.. Texts(profile).Where(t => t.Key != "NUMBER_OF_ENTRIES")] }).Sign(issuer.Signer).Feature(3));
    }

    private static SealDraft Draft(SealProfile profile) => new() { Profile = profile, IssuingCountry = "UTO", IssueDate = new(2026, 3, 1), SignatureDate = new(2026, 3, 1) };

    private static List<KeyValuePair<string, string>> Texts(SealProfile profile)
    {
        var texts = new List<KeyValuePair<string, string>>();
        foreach (var feature in profile.Features.Where(f => !(profile.OneOf.Contains(f.Tag) && f.Tag != profile.OneOf[0])))
            texts.Add(new(feature.Name, feature.Coding switch
            {
                FeatureCoding.Mrz => string.Join('|', SpecimenState.Zone),
                FeatureCoding.MrzVisaA => string.Join('|', Mrz.Make(MrzTests.Sample(MrzFormat.MRVA)))[..(44 + 1 + 28)],
                FeatureCoding.C40 => new string('7', feature.MaxBytes / 2 * 3),
                FeatureCoding.Byte => "7",
                FeatureCoding.DateString => "20270301",
                FeatureCoding.ValidityDates => "2026-03-01/2027-02-28",
                FeatureCoding.Utf8 => "Öl"[..Math.Min(2, feature.MaxBytes)],
                _ => new string('a', 2 * Math.Max(1, feature.MinBytes)),
            }));
        return texts;
    }

    private static string? Text(Seal seal, ProfileFeature feature)
    {
        var value = seal.Feature(feature.Tag)!.Value;
        return feature.Coding is FeatureCoding.Bytes ? Convert.ToHexStringLower(value.Span) : FeatureText.Read(feature.Coding, value.Span);
    }
}
