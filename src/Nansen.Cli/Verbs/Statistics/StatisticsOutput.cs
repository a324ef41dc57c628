using System.CommandLine;
using System.Globalization;
using System.Text;

namespace Nansen.Cli;

/// <summary>What the verbs of <c>nansen statistics</c> share: the format option, the output, one line on bad input.</summary>
internal static class StatisticsOutput
{
    public static Option<string> Format() => new("--format")
    {
        Description = "csv",
        DefaultValueFactory = _ => "csv",
        Validators = { r => { if (r.GetValueOrDefault<string>() is not "csv") r.AddError("--format must be csv"); } },
    };

    /// <summary>Runs the action with standard output; what was wrong with the input is one line on standard error, exit code 2.</summary>
    public static int Write(Action<TextWriter> write) => Run(to =>
    {
        write(to);
        return 0;
    });

    public static int Run(Func<TextWriter, int> write)
    {
        try
        {
            using var to = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
            return write(to);
        }
        catch (Exception wrong) when (wrong is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What the library adds for programmers, the name of its parameter, is none of the reader's business.
            Console.Error.WriteLine(Said(wrong).Split(" (Parameter '")[0].ReplaceLineEndings(" "));
            return 2;
        }
    }

    // The system says what it could not do; the reader wants to know what is there.
    private static string Said(Exception wrong) => wrong switch
    {
        FileNotFoundException { FileName: { } file } => $"{file}: there is no such file; check its name.",
        DirectoryNotFoundException when Named(wrong.Message) is { } file => $"{file}: there is no such folder; make it first.",
        UnauthorizedAccessException when Named(wrong.Message) is { } file => Directory.Exists(file) ? $"{file} is a folder; name a file in it." : $"{file}: this account may not read or write it.",
        _ => wrong.Message,
    };

    private static string? Named(string message) => message.Split('\'') is [_, var file, ..] ? file : null;

    /// <summary>An option that takes a year.</summary>
    public static Option<int?> YearOption(string name, string? description = null) => new(name)
    {
        Description = description,
        CustomParser = r =>
        {
            if (int.TryParse(r.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1 and <= 9999) return year;
            r.AddError($"{name} '{r.Tokens[0].Value}' is not a year; write it as 2024.");
            return null;
        },
    };

    public static DateOnly? Day(string? text, string option) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new FormatException($"{option} '{text}' is not a day; write it as 2024-12-31.");

    public static int? Year(string? text, string option) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? Year(year, option)
        : throw new FormatException($"{option} '{text}' is not a year; write it as 2024.");

    public static int Year(int year, string option) =>
        year is >= 1 and <= 9999 ? year : throw new FormatException($"{option} {year} is not a year.");
}
