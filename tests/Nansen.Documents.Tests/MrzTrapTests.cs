namespace Nansen.Documents.Tests;

/// <summary>What Doc 9303 leaves to readers' care, and what is met in the field.</summary>
public sealed class MrzTrapTests
{
    [Theory]
    [InlineData('0', true)]
    [InlineData('<', true)]
    [InlineData('1', false)]
    public void Read_Td3WithoutOptionalData_TakesZeroOrFillerForTheirDigit(char digit, bool right)
    {
        var lines = Mrz.Make(MrzTests.Sample(MrzFormat.TD3)).ToArray();
        Assert.Equal("<<<<<<<<<<<<<<<", lines[1][28..43]);
        lines[1] = lines[1][..42] + digit + lines[1][43..];
        Assert.Equal(right, !Mrz.Read(lines[0], lines[1]).Failing.HasFlag(MrzDigits.Optional));
    }

    [Fact]
    public void Read_Td3WithOptionalData_WantsTheirDigit()
    {
        var lines = Mrz.Make(MrzTests.Sample(MrzFormat.TD3) with { Optional1 = "ZE184226B" }).ToArray();
        lines[1] = lines[1][..42] + '<' + lines[1][43..];
        Assert.True(Mrz.Read(lines[0], lines[1]).Failing.HasFlag(MrzDigits.Optional));
    }

    [Theory]
    [InlineData(MrzFormat.TD1)]
    [InlineData(MrzFormat.TD2)]
    public void MakeThenRead_LongNumber_PutsAFillerForTheDigit_AndTheCompositeCoversWhatIsPrinted(MrzFormat format)
    {
        var lines = Mrz.Make(MrzTests.Sample(format) with { DocumentNumber = "D23145890734", Nationality = "UTO" }).ToArray();
        var line = format == MrzFormat.TD1 ? lines[0][5..] : lines[1];
        Assert.StartsWith("D23145890<", line, StringComparison.Ordinal);
        Assert.Contains("7349<", format == MrzFormat.TD1 ? lines[0] : lines[1], StringComparison.Ordinal);
        var reading = format == MrzFormat.TD1 ? Mrz.Read(lines[0], lines[1], lines[2]) : Mrz.Read(lines[0], lines[1]);
        Assert.True(reading.CheckDigitsValid);
        Assert.Equal("D23145890734", reading.Document()!.DocumentNumber);
    }

    [Theory]
    [InlineData(MrzFormat.TD3)]
    [InlineData(MrzFormat.MRVA)]
    [InlineData(MrzFormat.MRVB)]
    public void Make_LongNumberInABookOrVisa_IsRefused(MrzFormat format) =>
        Assert.Throws<DocumentException>(() => Mrz.Make(MrzTests.Sample(format) with { DocumentNumber = "D23145890734" }));

    [Fact]
    public void Sex_XStandsInTheVisualZoneAlone()
    {
        var lines = Mrz.Make(MrzTests.Sample(MrzFormat.TD3) with { Sex = "X" }).ToArray();
        Assert.Equal('<', lines[1][20]);
        lines[1] = lines[1][..20] + 'X' + lines[1][21..];
        Assert.True(Mrz.Read(lines[0], lines[1]).Findings.HasFlag(MrzFinding.WrongSex));
    }

    [Theory]
    [InlineData("<<<<<<", true)]
    [InlineData("74<<<<", true)]
    [InlineData("7408<<", true)]
    [InlineData("<<0812", false)]
    [InlineData("7413<<", false)]
    public void Read_PartialBirthDate_IsKnownFromANonsensicalOne(string birth, bool partial)
    {
        var lines = Mrz.Make(MrzTests.Sample(MrzFormat.TD3)).ToArray();
        lines[1] = lines[1][..13] + birth + CheckDigit.Of(birth) + lines[1][20..];
        Assert.Equal(partial ? MrzFinding.BirthPartlyUnknown : MrzFinding.BirthNotADate, Mrz.Read(lines[0], lines[1]).Findings & (MrzFinding.BirthPartlyUnknown | MrzFinding.BirthNotADate));
    }

