using System.CommandLine;
using System.CommandLine.Parsing;

namespace Nansen.Cli;

/// <summary>What is said of words on the command line that are not understood: bad input like any other.</summary>
internal static class WordsNotUnderstood
{
    /// <summary>One line that says which words, and what should stand there; null when all are understood.</summary>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0) return null;
        var verb = "";
        for (var at = parsed.CommandResult; at.Parent is CommandResult above; at = above) verb = $" {at.Command.Name}{verb}";
        return $"{string.Join(" ", parsed.Errors.Select(Of))} See 'nansen{verb} --help'.";
    }

    private static string Of(ParseError error)
    {
        var (name, type) = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType),
            _ => ("", null),
        };
        // The library says of which type of .NET a word is not; nobody at a desk knows those.
        if (type is null || error.SymbolResult?.Tokens is not [{ Value: var word }, ..] || !error.Message.Contains(type.ToString(), StringComparison.Ordinal)) return error.Message;
        return $"{name} '{word}' is not {Expected(Nullable.GetUnderlyingType(type) ?? type)}.";
    }

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(int) || type == typeof(long) => "a whole number, or too great a one",
        _ when type == typeof(double) => "a number; write it as 0.5",
        _ when type == typeof(DateOnly) => "a day; write it as 2024-12-31",
        _ when type == typeof(DateTimeOffset) => "a moment; write it as 2024-12-31T09:00:00Z",
        _ => "what is expected here",
    };
}
