namespace Nansen.Matching.Tests;

/// <summary>Birth dates as files write them.</summary>
public sealed class BirthTextTests
{
    [Theory]
    [InlineData("1986-06-02")]
    [InlineData("02.06.1986")]
    [InlineData("2-6-1986")]
    [InlineData("1986/6/2")]
    [InlineData("1986-06-02T00:00:00")]
    [InlineData("1986-06-02 00:00:00")]
    [InlineData("1365-03-12")]
    [InlineData("1365/3/12")]
    [InlineData("۱۳۶۵/۰۳/۱۲")]
    public void Read_OneDayInManyForms_IsThatDay(string text) => Assert.Equal(BirthComparison.Packed(new DateOnly(1986, 6, 2)), BirthText.Read(text));

    [Theory]
    [InlineData("1986")]
    [InlineData("1365")]
    [InlineData("1365-01-01")]
    public void Read_OnlyTheYear_IsNoDay(string text) => Assert.Equal(-1986, BirthText.Read(text));

    // The second month of the Solar Hijri calendar has 31 days; the thirteenth month is a slip, and kept.
    [Theory]
    [InlineData("1365-02-31", 1986, 5, 21)]
    [InlineData("1986-13-02", 1986, 13, 2)]
    public void Read_DayThatTheCommonCalendarHasNot_IsKept(string text, int year, int month, int day) => Assert.Equal((year << 9) | (month << 5) | day, BirthText.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("0000-00-00x")]
    [InlineData("12345")]
    public void Read_NoDate_IsNone(string text) => Assert.Equal(0, BirthText.Read(text));
}
