using Nansen.Values;

namespace Nansen.Matching.Tests;

/// <summary>What rows are left aside by: how words sound, in 32 bits.</summary>
public sealed class SoundSignTests
{
    private static uint SignOf(string word) => SoundSign.Of(NameToken.Of(word));

    private static int Apart(string a, string b) => SoundSign.Apart(SoundSign.DetailsOf(SignOf(a)), SoundSign.DetailsOf(SignOf(b)));

    [Theory]
    [InlineData("Мухаммад", "Muhammad")]
    [InlineData("Рустам", "رستم")]
    [InlineData("Давид", "Դավիթ")]
    [InlineData("Guerman", "Герман")]
    [InlineData("Nazarov", "Назаров")]
    [InlineData("Zarina", "Зарина")]
    [InlineData("Олег", "Oleg")]
    public void Sign_OneNameInTwoScripts_HasTheSameConsonantsAndHardlyOtherDetails(string a, string b)
    {
        Assert.Equal(SoundSign.ConsonantsOf(SignOf(a)), SoundSign.ConsonantsOf(SignOf(b)));
        Assert.InRange(Apart(a, b), 0, 1);
    }

    [Theory]
    [InlineData("Палада", "Баладу")]
    [InlineData("Sarin", "Зорен")]
    [InlineData("Dima", "Том")]
    public void Sign_OtherNamesOfTheSameConsonants_DifferInDetails(string a, string b)
    {
        Assert.Equal(SoundSign.ConsonantsOf(SignOf(a)), SoundSign.ConsonantsOf(SignOf(b)));
        Assert.True(Apart(a, b) > 1, $"{Apart(a, b)}");
    }

    [Theory]
    [InlineData("Карим", "Каримзода")]
    [InlineData("Тамара", "Тамарова")]
    [InlineData("Сам", "Samsonov")]
    public void Beginning_OfASound_HoldsTheSignsOfAllWordsThatBeginLikeIt(string start, string word)
    {
        var (from, count) = SoundSign.Beginning(NameToken.Of(start).Skeleton);
        Assert.InRange(SoundSign.ConsonantsOf(SignOf(word)), from, from + count - 1);
        Assert.InRange(SoundSign.ConsonantsOf(SignOf(start)), from, from + count - 1);
        Assert.False(SoundSign.ConsonantsOf(SignOf("Фатима")) is var other && other >= from && other < from + count);
    }

    /// <summary>A consonant lost or added moves what is known of those behind it; what came in is not known.</summary>
    [Theory]
    [InlineData("Каритама", "Катама")]
    [InlineData("Катама", "Каритама")]
    [InlineData("Катама", "Касама")]
    [InlineData("Кусатима", "Кусатиман")]
    public void DetailsOfNear_WordsAConsonantApart_AreNotApart(string asked, string held)
    {
        var (a, b) = (NameToken.Of(asked), NameToken.Of(held));
        Assert.True(NearSounds.AreNear(a.Skeleton, b.Skeleton));
        Assert.Equal(0, SoundSign.Apart(SoundSign.DetailsOfNear(SoundSign.Of(a), a.Skeleton, b.Skeleton), SoundSign.DetailsOf(SoundSign.Of(b))));
    }

    /// <summary>What a sign stands for is what was said of its words, whatever other words were asked for.</summary>
    [Fact]
    public void AskedSounds_SeveralWords_EachIsTold()
    {
        var asked = new AskedSounds();
        var (amina, karim) = (NameToken.Of("Amina"), NameToken.Of("Karim"));
        asked.Same(0, SoundSign.Of(amina));
        asked.Same(1, SoundSign.Of(karim));
        asked.Near(2, SoundSign.Of(amina), amina.Skeleton, karim.Skeleton);
        asked.Begun(3, SoundSign.Of(karim), karim.Skeleton);
        Assert.Equal((1u, 0u, 0u), (asked[SignOf("Амина")].Same, asked[SignOf("Амина")].Near, asked[SignOf("Амина")].Begun));
        Assert.Equal((2u, 4u, 8u), (asked[SignOf("Карим")].Same, asked[SignOf("Карим")].Near, asked[SignOf("Карим")].Begun));
        Assert.Equal((0u, 0u, 8u), (asked[SignOf("Каримзода")].Same, asked[SignOf("Каримзода")].Near, asked[SignOf("Каримзода")].Begun));
        Assert.True(asked[SignOf("Фатима")].None);
        asked.Clear();
        Assert.True(asked[SignOf("Карим")].None);
    }

    /// <summary>A year or an age asked for against a day on file, which the search compares as numbers: the same as comparing the dates.</summary>
    [Theory]
    [InlineData("1987")]
    [InlineData("1987-05")]
    [InlineData("1985-02-01/1989-01-31")]
    [InlineData("1986-12-31/1987-01-01")]
    public void Find_VagueBirth_IsWeighedAsTheDatesCompare(string asked)
    {
        var (birth, w) = (PartialDate.Parse(asked), MatchingModel.Shipped.Records);
        var cards = Enumerable.Range(0, 900).Select(i => new PersonCard(new Guid(i, 0, 0, new byte[8]), [PersonName.Of("Amina", "Sharifzoda")], PartialDate.OfDay(new DateOnly(1981, 1, 1).AddDays(i * 5)))).ToArray();
        var found = PersonIndex.Build(cards).Find(new PersonQuery { Names = [PersonName.Of("Amina", "Sharifzoda")], Birth = birth }, cards.Length, true);
        Assert.Equal(cards.Length, found.Count);
        foreach (var candidate in found)
        {
            var held = cards.Single(c => c.Id == candidate.Id).Birth!.Value;
            var expected = BirthComparison.Compare(birth, held) switch
            {
                BirthLevel.Year => w.BirthYear,
                BirthLevel.Near => birth.Overlaps(held) ? w.BirthNear : 0,
                _ => w.BirthDifferent,
            };
            Assert.Equal(expected, candidate.Attributes.Single(a => a.Attribute == "birth").Weight, 2);
        }
    }
}
