namespace Nansen.Packs;

/// <summary>Reads code lists, record types and forms.</summary>
internal sealed class RecordReader(Findings findings)
{
    internal CodeList CodeList(string code, Sheet sheet) =>
        findings.Read(new CodeList(code, sheet.Local("title"), [.. sheet.Tables("items").Select(i => Item(i.Key, i.Value))]), sheet);

    internal RecordType Record(Sheet sheet, ProcedureReader procedures)
    {
        var code = sheet.Text("code");
        return findings.Read(
            new RecordType
            {
                Code = code,
                Kind = sheet.Word<RecordKind>("is"),
                Title = sheet.Local("title"),
                NumberPrefix = sheet.Text("number_prefix"),
                Fields = Fields(sheet),
                Lifecycle = sheet.Child("lifecycle") is { } lifecycle ? procedures.Procedure(code, sheet.Local("title"), lifecycle) : null,
            },
            sheet);
    }

    /// <summary>The record type of a procedure's cases.</summary>
    internal RecordType CaseType(Sheet sheet) => findings.Read(
        new RecordType
        {
            Code = sheet.Text("code"),
            Kind = RecordKind.Case,
            Title = sheet.Local("title"),
            NumberPrefix = sheet.Text("number_prefix"),
            Fields = Fields(sheet),
        },
        sheet);

    internal Form Form(Sheet sheet) => new()
    {
        Code = sheet.Text("code"),
        Record = sheet.Text("record"),
        Title = sheet.Local("title"),
        Purpose = sheet.Text("purpose"),
        Level = sheet.MaybeText("level"),
        Sections = [.. sheet.Items("sections").Select(Section)],
    };

    private CodeItem Item(string code, Sheet sheet) => findings.Read(
        new CodeItem(code, sheet.Local("title"), sheet.Pairs("external").ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal), sheet.Class("class"), sheet.MaybeText("group")),
        sheet);

    private Dictionary<string, Field> Fields(Sheet sheet) =>
        sheet.Tables("fields").ToDictionary(f => f.Key, f => Field(f.Key, f.Value), StringComparer.Ordinal);

    private Field Field(string code, Sheet sheet) => findings.Read(
        new Field
        {
            Code = code,
            Type = sheet.Word<FieldType>("type"),
            Label = sheet.Local("label"),
            Hint = sheet.MaybeLocal("hint"),
            CodeList = sheet.MaybeText("codes"),
            Columns = [.. sheet.Tables("columns").Select(c => new Column(c.Key, c.Value.Local("label"), c.Value.MaybeText("codes")))],
            Class = sheet.Class("class") ?? SensitivityClass.S4,
            Purposes = sheet.Words("purposes"),
            Retention = sheet.Text("retention"),
            Firewalled = sheet.Flag("firewalled"),
            PerPerson = sheet.Flag("per_person"),
        },
        sheet);

    private FormSection Section(Sheet sheet) =>
        findings.Read(new FormSection(sheet.Text("code"), sheet.Local("title"), [.. sheet.Items("questions").Select(Question)]), sheet);

    private FormQuestion Question(Sheet sheet) =>
        findings.Read(new FormQuestion(sheet.Text("field"), sheet.Flag("required"), sheet.Condition("when"), sheet.MaybeLocal("necessity")), sheet);
}