    [Theory]
    [InlineData("290415", "2029-04-15")]
    [InlineData("760415", "2076-04-15")]
    [InlineData("990415", "1999-04-15")]
    public void CenturyPolicy_Expiry_IsInThisCenturyUnlessFarAhead(string field, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), new CenturyPolicy(new DateOnly(2026, 6, 1)).Expiry(field));

    [Theory]
    [InlineData("O'CONNOR", "ENYA", "OCONNOR<<ENYA")]
    [InlineData("O’CONNOR", "ENYA", "OCONNOR<<ENYA")]
    [InlineData("SMITH-JONES", "SUSIE", "SMITH<JONES<<SUSIE")]
    [InlineData("SMITH, JONES", "SUSIE", "SMITH<JONES<<SUSIE")]
    [InlineData("ST. JOHN", "J.R.R.", "ST<JOHN<<JRR")]
    [InlineData("ARKFREITH", "", "ARKFREITH")]
    public void Name_Punctuation_GoesAsTheRuleSays(string primary, string secondary, string start) =>
        Assert.Equal(start.PadRight(39, '<'), MrzName.Make(MrzFormat.TD3, primary, secondary).Field);

    [Fact]
    public void Name_WithADigit_IsRefused() => Assert.Throws<DocumentException>(() => MrzName.Make(MrzFormat.TD3, "LOUIS 14", "X"));

    // The three styles of parts 4 to 7: initials, shortened components, a cut at a fixed place. All read as "may be truncated".
    [Theory]
    [InlineData("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K")]
    [InlineData("NILAVADHANANANDA<<CHAYAPA<DEJTHAM<KRASU")]
    [InlineData("BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI")]
    [InlineData("BENNELONG<WOOLOOMOOLOO<W<W<<DINGO<POTOR")]
    public void Read_NameTruncatedInAnyStyle_MayBeTruncated(string field)
    {
        var lines = Mrz.Make(MrzTests.Sample(MrzFormat.TD3));
        var reading = Mrz.Read("P<UTO" + field, lines[1]);
        Assert.True(reading.CheckDigitsValid);
        Assert.True(reading.Findings.HasFlag(MrzFinding.NameMayBeTruncated));
        Assert.NotEqual("", reading.Document()!.Secondary);
    }

    [Theory]
    [InlineData("RKS", MrzFinding.None)]
    [InlineData("UNK", MrzFinding.None)]
    [InlineData("XXX", MrzFinding.None)]
    [InlineData("GBN", MrzFinding.None)]
    [InlineData("EUE", MrzFinding.None)]
    [InlineData("XOM", MrzFinding.None)]
    [InlineData("XXK", MrzFinding.UnknownNationality)] // seen in the field, not in this edition
    [InlineData("XKX", MrzFinding.UnknownNationality)]
    [InlineData("YUG", MrzFinding.UnknownNationality)] // old documents carry it: told, not rejected
    [InlineData("SUN", MrzFinding.UnknownNationality)]
    [InlineData("NTZ", MrzFinding.WithdrawnCode)]
    [InlineData("D", MrzFinding.None)]
    [InlineData("DEU", MrzFinding.UnknownNationality)] // Germany has D in zones.
    public void Read_SpecialNationalities_AreToldAndNeverMakeDigitsWrong(string nationality, MrzFinding expected)
    {
        var lines = Mrz.Make(MrzTests.Sample(MrzFormat.TD3) with { Nationality = nationality });
        var reading = Mrz.Read(lines[0], lines[1]);
        Assert.True(reading.CheckDigitsValid);
        Assert.Equal(expected, reading.Findings & ~MrzFinding.Specimen);
    }

    [Fact]
    public void CountryCodes_EveryCodeOfTheList_IsKnown()
    {
        foreach (var code in Vectors.Load("codes.json").GetProperty("specialCodes").EnumerateObject()) Assert.True(CountryCodes.IsListed(code.Name.PadRight(3, '<')), code.Name);
        foreach (var code in Vectors.Load("codes.json").GetProperty("documentCodes").EnumerateObject()) Assert.NotNull(DocumentCodes.Meaning(code.Name));
    }

    [Theory]
    [InlineData(MrzFormat.TD1, "AI", MrzFinding.CodeNotForFormat)]
    [InlineData(MrzFormat.TD1, "AC", MrzFinding.None)]
    [InlineData(MrzFormat.TD1, "IV", MrzFinding.CodeNotForFormat)]
    [InlineData(MrzFormat.TD2, "AC", MrzFinding.CodeNotForFormat)]
    [InlineData(MrzFormat.TD2, "IV", MrzFinding.CodeNotForFormat)]
    [InlineData(MrzFormat.TD2, "ME", MrzFinding.UnusualCode)] // German arrival attestation
    [InlineData(MrzFormat.TD1, "AR", MrzFinding.None)]
    [InlineData(MrzFormat.TD1, "TR", MrzFinding.UnusualCode)]
    [InlineData(MrzFormat.TD3, "PT", MrzFinding.None)]
    [InlineData(MrzFormat.TD3, "PU", MrzFinding.None)]
    [InlineData(MrzFormat.TD3, "PX", MrzFinding.UnusualCode)]
    [InlineData(MrzFormat.MRVA, "VX", MrzFinding.None)]
    public void Read_DocumentCodes_FollowTheirFormat(MrzFormat format, string code, MrzFinding expected)
    {
        var lines = Mrz.Make(MrzTests.Sample(format) with { DocumentCode = code });
        Assert.Equal(expected, Mrz.Read(string.Join('|', lines)).Findings & ~MrzFinding.Specimen);
    }

    [Theory]
    [InlineData("P", "371231", null, MrzFinding.None)]
    [InlineData("P", "380101", null, MrzFinding.OneLetterCodeExpiresTooLate)]
    [InlineData("PR", "380101", "2028-01-01", MrzFinding.None)]
    [InlineData("P", "371231", "2027-12-31", MrzFinding.None)]
    [InlineData("P", "371231", "2028-01-01", MrzFinding.OneLetterCodeInNewBook)]
    public void DocumentCodes_ByDate_BindOnTheirDays(string code, string expiry, string? issued, MrzFinding expected) =>
        Assert.Equal(expected, DocumentCodes.ByDate(MrzTests.Sample(MrzFormat.TD3) with { DocumentCode = code, DateOfExpiry = expiry }, new(new DateOnly(2026, 6, 1)), issued is null ? null : DateOnly.Parse(issued, System.Globalization.CultureInfo.InvariantCulture)));
}
