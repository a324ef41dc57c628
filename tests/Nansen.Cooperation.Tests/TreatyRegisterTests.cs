namespace Nansen.Cooperation.Tests;

public sealed class TreatyRegisterTests
{
    private static TreatyRegister Shipped => TreatyRegister.Shipped;

    [Fact]
    public void Region_IsTheTwelveStatesOf1996() => Assert.Equal(
        ["ARM", "AZE", "BLR", "GEO", "KAZ", "KGZ", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"], Shipped.Region.Select(s => s.Code));

    [Theory]
    [InlineData("CSR51", "UZB", TreatyStatus.None, null)]
    [InlineData("CSR51", "ARM", TreatyStatus.Bound, "1993-07-06")]
    [InlineData("CMW90", "ARM", TreatyStatus.Signed, "2013-09-26")]
    [InlineData("CMW90", "TJK", TreatyStatus.Bound, "2002-01-08")]
    [InlineData("SOM00", "UZB", TreatyStatus.Signed, "2001-06-28")]
    [InlineData("CSSP54", "GEO", TreatyStatus.Bound, "2011-12-23")]
    [InlineData("CETS197", "GEO", TreatyStatus.None, null)]
    public void Standing_IsDerivedFromTheActions(string instrument, string state, TreatyStatus status, string? since)
    {
        var standing = Shipped.StandingOf(instrument, state);

        Assert.Equal(status, standing.Status);
        Assert.Equal(since is null ? null : DateOnly.Parse(since, System.Globalization.CultureInfo.InvariantCulture), standing.Decisive?.On);
    }

    [Fact]
    public void ActionsSinceConclusions_CountsOnlyBindingOnesOfTheRegionAfterMay2004()
    {
        Assert.Equal(["TKM", "GEO", "MDA", "UKR"], Shipped.ActionsSinceConclusions(["CSSP54"]).Select(a => a.State));
        Assert.Empty(Shipped.ActionsSinceConclusions(["CMW90", "CSR51"]));
        Assert.All(Shipped.ActionsSinceConclusions(Shipped.Instruments), a => Assert.InRange(a.On, TreatyRegister.FollowUpSince, Shipped.Until));
    }

    [Theory]
    [InlineData("X,Name,Somewhere,UTO,,2001-01-01,signing", "'signing' is not a treaty action.")]
    [InlineData("X,Name,Somewhere", "treaties_2015-03.csv, line 2: 3 fields instead of 7.")]
    public void Load_ABrokenFile_SaysWhatIsWrong(string line, string message)
    {
        var folder = Directory.CreateTempSubdirectory("nansen-treaties-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "countries.csv"), "unhcr_code,iso3,iso_num,name,a,b,c,d,cis1996\nUTO,UTO,,Utopia,,,,,1\n");
            File.WriteAllText(Path.Combine(folder.FullName, "treaties_2015-03.csv"), "instrument,instrument_name,participant,iso3,signed,bound_since,bound_by\n" + line + "\n");
            Assert.Equal(message, Assert.Throws<FormatException>(() => TreatyRegister.Load(folder.FullName)).Message);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
