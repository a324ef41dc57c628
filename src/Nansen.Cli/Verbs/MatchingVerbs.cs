using System.CommandLine;

namespace Nansen.Cli;

/// <summary><c>dedupe</c>, <c>link</c>, <c>names …</c>, <c>private …</c> and <c>match …</c>: one person in several records and scripts.</summary>
internal static class MatchingVerbs
{
    public static IEnumerable<Command> All() =>
    [
        LinkVerbs.Dedupe(),
        LinkVerbs.Link(),
        NameVerbs.Names(),
        PrivateVerbs.Private(),
        EvaluationVerbs.Match(),
    ];

    /// <summary>Where a result goes: not into a file that is read.</summary>
    /// <exception cref="FormatException">It is one of those.</exception>
    public static FileInfo Apart(FileInfo target, params ReadOnlySpan<FileInfo> read)
    {
        foreach (var file in read)
            if (file.FullName == target.FullName) throw new FormatException($"{target.FullName} is read; name another file with --out, or it would be lost.");
        return target;
    }

    /// <summary>Runs a verb; bad input is one line on stderr and exit code 2.</summary>
    public static int Guarded(Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or ArgumentException or Nansen.Register.RegisterException)
        {
            Console.Error.WriteLine(e.Message.ReplaceLineEndings(" "));
            return 2;
        }
    }
}
