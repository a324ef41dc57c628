namespace Nansen.Packs;

/// <summary>Reads drawings.</summary>
internal sealed class DrawingReader(Findings findings)
{
    internal Drawing Drawing(Sheet sheet) => findings.Read(
        new Drawing(
            sheet.Text("document"),
            sheet.Text("form"),
            sheet.Text("accent"),
            sheet.Flag("photo"),
            sheet.Local("title"),
            sheet.MaybeLocal("authority"),
            [.. sheet.Items("fields").Select(Field)],
            sheet.Locals("notes"),
            sheet.MaybeLocal("signature"))
        {
            Symbol = sheet.MaybeText("symbol") ?? "datamatrix",
        },
        sheet);

    private DrawingField Field(Sheet sheet) =>
        findings.Read(new DrawingField(sheet.Text("value"), sheet.MaybeText("second"), sheet.Local("label"), sheet.Flag("required")), sheet);
}
