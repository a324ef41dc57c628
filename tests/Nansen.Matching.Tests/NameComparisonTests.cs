using CsCheck;

namespace Nansen.Matching.Tests;

/// <summary>Names across scripts, habits of spelling and slips; all made up or of the commonest kind.</summary>
public sealed class NameComparisonTests
{
    [Theory]
    [InlineData("Мухаммад Шарифзода", "Muhammad Charifzadeh")]
    [InlineData("Ибрагим Алиев", "ابراهیم علی‌اف")]
    [InlineData("Giorgi Beridze", "გიორგი ბერიძე")]
    [InlineData("Hovhannes Petrosyan", "Հովհաննես Պետրոսյան")]
    [InlineData("Александр Иванов", "Ivanov Aleksandr")]
    [InlineData("Aleksandr Ivanov", "Alexandre Ivanoff")]
    [InlineData("Youssef Haddad", "يوسف حداد")]
    [InlineData("Abd al-Rahman Karimi", "Abdurrahman Karimi")]
    [InlineData("Dr. Leyla Mammadova", "Лейла Мамедова")]
    [InlineData("Zhumabek Toqtarov", "Жумабек Токтаров")]
    [InlineData("Михаил Щербаков", "Michail Schtscherbakow")]
    [InlineData("Михаил Щербаков", "Mikhaïl Chtcherbakov")]
    [InlineData("Rustam Dschurajew", "Рустам Джураев")]
    [InlineData("Հովհաննես Գրիգորյան", "Оганес Григорян")]
    [InlineData("Anna Kevorkian", "Анна Геворкян")]
    [InlineData("Сиёвуш Ҳайдаров", "Siavash Heydarov")]
    [InlineData("Elçin Məmməd oğlu Əliyev", "Эльчин Мамедович Алиев")]
    [InlineData("Əliyeva Leyla Rəşid qızı", "Алиева Лейла Рашидовна")]
    [InlineData("Karimov Rustam Anvar oʻgʻli", "Каримов Рустам Анварович")]
    [InlineData("Ali bin Ahmad Karimi", "Али Ахмадович Карими")]
    [InlineData("Мамед оглы Эльчин", "Mammadoglu Elchin")]
    public void Compare_FormsOfOneName_Match(string left, string right)
    {
        var score = NameComparison.Compare(left, right);
        Assert.True(score.Match, $"{score.Score:0.000}");
    }

    [Theory]
    [InlineData("Мухаммад Шарифзода", "Muhammad Karimzadeh")]
    [InlineData("Giorgi Beridze", "გიორგი კაპანაძე")]
    [InlineData("Elena Sokolova", "Ирина Соколова")]
    [InlineData("Youssef Haddad", "خالد حداد")]
    [InlineData("Olaf Berg", "Zarina Karimova")]
    [InlineData("Ivan Petrov", "Pyotr Ivanov")]
    [InlineData("Əli Məmməd oğlu Həsənov", "Али Ахмедович Гасанов")]
    [InlineData("Məmməd Əliyev", "Эльчин Мамедович Алиев")]
    [InlineData("Nur Məmməd oğlu Əliyev", "Нур Мамедовна Алиева")]
    public void Compare_NamesOfTwoPeople_DoNotMatch(string left, string right)
    {
        var score = NameComparison.Compare(left, right);
        Assert.False(score.Match, $"{score.Score:0.000}");
    }

    [Fact]
    public void Compare_CyrillicLetterInLatinName_IsFoundAndSaid()
    {
        var score = NameComparison.Compare("Kаrim Olafsson", "Karim Olafsson"); // the first а is Cyrillic
        Assert.True(score.Match);
        var remark = Assert.Single(score.Remarks, r => r.Key == "name.homoglyph");
        Assert.Contains("karim", remark.English, StringComparison.Ordinal);
    }

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz -'éñšç"], 0, 24],
        Gen.String[Gen.Char["абвгдежзийклмнопрстуфхцчшщыэюя -"], 0, 24],
        Gen.String[Gen.Char["ابتثجحخدذرزسشصضطظعغفقكلمنهوي "], 0, 24],
        Gen.String[0, 30]);

    [Fact]
    public void Compare_IsSymmetric() => Gen.Select(Names, Names).Sample((a, b) =>
    {
        var (one, two) = (NameComparison.Compare(a, b), NameComparison.Compare(b, a));
        return one.Score == two.Score && one.Parts.Count == two.Parts.Count;
    }, iter: 2000);

    [Fact]
    public void Compare_WithItself_Matches() => Names.Where(n => n.Count(char.IsAsciiLetterLower) > 2).Sample(
        n => NameComparison.Compare(n, n).Match || NameForm.Of(n).Names.All(w => w.Lower.Length < 3 || w.Writing == Writing.Other), iter: 2000);

    // What the samples above found once: the joined words are as like the first as it is to itself.
    [Fact]
    public void Compare_WithItself_InitialsBesideAWord_Matches() => Assert.True(NameComparison.Compare("zP0Op(I-e5", "zP0Op(I-e5").Match);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200f\u200e")]
    [InlineData("----")]
    [InlineData("\ud800")]
    public void Compare_NothingToCompare_SaysSo(string hostile)
    {
        var score = NameComparison.Compare(hostile, "Karim Olafsson");
        Assert.False(score.Match);
    }

    [Fact]
    public void Compare_TenThousandLetters_EndsSoon()
    {
        var score = NameComparison.Compare(new string('a', 10_000), string.Join(' ', Enumerable.Repeat("ab", 5_000)));
        Assert.InRange(score.Score, 0, 1);
    }
}
