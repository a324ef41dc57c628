using CsCheck;
using Nansen.Journal;

namespace Nansen.Records.Tests;

public class RecordNumberTests
{
    private static readonly Gen<string> Numbers = Gen.Long.Select(seed => RecordNumber.New("P", IdSource.Seeded(seed)));

    [Fact]
    public void Normalise_NumberAsTyped_GivesItBack() => Numbers.Sample(number =>
    {
        Assert.Equal(number, RecordNumber.Normalise(number));
        Assert.Equal(number, RecordNumber.Normalise(" " + number.ToLowerInvariant() + " "));
        Assert.Equal(number, RecordNumber.Normalise(number[..2] + number[2..].Replace("-", "", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l')));
    });

    [Fact]
    public void Normalise_AnySingleWrongSymbol_IsCaught() => Numbers.Sample(number =>
    {
        for (var at = 2; at < number.Length; at++)
            if (number[at] != '-')
                foreach (var wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Where(c => c != number[at]))
                    Assert.Null(RecordNumber.Normalise(number[..at] + wrong + number[(at + 1)..]));
    }, iter: 100);

    [Fact]
    public void Normalise_NeighboursSwapped_IsCaught() => Numbers.Sample(number =>
    {
        var body = number[2..].Replace("-", "", StringComparison.Ordinal);
        for (var at = 0; at + 1 < body.Length; at++)
            if (body[at] != body[at + 1])
                Assert.Null(RecordNumber.Normalise("P-" + body[..at] + body[at + 1] + body[at] + body[(at + 2)..]));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("P-")]
    [InlineData("PPPPP-00000-00000-0")]
    [InlineData("P-00000-00000")]
    [InlineData("P-0000U-00000-0")]
    public void Normalise_NoNumber_IsNull(string? typed) => Assert.Null(RecordNumber.Normalise(typed));

    [Fact]
    public void Normalise_AnyText_DoesNotThrow() => Gen.String.Sample(text => RecordNumber.Normalise(text));
}
