namespace Nansen.Values;

/// <summary>What a part of a name is. Nobody is forced to have two names, or a patronymic (section 5.0).</summary>
public enum NamePartKind
{
    /// <summary>Own name.</summary>
    Given,

    /// <summary>From the father's name: Иванович, Ivanovna, oglu, qizi.</summary>
    Patronymic,

    /// <summary>Family name.</summary>
    Family,

    /// <summary>Grandfather's name, as in Arab chains of names.</summary>
    Grandfather,

    /// <summary>Clan or tribe name.</summary>
    Clan,

    /// <summary>A name the person has laid down, for example before marriage.</summary>
    Former,

    /// <summary>Known as.</summary>
    Alias,

    /// <summary>All of the name in one piece, when its parts are not known.</summary>
    Whole,
}

/// <summary>One part of a name as written.</summary>
/// <param name="Kind">What the part is.</param>
/// <param name="Text">The part as it stands on paper or was spelt out.</param>
public sealed record NamePart(NamePartKind Kind, string Text);

/// <summary>A person's name in one script, its parts in the order of writing.</summary>
public sealed record PersonName
{
    /// <summary>Makes a name of its parts; empty parts are left out.</summary>
    /// <exception cref="ArgumentException">No part has any text.</exception>
    public PersonName(IEnumerable<NamePart> parts, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = [.. parts.Where(p => !string.IsNullOrWhiteSpace(p.Text)).Select(p => p with { Text = Composition.Compose(p.Text.Trim()) })];
        if (Parts.Count == 0) throw new ArgumentException("A name has at least one part.", nameof(parts));
        Language = string.IsNullOrWhiteSpace(language) ? null : language;
        Script = Scripts.Of(Text);
    }

    /// <summary>The parts in the order of writing; at least one.</summary>
    public IReadOnlyList<NamePart> Parts { get; }

    /// <summary>ISO 639 code of the language it is written in, when known.</summary>
    public string? Language { get; }

    /// <summary>The script of its letters.</summary>
    public Script Script { get; }

    /// <summary>The whole name, parts with a space between.</summary>
    public string Text => string.Join(' ', Parts.Select(p => p.Text));

    /// <summary>The parts of one kind joined by a space; empty when there are none.</summary>
    public string Of(NamePartKind kind) => string.Join(' ', Parts.Where(p => p.Kind == kind).Select(p => p.Text));

    /// <summary>A name of the three usual parts; those left empty are left out.</summary>
    /// <exception cref="ArgumentException">All parts are empty.</exception>
    public static PersonName Of(string? given, string? family, string? patronymic = null, string? language = null) => new(
        [new(NamePartKind.Given, given ?? ""), new(NamePartKind.Patronymic, patronymic ?? ""), new(NamePartKind.Family, family ?? "")], language);

    /// <inheritdoc/>
    public bool Equals(PersonName? other) => other is not null && Language == other.Language && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Language, Parts.Count, Parts[0]);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
