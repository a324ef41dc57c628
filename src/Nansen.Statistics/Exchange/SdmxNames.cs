namespace Nansen.Statistics;

/// <summary>How columns and codes of a table are called in SDMX, and back.</summary>
internal static class SdmxNames
{
    /// <summary>CL_AGE codes of the age groups (domain: statistics, 1.6).</summary>
    private static readonly string[] Ages = ["Y0T4", "Y5T11", "Y12T17", "Y18T59", "Y_GE60", "_U"];

    public static string Component(string column) => column is "year" or "quarter" or "month" ? "TIME_PERIOD" : column.ToUpperInvariant();

    /// <summary>An id of a component: a letter, then letters, digits, underscores and hyphens.</summary>
    public static string Id(string name)
    {
        var id = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? $"{c}" : $"_{(int)c:X}"));
        return id.Length > 0 && char.IsAsciiLetter(id[0]) ? id : "C_" + id;
    }

    public static string Column(string component, Func<string> period) => component == "TIME_PERIOD"
        ? period() switch { { Length: 4 } => "year", [_, _, _, _, '-', 'Q', _] => "quarter", _ => "month" }
        : component.ToLowerInvariant();

    public static string Code(string column, string code) =>
        column == "age" && AccountShape.BandOf(code) is >= 0 and var band && AgeBand.Names[band] == code ? Ages[band] : code;

    public static string CodeBack(string column, string code) =>
        column == "age" && Array.IndexOf(Ages, code) is >= 0 and var band ? AgeBand.Names[band] : code;
}

/// <summary>Which data flow a table belongs to: <c>AGENCY:ID(VERSION)</c>.</summary>
/// <param name="Agency">Agency that maintains it.</param>
/// <param name="Id">Its id, for example DF_ACCOUNT.</param>
/// <param name="Version">Its version.</param>
public sealed record SdmxDataflow(string Agency, string Id, string Version)
{
    /// <summary>The account of a node.</summary>
    public static SdmxDataflow Account { get; } = new("NANSEN", "DF_ACCOUNT", "1.0");

    /// <summary>As written in SDMX-CSV.</summary>
    public override string ToString() => $"{Agency}:{Id}({Version})";

    /// <summary>As written in links.</summary>
    public string Urn => $"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={this}";
}
