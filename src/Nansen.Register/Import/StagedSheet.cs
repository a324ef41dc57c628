using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>A person of the sheet while it is being checked.</summary>
internal sealed class SheetPerson(int row, string group, string relationship, IReadOnlyList<FactValue> facts, string? externalId, string system, IReadOnlyList<string> cells)
{
    public int Row => row;

    public string Group => group;

    public string Relationship { get; set; } = relationship;

    public IReadOnlyList<FactValue> Facts => facts;

    public string? ExternalId => externalId;

    public string System => system;

    /// <summary>All cells as written.</summary>
    public IReadOnlyList<string> Cells => cells;

    public StreamId? Registered { get; set; }

    public bool Held { get; set; }

    public Guid CardId { get; } = Guid.NewGuid();

    public IReadOnlyList<PersonName> Names { get; } = facts.FirstOrDefault(f => f.Field == "names") is { HasValue: true } names ? PersonNameJson.Read(names.Value) : [];

    public PartialDate? Birth => PartialDate.TryParse(Text("date_of_birth"), out var birth) ? birth : null;

    public PersonCard Card(Guid? household) => new(CardId, Names, Birth, Text("sex_recorded"), Text("country_of_origin"), null, Text("phone"), household);

    public StagedPerson Staged() => new(row, Names is [var first, ..] ? first.Text : "", Relationship, facts, externalId, system, Registered?.Value);

    private string? Text(string field) => facts.FirstOrDefault(f => f.Field == field)?.Text is { Length: > 0 } text ? text : null;
}

/// <summary>The rows of a list mapped by a form and checked one by one; a bad row spoils no other.</summary>
internal sealed class StagedSheet
{
    private const int HeaderWithin = 10;
    private readonly Pack _pack;
    private readonly Form _form;
    private readonly DateOnly _on;
    private readonly List<ImportFinding> _findings = [];
    private readonly List<ListColumn> _columns = [];
    private readonly List<SheetPerson> _persons = [];
    private readonly Dictionary<string, Guid> _households = [];
    private bool _allHeld;

