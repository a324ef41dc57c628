namespace Nansen.Packs;

/// <summary>Reads tables, indicators, commitments and letters.</summary>
internal sealed class FollowUpReader(Findings findings)
{
    internal StatisticTable Table(string code, Sheet sheet) => findings.Read(
        new StatisticTable
        {
            Code = code,
            Title = sheet.Local("title"),
            Group = sheet.MaybeText("group"),
            Kind = sheet.Word<TableKind>("kind"),
            Events = sheet.Words("event"),
            Statuses = sheet.Words("statuses"),
            Populations = sheet.Words("populations"),
            CaseAccounts = sheet.Words("cases"),
            Where = sheet.Pairs("where").ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal),
            Keys = sheet.Pairs("keys"),
            Measures = [.. sheet.Filters("measures")],
            Lines = sheet.Pairs("lines"),
            Cases = sheet.Text("unit") == "cases" || sheet.Has("cases"),
            MinCell = sheet.MaybeText("min_cell"),
            WaitsFor = sheet.MaybeLocal("waits_for"),
            Note = sheet.MaybeLocal("note"),
        },
        sheet);

    internal Indicator Indicator(string code, Sheet sheet) => findings.Read(
        new Indicator(
            code,
            sheet.Local("title"),
            sheet.Word<IndicatorKind>("computed"),
            sheet.MaybeText("of") ?? "",
            sheet.MaybeText("against"),
            sheet.Text("unit"),
            sheet.Number("target"),
            sheet.Words("commitments"),
            sheet.Local("method"))
        {
            WaitsFor = sheet.MaybeLocal("waits_for"),
        },
        sheet);

    internal Commitment Commitment(string code, Sheet sheet) => findings.Read(
        new Commitment(code, sheet.Text("theme"), sheet.Local("title"), sheet.Local("means"), sheet.Words("users"), sheet.Words("procedures"), sheet.Words("instruments")),
        sheet);

    internal Letter Letter(string code, Sheet sheet) =>
        findings.Read(new Letter(code, sheet.Local("title"), sheet.Local("subject"), sheet.Local("body"), sheet.Words("mandatory"), sheet.Words("deadline")), sheet);
}
