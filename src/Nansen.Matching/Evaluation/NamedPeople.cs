namespace Nansen.Matching;

/// <summary>
/// Who is who among the whole names of labelled files: names that a true pair or one <c>entity_id</c> puts together are one
/// person's, in whichever file. So whoever is kept aside is kept aside with every spelling and in every file.
/// </summary>
internal sealed class NamedPeople
{
    private static readonly string[] PairColumns = ["name1", "name2", "name_latn", "name_other"];
    private static readonly string[] RecordColumns = ["name", "full_name"];

    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<LabelledFile> _files;

    public NamedPeople(IReadOnlyList<LabelledFile> files)
    {
        _files = files;
        foreach (var file in files)
            foreach (var row in file.Table.Rows)
                if (IsOne(file, row))
                    foreach (var name in NamesIn(file, row)) Join(Mark(file, row) ?? NamesIn(file, row).First(), name);
    }

    /// <summary>The part of so many in which a row is measured: that of the person it names first. Equal names fall into one part whatever the files.</summary>
    public int PartOf(LabelledFile file, string[] row, int parts) => PartOf(PeopleIn(file, row).FirstOrDefault() ?? "", parts);

    /// <summary>The files without any row that names a person of a part.</summary>
    public IReadOnlyList<LabelledFile> WithoutPart(int part, int parts) =>
        [.. _files.Select(f => f with { Table = f.Table.Where(row => PeopleIn(f, row).All(person => PartOf(person, parts) != part)) })];

    /// <summary>The other files, without any row that names a person of these.</summary>
    public IReadOnlyList<LabelledFile> Without(params IReadOnlyList<string> names)
    {
        var people = _files.Where(f => names.Contains(f.Name)).SelectMany(f => f.Table.Rows.SelectMany(row => PeopleIn(f, row))).ToHashSet(StringComparer.Ordinal);
        return [.. _files.Where(f => !names.Contains(f.Name)).Select(f => f with { Table = f.Table.Where(row => !PeopleIn(f, row).Any(people.Contains)) })];
    }

    private static int PartOf(string person, int parts)
    {
        var mixed = 0UL;
        foreach (var letter in person) mixed = Mixing.Mix(mixed, letter);
        return (int)(Mixing.Fold(mixed) / 2 % (uint)parts);
    }

    private static bool IsOne(LabelledFile file, string[] row) =>
        Mark(file, row) is not null || (file.Table.Column("match") is >= 0 and var match && row[match].Trim() is "1" or "true" or "True");

    /// <summary>The person's mark of a record; it is the file's own.</summary>
    private static string? Mark(LabelledFile file, string[] row) => file.Table.Column("entity_id") is >= 0 and var at ? $"{file.Name}\0{row[at]}" : null;

    private static IEnumerable<string> NamesIn(LabelledFile file, string[] row)
    {
        foreach (var column in file.Table.Column("entity_id") >= 0 ? RecordColumns : PairColumns)
            if (file.Table.Column(column) is >= 0 and var at && Folding.Plain(Folding.Lower(row[at])) is { Length: > 0 } name) yield return name;
    }

    private IEnumerable<string> PeopleIn(LabelledFile file, string[] row) => NamesIn(file, row).Select(Find);

    private void Join(string one, string other)
    {
        var (a, b) = (Find(one), Find(other));
        // The least name leads, whatever the order of the rows.
        if (string.CompareOrdinal(a, b) < 0) _parents[b] = a;
        else if (a != b) _parents[a] = b;
    }

    private string Find(string name)
    {
        if (!_parents.TryGetValue(name, out var parent)) return name;
        return _parents[name] = Find(parent);
    }
}
