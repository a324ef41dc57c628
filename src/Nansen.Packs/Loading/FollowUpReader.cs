namespace Nansen.Packs;

/// <summary>Reads tables, indicators, commitments and letters.</summary>
internal sealed class FollowUpReader(Findings findings)
{
    internal CountTable Table(string code, Sheet sheet) =>
        findings.Read(new CountTable(code, sheet.Local("title"), sheet.Text("event"), sheet.Pairs("keys"), [.. sheet.Filters("measures")]), sheet);

    internal Indicator Indicator(string code, Sheet sheet) => findings.Read(
        new Indicator(
            code,
            sheet.Local("title"),
            sheet.Word<IndicatorKind>("computed"),
            sheet.Text("of"),
            sheet.MaybeText("against"),
            sheet.Text("unit"),
            sheet.Number("target"),
            sheet.Words("commitments"),
            sheet.Local("method")),
        sheet);

    internal Commitment Commitment(string code, Sheet sheet) => findings.Read(
        new Commitment(code, sheet.Text("theme"), sheet.Local("title"), sheet.Local("means"), sheet.Words("users"), sheet.Words("procedures"), sheet.Words("instruments")),
        sheet);

    internal Letter Letter(string code, Sheet sheet) =>
        findings.Read(new Letter(code, sheet.Local("title"), sheet.Local("subject"), sheet.Local("body"), sheet.Words("mandatory")), sheet);
}
