using System.Globalization;

namespace Nansen.Packs;

/// <summary>Reads the file of matching rules and weights.</summary>
internal sealed class MatchingReader(Findings findings)
{
    internal MatchingRules Matching(Sheet sheet) => findings.Read(
        new MatchingRules(
            sheet.Number("names_bar"),
            Numbers(sheet, "names"),
            Numbers(sheet, "records"),
            sheet.Tables("linkage").ToDictionary(b => b.Key, b => Belief(b.Value), StringComparer.Ordinal)),
        sheet);

    private MatchingBelief Belief(Sheet sheet) => findings.Read(
        new MatchingBelief(Shares(sheet, "match"), Shares(sheet, "kin"), Shares(sheet, "namesakes"), Shares(sheet, "strangers")), sheet);

    private static Dictionary<string, decimal> Numbers(Sheet sheet, string key) =>
        sheet.Pairs(key).ToDictionary(p => p.Key, p => NumberIn(p.Value), StringComparer.Ordinal);

    private static List<decimal> Shares(Sheet sheet, string key) => [.. sheet.Words(key).Select(NumberIn)];

    private static decimal NumberIn(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
