using System.Diagnostics.CodeAnalysis;

namespace Nansen.Web;

/// <summary>Addresses to go back to: only paths of this very site, so that a link cannot lead a person elsewhere.</summary>
public static class LocalPath
{
    /// <summary>Whether it is a path of this site.</summary>
    public static bool Is([NotNullWhen(true)] string? path) =>
        path is { Length: > 0 and <= 2000 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.StartsWith("/\\", StringComparison.Ordinal) && !path.Any(char.IsControl);

    /// <summary>The path when it is one of this site, else the start page.</summary>
    public static string OrHome(string? path) => Is(path) ? path : "/";
}
