namespace Nansen.Documents.Tests;

public sealed class ExaminationTests
{
    [Fact]
    public void Of_Seal_ExplainsEachByteOnce()
    {
        var seal = new SpecimenState().Attestation();
        var pieces = Examination.Of(seal);
        Assert.Equal(Convert.ToHexString(seal.Bytes.Span), string.Concat(pieces.Select(p => p.Hex)));
        Assert.Equal(string.Join('|', SpecimenState.Zone), pieces.Single(p => p.Part == "MRZ").Says);
        Assert.Equal("UTO", pieces.Single(p => p.Part == "issuingCountry").Says);
    }

    [Fact]
    public void Of_SealOfVersion4_ExplainsEachByteOnce()
    {
        var seal = new SealDraft { Profile = SealProfiles.Named("residence-permit")!, IssuingCountry = "UTO", IssueDate = new(2026, 3, 1), SignatureDate = new(2026, 3, 1), Texts = [new("MRZ", string.Join('|', SpecimenState.Zone)), new("PASSPORT_NUMBER", "A00000017")] }.Sign(new SpecimenState().Signer);
        Assert.Equal(Convert.ToHexString(seal.Bytes.Span), string.Concat(Examination.Of(seal).Select(p => p.Hex)));
    }

    [Theory]
    [InlineData(MrzFormat.TD1, "IF")]
    [InlineData(MrzFormat.TD2, "IR")]
    [InlineData(MrzFormat.TD3, "PR")]
    public void Of_Zone_ExplainsEachCharacterOnce_AndNamesTheWrongDigit(MrzFormat format, string code)
    {
        var lines = Mrz.Make(SpecimenState.Document with { Format = format, DocumentCode = code }).ToArray();
        var pieces = Examination.Of(lines);
        Assert.Equal(string.Concat(lines), string.Concat(pieces.Select(p => p.Characters)));
        Assert.DoesNotContain(pieces, p => p.IsWrong);

        var birth = pieces.Single(p => p.Part == "dateOfBirthDigit");
        var line = lines[birth.Line - 1].ToCharArray();
        line[birth.From - 1] = line[birth.From - 1] == '9' ? '0' : '9';
        lines[birth.Line - 1] = new(line);
        Assert.Equal(["dateOfBirthDigit", "compositeDigit"], Examination.Of(lines).Where(p => p.IsWrong).Select(p => p.Part));
    }

    [Fact]
    public void Of_NoZone_IsEmpty() => Assert.Empty(Examination.Of(["ABC", "AB"]));
}
