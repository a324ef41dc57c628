namespace Nansen.Packs;

/// <summary>A pack while its files are being read.</summary>
internal sealed class PackDraft(Findings findings)
{
    private readonly Dictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CodeList> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordType> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Procedure> _procedures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StatusType> _statuses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentType> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Role> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Safeguard> _safeguards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StatisticTable> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Indicator> _indicators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Commitment> _commitments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Letter> _letters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Drawing> _drawings = new(StringComparer.Ordinal);
    private readonly List<FormDraft> _forms = [];
    private readonly RecordReader _record = new(findings);
    private readonly ProcedureReader _procedure = new(findings);
    private readonly ProtectionReader _protection = new(findings);
    private readonly DrawingReader _drawing = new(findings);
    private readonly FollowUpReader _followUp = new(findings);
    private readonly MatchingReader _matchingReader = new(findings);
    private MatchingRules? _matching;
    private Sheet? _head;

    internal void Add(string kind, Sheet sheet)
    {
        switch (kind)
        {
            case "pack": AddHead(sheet); break;
            case "parameters": Each(sheet, "parameters", _parameters, _protection.Parameter); break;
            case "codes": Each(sheet, "lists", _codes, _record.CodeList); break;
            case "record": Put(_records, sheet.Text("code"), _record.Record(sheet, _procedure), sheet); break;
            case "form": _forms.Add(new FormDraft(sheet.Text("code"), sheet.Words("includes"), _record.Form(sheet), sheet)); break;
            case "procedure": AddProcedure(sheet); break;
            case "statuses": Each(sheet, "statuses", _statuses, _protection.Status); break;
            case "documents": Each(sheet, "documents", _documents, _protection.Document); break;
            case "drawing": Put(_drawings, sheet.Text("document"), _drawing.Drawing(sheet), sheet); break;
            case "access": Each(sheet, "roles", _roles, _protection.Role); break;
            case "safeguards": Each(sheet, "safeguards", _safeguards, _protection.Safeguard); break;
            case "tables": Each(sheet, "tables", _tables, _followUp.Table); break;
            case "indicators": Each(sheet, "indicators", _indicators, _followUp.Indicator); break;
            case "commitments": Each(sheet, "commitments", _commitments, _followUp.Commitment); break;
            case "matching": AddMatching(sheet); break;
            case "letters": Each(sheet, "letters", _letters, _followUp.Letter); break;
            default: throw new InvalidOperationException($"No reader for files of kind '{kind}'.");
        }
    }

    /// <summary>The pack, or null when the pack file itself is missing.</summary>
    internal Pack? Finish(string digest)
    {
        if (_head is null)
        {
            findings.Error("missing", new Place("pack.yaml", 1, 1), "there is no file of kind pack", "Add pack.yaml with code, version, title and languages");
            return null;
        }

        return findings.Read(
            new Pack
            {
                Code = _head.Text("code"),
                Version = _head.Text("version"),
                Title = _head.Local("title"),
                Languages = _head.Words("languages"),
                Digest = digest,
                Parameters = _parameters,
                Codes = _codes,
                Records = _records,
                Forms = FormDraft.Join(_forms, findings),
                Procedures = _procedures,
                Statuses = _statuses,
                Documents = _documents,
                Drawings = _drawings,
                Roles = _roles,
                Safeguards = [.. _safeguards.Values.OrderBy(s => NumberIn(s.Code))],
                Tables = _tables,
                Indicators = _indicators,
                Commitments = [.. _commitments.Values.OrderBy(c => NumberIn(c.Code))],
                Letters = _letters,
                Matching = _matching,
            },
            _head);
    }

    private void AddHead(Sheet sheet)
    {
        if (_head is not null) findings.Error("twice", sheet.PlaceOf(), "there is a second file of kind pack", "Keep one");
        else _head = sheet;
    }

    private void AddMatching(Sheet sheet)
    {
        if (_matching is not null) findings.Error("twice", sheet.PlaceOf(), "there is a second file of kind matching", "Keep one");
        else _matching = _matchingReader.Matching(sheet);
    }

    private void AddProcedure(Sheet sheet)
    {
        var code = sheet.Text("code");
        Put(_procedures, code, _procedure.Procedure(code, sheet.Local("title"), sheet), sheet);
        Put(_records, code, _record.CaseType(sheet), sheet);
    }

    private void Each<T>(Sheet sheet, string key, Dictionary<string, T> into, Func<string, Sheet, T> read)
    {
        foreach (var (code, one) in sheet.Tables(key)) Put(into, code, read(code, one), one);
    }

    private void Put<T>(Dictionary<string, T> into, string code, T value, Sheet sheet)
    {
        if (!into.TryAdd(code, value)) findings.Error("twice", sheet.PlaceOf(), $"'{code}' is defined a second time", "Keep one of the two, or give this one another code");
    }

    private static int NumberIn(string code) => int.TryParse(code.TrimStart('S', 'G', 'C', '-'), out var number) ? number : int.MaxValue;
}
