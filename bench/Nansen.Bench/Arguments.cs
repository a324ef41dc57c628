using System.Globalization;

namespace Nansen.Bench;

/// <summary>Words behind the topic of a bench: options with a value.</summary>
internal static class Arguments
{
    /// <summary>The value of an option; null when it is not given.</summary>
    public static string? Text(string[] args, string option) => Array.IndexOf(args, option) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>A number from 0 on, with underscores between its digits or without; null when it is not given, or no such number.</summary>
    public static int? Number(string[] args, string option) =>
        int.TryParse(Text(args, option)?.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number from 1 on: the usual one when it is not given, null when what is given is none.</summary>
    public static int? Positive(string[] args, string option, int usual) => Text(args, option) is null ? usual : Number(args, option) is > 0 and var number ? number : null;
}
