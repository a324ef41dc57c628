using CsCheck;

namespace Nansen.Cooperation.Tests;

public sealed class PublicShareTests
{
    [Fact]
    public void Share_AlwaysHoldsTheTruthAndNeverPinsASmallCount() => Gen.Select(Gen.Int[0, 400], Gen.Int[0, 400], Gen.Int[3, 12]).Sample((a, b, threshold) =>
    {
        var (counted, of) = (Math.Min(a, b), Math.Max(a, b));
        var share = PublicShare.Of(counted, of, threshold);
        Assert.InRange(counted, share.Numerator.Least, share.Numerator.Most);
        Assert.InRange(of, share.Denominator.Least, share.Denominator.Most);
        var small = new[] { counted, of - counted, of }.Any(n => n > 0 && n < threshold);
        if (small) Assert.True(share.Value is null && share.Numerator.Withheld);
        else if (of > 0) Assert.Equal((decimal)counted / of, share.Value);
    });

    [Theory]
    [InlineData(97, 100, 96, 99)]
    [InlineData(3, 100, 1, 4)]
    [InlineData(3, 5, 1, 4)]
    public void Share_WithASmallPart_IsASpan(int counted, int of, int least, int most)
    {
        var share = PublicShare.Of(counted, of, 5);

        Assert.Equal((least, most), (share.Numerator.Least, share.Numerator.Most));
        Assert.Equal(((decimal)least / of, (decimal)most / of), (share.Least!.Value, share.Most!.Value));
    }

    [Fact]
    public void Share_OfFewPersons_SaysNothingButThat()
    {
        var share = PublicShare.Of(2, 4, 5);

        Assert.Equal(new PublicCount(1, 4), share.Denominator);
        Assert.Null(share.Least);
    }

    [Fact]
    public void Share_OfNobodyOrAll_IsShown()
    {
        Assert.Equal(0m, PublicShare.Of(0, 50, 5).Value);
        Assert.Equal(1m, PublicShare.Of(50, 50, 5).Value);
        Assert.Null(PublicShare.Of(0, 0, 5).Value);
    }
}
