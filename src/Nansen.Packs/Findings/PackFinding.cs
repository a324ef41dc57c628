namespace Nansen.Packs;

/// <summary>Whether a finding stops the pack from loading.</summary>
public enum FindingLevel
{
    /// <summary>The pack loads; somebody should look.</summary>
    Warning,

    /// <summary>The pack does not load.</summary>
    Error,
}

/// <summary>Something wrong in a pack: where, why, and what to do about it.</summary>
/// <param name="File">File within the pack, with forward slashes.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Level">Error or warning.</param>
/// <param name="Rule">The rule that found it, for example <c>reference</c> or <c>purpose</c>.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record PackFinding(string File, int Line, int Column, FindingLevel Level, string Rule, string Reason, string Fix)
{
    /// <summary>One line: <c>file:line: error: reason. What to do.</c></summary>
    public override string ToString() =>
        $"{File}:{Line}: {(Level == FindingLevel.Error ? "error" : "warning")}: {Reason}. {Fix}.";
}

/// <summary>What came of loading a pack.</summary>
/// <param name="Pack">The pack; null when a finding is an error.</param>
/// <param name="Findings">Findings in order of file and line.</param>
public sealed record PackResult(Pack? Pack, IReadOnlyList<PackFinding> Findings)
{
    /// <summary>Whether the pack may be used.</summary>
    public bool IsSound => Pack is not null;
}
