namespace Nansen.Matching.Tests;

/// <summary>Sex as files write it.</summary>
public sealed class SexWordsTests
{
    [Theory]
    [InlineData("M", "муж", "F", "жен")]
    [InlineData("male", "1", "female", "2")]
    [InlineData("мужской", "ذكر", "женский", "أنثى")]
    [InlineData("H", "H", "F", "F")]
    public void Sex_AsFilesWriteIt_IsToldApart(string man, string manToo, string woman, string womanToo)
    {
        Assert.Equal(SexWords.NumberOf(man), SexWords.NumberOf(manToo));
        Assert.Equal(SexWords.NumberOf(woman), SexWords.NumberOf(womanToo));
        Assert.NotEqual(SexWords.NumberOf(man), SexWords.NumberOf(woman));
        Assert.Equal([0, 0, 0], new[] { "", "U", "неизвестно" }.Select(SexWords.NumberOf));
    }
}
