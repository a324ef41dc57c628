namespace Nansen.Packs;

/// <summary>Reads parameters, statuses, documents, roles and safeguards.</summary>
internal sealed class ProtectionReader(Findings findings)
{
    internal Parameter Parameter(string code, Sheet sheet) =>
        findings.Read(new Parameter(code, sheet.Text("value"), sheet.Text("unit"), sheet.Number("floor"), sheet.Number("ceiling"), sheet.Text("tag"), sheet.Text("law")), sheet);

    internal StatusType Status(string code, Sheet sheet) =>
        findings.Read(new StatusType(code, sheet.Local("title"), sheet.Text("law"), sheet.Text("population_type"), sheet.MaybeText("document"), sheet.MaybeText("permit_parameter"), sheet.Words("replaces"))
        {
            Dimensions = sheet.Pairs("dimensions").ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
        }, sheet);

    internal DocumentType Document(string code, Sheet sheet) => findings.Read(
        new DocumentType(
            code,
            sheet.Local("title"),
            sheet.Text("law"),
            sheet.Whole("level") ?? 1,
            sheet.Text("validity_parameter"),
            sheet.Words("statuses"),
            sheet.MaybeText("mrz_code"),
            sheet.MaybeText("mrz_format"),
            sheet.MaybeText("seal_profile"),
            sheet.Text("nationality"),
            sheet.Words("proposed_by"),
            sheet.Words("issued_by"))
        {
            Stock = sheet.Flag("stock"),
        },
        sheet);

    internal Role Role(string code, Sheet sheet) => findings.Read(
        new Role(
            code,
            sheet.Local("title"),
            Ceilings(sheet, "reads"),
            Ceilings(sheet, "writes"),
            sheet.Text("scope"),
            sheet.Words("records"),
            sheet.Words("never"),
            sheet.Words("write_only"),
            sheet.Flag("enforcement"),
            sheet.Words("actions"))
        {
            AlsoReads = sheet.Words("also_reads"),
        },
        sheet);

    internal Safeguard Safeguard(string code, Sheet sheet) => findings.Read(
        new Safeguard(
            code,
            sheet.Local("title"),
            sheet.Text("law"),
            sheet.Condition("trigger") ?? new Condition.Any([]),
            sheet.Words("blocks"),
            sheet.Conditions("requires").ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal),
            sheet.Flag("covers_dependants"),
            sheet.Flag("priority"),
            sheet.Local("explanation"),
            sheet.Pairs("tasks").ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal),
            sheet.Words("proposes")),
        sheet);

    private static Dictionary<string, SensitivityClass> Ceilings(Sheet sheet, string key) =>
        sheet.Pairs(key).ToDictionary(p => p.Key, p => Enum.TryParse<SensitivityClass>(p.Value, out var value) ? value : SensitivityClass.S0, StringComparer.Ordinal);
}