    public StagedSheet(Pack pack, Form form, Access access, IReadOnlyList<ListRow> rows, string name, DateOnly on)
    {
        (_pack, _form, _on) = (pack, form, on);
        var header = Header(new ListColumns(pack, form), access, rows, name);
        var reader = new RowReader(pack, form, _columns, on);
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Where(r => r.Number > header)) Add(row, reader, seen);
    }

    public IReadOnlyList<ImportFinding> Findings => _findings;

    public IReadOnlyList<SheetPerson> Persons => _persons;

    public IEnumerable<(string Key, IReadOnlyList<SheetPerson> Persons)> Groups() =>
        _persons.GroupBy(p => p.Group, StringComparer.OrdinalIgnoreCase).Select(g => (g.Key, (IReadOnlyList<SheetPerson>)[.. g]));

    public Guid Household(SheetPerson person) => _households[person.Group.ToUpperInvariant()];

    public string TitleOf(ColumnKind kind) => _columns.FirstOrDefault(c => c.Kind == kind)?.Title ?? "";

    public void See(ImportFinding finding) => _findings.Add(finding);

    public void Hold(SheetPerson person, ImportFinding finding)
    {
        _findings.Add(finding);
        person.Held = true;
    }

    /// <summary>One focal point and a relationship for everybody else; a person alone is her own focal point.</summary>
    public void CheckRelationships((string Key, IReadOnlyList<SheetPerson> Persons) group, bool registered)
    {
        if (group.Persons is [{ Relationship.Length: 0 } alone] && !registered) alone.Relationship = "focal_point";
        var title = TitleOf(ColumnKind.Relationship) is { Length: > 0 } known ? known : "relationship";
        foreach (var person in group.Persons.Where(p => p.Relationship.Length == 0 && p.Registered is null))
            Hold(person, ImportFindings.Missing(person.Row, title, _pack.Codes["relationships"].Title));
        var focal = group.Persons.Where(p => p.Relationship == "focal_point").ToList();
        if (focal.Count == 0 && !registered) Hold(group.Persons[0], ImportFindings.NoFocalPoint(group.Persons[0].Row, title, group.Key));
        foreach (var second in focal.Skip(1)) Hold(second, ImportFindings.TwoFocalPoints(second.Row, title, group.Key, focal[0].Row));
    }

    // Titles of question groups may stand merged above the questions, so the header is the row that is understood best.
    private int Header(ListColumns known, Access access, IReadOnlyList<ListRow> rows, string name)
    {
        List<ListColumn> Understood(ListRow row) => [.. row.Cells.Select((title, at) => known.Recognise(at, title, out _)).OfType<ListColumn>()];
        var header = rows.Take(HeaderWithin).Select(r => (Row: r, Columns: Understood(r))).OrderByDescending(r => r.Columns.Count).FirstOrDefault();
        if (header.Row is null || header.Columns.Count < 2)
            throw new RegisterException($"{name} has no row of column titles that the form {_form.Code} knows. Make an empty list with 'nansen import template'.");
        for (var at = 0; at < header.Row.Cells.Count; at++)
            if (header.Row[at].Length > 0) Take(header.Row.Number, header.Row[at], known.Recognise(at, header.Row[at], out var unasked), unasked, access);
        foreach (var question in _form.Questions.Where(q => q.Required && q.When is null && q.Field != "registration_level"))
            if (_columns.TrueForAll(c => c.Field?.Code != question.Field) && !(question.Field == "date_of_birth" && _columns.Exists(c => c.Kind == ColumnKind.Age)))
            {
                _allHeld = true;
                _findings.Add(ImportFindings.MissingColumn(header.Row.Number, question.Field, _pack.Records[_form.Record].Fields[question.Field].Label));
            }

        return header.Row.Number;
    }

    private void Take(int row, string title, ListColumn? column, bool unasked, Access access)
    {
        if (column is null)
        {
            if (!unasked) _findings.Add(ImportFindings.UnknownColumn(row, title));
        }
        else if (column.Field is { } field && field.Code == "registration_level")
        {
            // The form itself is the level.
        }
        else if (column.Field is { Type: FieldType.File }) _findings.Add(ImportFindings.NotImported(row, title));
        else if (column.Field is { } asked && !access.Writes(asked)) Refuse(ImportFindings.MayNotRecord(row, title));
        else if (_columns.Find(c => c.Key == column.Key) is { } first) Refuse(ImportFindings.RepeatedColumn(row, title, first.Title));
        else _columns.Add(column);
    }

    private void Refuse(ImportFinding finding)
    {
        _findings.Add(finding);
        _allHeld = true;
    }

    private void Add(ListRow row, RowReader reader, Dictionary<string, int> seen)
    {
        string Cell(ColumnKind kind) => _columns.Find(c => c.Kind == kind) is { } column ? row[column.At] : "";
        var (facts, findings) = reader.Read(row);
        var all = findings.ToList();
        all.AddRange(MissingAnswers(row, reader, facts));
        var relationship = Cell(ColumnKind.Relationship);
        if (relationship.Length > 0)
        {
            var list = _pack.Codes["relationships"];
            if (RowReader.Find(list, relationship) is { } code) relationship = code;
            else all.Add(ImportFindings.NotInList(row.Number, TitleOf(ColumnKind.Relationship), relationship, list));
        }

        var system = Cell(ColumnKind.ExternalSystem) is { Length: > 0 } named ? named : "list";
        var id = Cell(ColumnKind.ExternalId) is { Length: > 0 } given ? given : null;
        if (id is not null && !seen.TryAdd($"{system}:{id}", row.Number))
            all.Add(ImportFindings.TwiceInFile(row.Number, TitleOf(ColumnKind.ExternalId), id, seen[$"{system}:{id}"]));
        // Without a group a person stands for herself.
        var group = Cell(ColumnKind.Group) is { Length: > 0 } together ? together : $"#{row.Number}";
        _households.TryAdd(group.ToUpperInvariant(), Guid.NewGuid());
        _persons.Add(new SheetPerson(row.Number, group, relationship, facts, id, system, row.Cells) { Held = _allHeld || all.Exists(f => f.Holds) });
        _findings.AddRange(all);
    }

    private IEnumerable<ImportFinding> MissingAnswers(ListRow row, RowReader reader, IReadOnlyList<FactValue> facts)
    {
        var answers = facts.Append(FactValue.Of("registration_level", _form.Level!, FactSource.Computed)).ToList();
        foreach (var problem in FormRules.CheckNew(_pack, _form, _on, answers).Where(p => p.Field is not null))
        {
            var field = _pack.Records[_form.Record].Fields[problem.Field!];
            var unconditional = _form.Questions.Any(q => q.Field == field.Code && q.When is null);
            var absent = _columns.TrueForAll(c => c.Field?.Code != field.Code) && !(field.Code == "date_of_birth" && _columns.Exists(c => c.Kind == ColumnKind.Age));
            // A column that is missing altogether was said once, at the header; a cell that could not be read, at the cell.
            if (!(unconditional && absent) && !Unread(row, field)) yield return ImportFindings.Missing(row.Number, reader.TitleOf(field.Code), field.Label);
        }
    }

    private bool Unread(ListRow row, Field field) => _columns.Exists(c => c.Field?.Code == field.Code && c.Kind != ColumnKind.Choice && (row[c.At].Length > 0 || row.Formulas.Contains(c.At)));
}
