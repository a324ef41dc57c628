using Nansen.Values;

namespace Nansen.Values.Tests;

public sealed class TransliteratorTests
{
    // Pairs from interscript/maps and nalgeon/iuliia (MIT); the Ukrainian ones are of the official list of 2010.
    [Theory]
    [InlineData("be", "Максім", "MAKSIM")]
    [InlineData("be", "Мікалай", "MIKALAI")]
    [InlineData("ru", "Артём Краевой", "ARTEM<KRAEVOI")]
    [InlineData("uk", "Алушта", "ALUSHTA")]
    [InlineData("uk", "Володимир", "VOLODYMYR")]
    [InlineData("uk", "Ґорґани", "GORGANY")]
    [InlineData("uk", "Есмань", "ESMAN")]
    [InlineData("uk", "Жанна", "ZHANNA")]
    [InlineData("uk", "Михайленко", "MYKHAILENKO")]
    [InlineData("uk", "Мар'їне", "MARINE")]
    [InlineData("uk", "Коваленко", "KOVALENKO")]
    [InlineData("uk", "Ніжин", "NIZHYN")]
    [InlineData("uk", "Петро", "PETRO")]
    [InlineData("uk", "Тернопіль", "TERNOPIL")]
    [InlineData("uk", "Філіпчук", "FILIPCHUK")]
    [InlineData("uk", "Чернівці", "CHERNIVTSI")]
    [InlineData("uk", "Гоща", "HOSHCHA")]
    [InlineData("uk", "Знам'янка", "ZNAMIANKA")]
    [InlineData("uk", "Єнакієве", "YENAKIIEVE")]
    [InlineData("uk", "Згорани", "ZGHORANY")]
    [InlineData("uk", "Йосипівка", "YOSYPIVKA")]
    [InlineData("be", "Ганна Сёмкіна", "HANNA<SIOMKINA")]
    [InlineData("bg", "Щерев", "SHTEREV")]
    [InlineData("ru", "Щерев", "SHCHEREV")]
    [InlineData("ru", "Подъячев-Соловьёв", "PODIEIACHEV<SOLOVEV")]
    [InlineData("sr", "Ђорђе Живковић", "DORDE<ZIVKOVIC")]
    [InlineData("mk", "Ѓорѓи Џеков", "GJORGJI<DJEKOV")]
    [InlineData("kk", "Әсел Қасымова", "ASEL<KASYMOVA")]
    [InlineData("de", "Müller-Groß", "MUELLER<GROSS")]
    [InlineData("az", "Əliyev", "ALIYEV")]
    [InlineData("az", "Gülşən İsmayılova", "GULSAN<ISMAYILOVA")]
    [InlineData("ro", "Ștefan Țurcanu", "STEFAN<TURCANU")]
    [InlineData("vi", "Nguyễn", "NGUYEN")]
    [InlineData("en", "O'Connor, Enya", "OCONNOR<ENYA")]
    [InlineData("ka", "მყინვარი აღმოსავლეთი", "MQINVARI<AGHMOSAVLETI")]
    [InlineData("hy", "Հայաստան", "HAYASTAN")]
    [InlineData("hy", "Ոսկանյան", "VOSKANYAN")]
    [InlineData("uz", "Ўзбек ёзуви", "OZBEK<YOZUVI")]
    [InlineData("tk", "Сапармырат", "SAPARMYRAT")]
    [InlineData("tk", "Майса", "MAYSA")]
    [InlineData("tg", "Парвона", "PARVONA")]
    [InlineData("ar", "مُحَمَّد", "MXHMMD")]
    [InlineData("ar", "فاطمة", "FAXTTMXAH")]
    [InlineData("ar", "فاطمة علي", "FAXTTMXAH<ELY")]
    [InlineData("fa", "کریم", "XKKRXYAM")]
    public void ToMrz_NameInItsLanguage_FollowsTheTable(string language, string name, string expected)
    {
        var result = Transliterator.ToMrz(name, language);
        Assert.Equal(expected, result.Text);
        Assert.True(result.Complete);
    }

    [Fact]
    public void ToMrz_DecomposedLetters_EqualComposedOnes() =>
        Assert.Equal(Transliterator.ToMrz("Майё", "ru").Text, Transliterator.ToMrz("Маи\u0306е\u0308", "ru").Text);

    [Theory]
    [InlineData("አበበ")]
    [InlineData("John 3")]
    public void ToMrz_LetterOfNoTable_IsReportedAndNotGuessed(string name) => Assert.False(Transliterator.ToMrz(name).Complete);

    [Fact]
    public void Overridden_NeedsAReason_AndKeepsTheRule()
    {
        var rule = Transliterator.ToMrz("Хилл", "kk");
        Assert.Throws<ArgumentException>(() => rule.Overridden("HILL", " "));
        Assert.Throws<ArgumentException>(() => rule.Overridden("Hill", "earlier passport"));
        var own = rule.Overridden("HILL", "spelt so in the earlier passport");
        Assert.Equal(("HILL", "icao-9303-3/kk"), (own.Text, own.Rule));
    }
}
