using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nansen.Packs;

/// <summary>Where something stands in a pack.</summary>
internal readonly record struct Place(string File, int Line, int Column)
{
    internal static Place Of(string file, YamlNode node) => Of(file, node.Start);

    internal static Place Of(string file, Mark mark) => new(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
}

/// <summary>The findings of one loading, and the places of what was read, so that later checks can name file and line.</summary>
internal sealed class Findings
{
    private readonly List<PackFinding> _all = [];
    private readonly Dictionary<object, Sheet> _sheets = new(ReferenceEqualityComparer.Instance);

    internal bool HasErrors => _all.Exists(f => f.Level == FindingLevel.Error);

    internal IReadOnlyList<PackFinding> InOrder() =>
        [.. _all.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)];

    internal void Error(string rule, Place at, string reason, string fix) => Add(FindingLevel.Error, rule, at, reason, fix);

    internal void Warning(string rule, Place at, string reason, string fix) => Add(FindingLevel.Warning, rule, at, reason, fix);

    /// <summary>Remembers from where an object of the model was read.</summary>
    internal T Read<T>(T value, Sheet sheet)
        where T : class
    {
        _sheets[value] = sheet;
        return value;
    }

    /// <summary>The place of an object of the model, or of one of its keys.</summary>
    internal Place Of(object value, string? key = null) =>
        _sheets.TryGetValue(value, out var sheet) ? sheet.PlaceOf(key) : new Place("pack.yaml", 1, 1);

    private void Add(FindingLevel level, string rule, Place at, string reason, string fix) =>
        _all.Add(new PackFinding(at.File, at.Line, at.Column, level, rule, reason, fix));
}
