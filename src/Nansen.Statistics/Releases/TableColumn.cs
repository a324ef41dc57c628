namespace Nansen.Statistics;

/// <summary>A column of a published table.</summary>
/// <param name="Name">As the CSV has it.</param>
/// <param name="Role">dimension or measure.</param>
/// <param name="Sdmx">Its component in SDMX.</param>
/// <param name="Hxl">Its HXL tag.</param>
public sealed record TableColumn(string Name, string Role, string Sdmx, string Hxl)
{
    internal static IReadOnlyList<TableColumn> Of(FigureTable table) =>
        [.. table.Keys.Select(k => Named(k, true)), .. table.Measures.Select(m => Named(m, false))];

    private static TableColumn Named(string name, bool isKey) =>
        new(name, isKey ? "dimension" : "measure", SdmxNames.Id(SdmxNames.Component(name)), HxlCsv.Tag(name, isKey));
}
