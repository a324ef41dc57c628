using Nansen.Values;

namespace Nansen.Matching;

/// <summary>What a word in a name is, beside a name proper.</summary>
internal enum WordKind : byte
{
    /// <summary>A name.</summary>
    Name,

    /// <summary>One letter that stands for a name.</summary>
    Initial,

    /// <summary>al-, bin, ibn, von, de, oglu: counts for little and is often left out.</summary>
    Particle,

    /// <summary>Dr., Haji, Jr.: not compared.</summary>
    Title,
}

/// <summary>One word of a name, made ready to be compared.</summary>
internal sealed class NameToken
{
    private NameToken(string text, string lower, Writing writing, WordKind kind, NamePartKind part, Homoglyphs.Finding? homoglyph)
    {
        (Text, Lower, Writing, Kind, Part, Homoglyph) = (text, lower, writing, kind, part, homoglyph);
        Plain = Folding.Plain(lower);
        var letters = Alphabets.Read(lower, writing);
        Symbols = [Alphabets.Edge, .. letters, Alphabets.Edge];
        Skeleton = Matching.Skeleton.Of(letters, writing);
        Equivalents = NameTable.GroupsOf(Plain);
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Lower case without marks.</summary>
    public string Lower { get; }

    /// <summary>Without accents too.</summary>
    public string Plain { get; }

    /// <summary>How it is read.</summary>
    public Writing Writing { get; }

    /// <summary>What it is.</summary>
    public WordKind Kind { get; }

    /// <summary>The part of the name it belongs to; <see cref="NamePartKind.Whole"/> when not known.</summary>
    public NamePartKind Part { get; }

    /// <summary>Whose father it names, when a particle beside it says so.</summary>
    public ChildOf FatherOf { get; set; }

    /// <summary>Symbols between edges.</summary>
    public byte[] Symbols { get; }

    /// <summary>Its consonants by class.</summary>
    public ulong Skeleton { get; }

    /// <summary>Groups of the table of equivalent names it stands in.</summary>
    public ReadOnlySpan<ushort> EquivalentGroups => Equivalents;

    /// <summary>Look-alike letters that were found in it.</summary>
    public Homoglyphs.Finding? Homoglyph { get; }

    private ushort[] Equivalents { get; }

    /// <summary>Makes a word ready.</summary>
    public static NameToken Of(string text, NamePartKind part = NamePartKind.Whole)
    {
        var lower = Folding.Lower(text);
        if (lower.Length > Alphabets.MaxLetters) lower = lower[..Alphabets.MaxLetters];
        var homoglyph = Homoglyphs.Find(lower);
        if (homoglyph is not null) lower = homoglyph.Read;
        var writing = Alphabets.Of(homoglyph?.Script ?? Scripts.Of(lower));
        return new NameToken(text, lower, writing, Particles.KindOf(lower), part, homoglyph);
    }

    /// <summary>Several words read as one, for names that are written with other spaces.</summary>
    public static NameToken Join(IEnumerable<NameToken> words)
    {
        var all = words.ToList();
        var lower = string.Concat(all.Select(w => w.Lower));
        if (lower.Length > Alphabets.MaxLetters) lower = lower[..Alphabets.MaxLetters];
        return new NameToken(string.Join(' ', all.Select(w => w.Text)), lower, all[0].Writing, WordKind.Name, all[0].Part, null);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
