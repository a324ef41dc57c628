using System.CommandLine;
using Nansen.Cli;

namespace Nansen.Web.Tests;

public sealed class WordsNotUnderstoodTests
{
    public static TheoryData<string, string> TypedOptions() =>
        [.. from verb in Verbs.All() from found in In(verb, verb.Name) where IsTyped(found.Option.ValueType) select new TheoryDataRow<string, string>(found.Path, found.Option.Name)];

    [Theory]
    [MemberData(nameof(TypedOptions))]
    public void A_word_that_is_no_number_or_day_is_named_with_its_option_and_what_should_stand_there(string verb, string option)
    {
        var root = new RootCommand();
        foreach (var each in Verbs.All()) root.Subcommands.Add(each);
        var said = WordsNotUnderstood.Of(root.Parse([.. verb.Split(' '), option, "a-word"]));
        Assert.NotNull(said);
        Assert.Contains($"{option} 'a-word' is not a", said, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", said, StringComparison.Ordinal);
        Assert.EndsWith($"See 'nansen {verb} --help'.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_are_understood_are_not_spoken_of()
    {
        var root = new RootCommand();
        foreach (var each in Verbs.All()) root.Subcommands.Add(each);
        Assert.Null(WordsNotUnderstood.Of(root.Parse(["dedupe", "people.csv", "--out", "pairs.csv", "--bar", "0.5"])));
    }

    private static bool IsTyped(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsValueType && plain != typeof(bool);
    }

    private static IEnumerable<(string Path, Option Option)> In(Command command, string path) =>
        command.Options.Select(option => (path, option)).Concat(command.Subcommands.SelectMany(each => In(each, $"{path} {each.Name}")));
}
