namespace Nansen.Packs;

/// <summary>Fields and record types: purpose and retention (DP-11), code lists, prefixes.</summary>
internal sealed class FieldRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var record in Pack.Records.Values)
        {
            foreach (var field in record.Fields.Values) CheckField(record, field);
        }

        foreach (var twins in Pack.Records.Values.GroupBy(r => r.NumberPrefix).Where(g => g.Count() > 1))
            Error("twice", twins.Last(), "number_prefix", $"the number prefix '{twins.Key}' is used by {string.Join(" and ", twins.Select(r => r.Code))}", "Give each record type its own prefix");
        foreach (var kind in new[] { RecordKind.Individual, RecordKind.Group, RecordKind.Document })
            if (Pack.Records.Values.Count(r => r.Kind == kind) != 1) Error("missing", Pack, null, $"the pack has not exactly one record type that is {SnakeCase.Of(kind.ToString())}", "Keep or add one record file for it");
    }

    private void CheckField(RecordType record, Field field)
    {
        var what = $"the field {field.Code} of {record.Code}";
        if (field.Purposes.Count == 0) Error("purpose", field, "purposes", $"{what} has no purpose (DP-11)", "Add purposes: with at least one purpose, or remove the field");
        foreach (var purpose in field.Purposes) NeedCode(field, "purposes", what, "purposes", purpose);
        if (string.IsNullOrWhiteSpace(field.Retention)) Error("retention", field, "retention", $"{what} has no retention rule (DP-11)", "Add retention: with a code of the list 'retention'");
        else NeedCode(field, "retention", what, "retention", field.Retention);
        CheckCodes(what, field);
    }

    private void CheckCodes(string what, Field field)
    {
        var takesCodes = field.Type is FieldType.Code or FieldType.Codes or FieldType.Needs;
        if (takesCodes && field.CodeList is null) Error("missing", field, "type", $"{what} takes codes and names no code list", "Add codes: with the code of a list");
        if (field.CodeList is { } list && !Pack.Codes.ContainsKey(list)) Unknown(field, "codes", what, list, "code list");
        if (field.Type == FieldType.Rows && field.Columns.Count == 0) Error("missing", field, "type", $"{what} takes rows and has no columns", "Add columns:");
        foreach (var column in field.Columns)
            if (column.CodeList is { } of && !Pack.Codes.ContainsKey(of)) Unknown(field, "columns", $"the column {column.Code} of {what}", of, "code list");
        if (field.Class == SensitivityClass.S4 && field.Purposes.Contains("STA")) Error("purpose", field, "purposes", $"{what} is sealed (S4) and may be read for statistics", "Remove STA, or lower the class");
    }
}
