using Microsoft.AspNetCore.Http;

namespace Nansen.Web;

/// <summary>A page of figures: its address, what can be chosen on it, and how its figures are made.</summary>
/// <param name="Name">Its name, also in the addresses of files.</param>
/// <param name="Path">Address of the page; a profile's ends with the State's code.</param>
/// <param name="Parameters">What the address chooses.</param>
/// <param name="Figures">Makes the figures.</param>
public sealed record ObservatoryKind(
    string Name, string Path, IReadOnlyList<string> Parameters, Func<ObservatoryWords, ObservatoryView, IReadOnlyList<ObservatoryFigure>> Figures)
{
    /// <summary>All pages of figures in the order of the navigation.</summary>
    public static IReadOnlyList<ObservatoryKind> All { get; } =
    [
        new("region", "/observatory", ["region", "year", "type"], RegionFigures.Of),
        new("state", "/observatory/states", ["year", "by", "ages"], StateFigures.Of),
        new("flows", "/observatory/flows", ["region", "year", "type"], FlowFigures.Of),
        new("recognition", "/observatory/recognition", ["region", "by", "from", "to"], RecognitionFigures.Of),
        new("mirror", "/observatory/mirror", ["year", "citizen"], MirrorFigures.Of),
        new("balance", "/observatory/balance", ["region"], QualityFigures.Balance),
        new("vintages", "/observatory/vintages", ["old", "new", "state"], QualityFigures.Vintages),
    ];

    /// <summary>The page of a name, or null.</summary>
    public static ObservatoryKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    /// <summary>The page's permanent address: everything chosen, also what is usual today.</summary>
    public string Permanent(ObservatoryView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return PathOf(view) + Chosen(view);
    }

    /// <summary>The page's path.</summary>
    public string PathOf(ObservatoryView view) => Name == "state" ? $"{Path}/{Uri.EscapeDataString(view.State)}" : Path;

    /// <summary>The address of a figure's file.</summary>
    /// <param name="view">What is chosen.</param>
    /// <param name="figure">Id of the figure.</param>
    /// <param name="format">csv, svg or png.</param>
    public string FileOf(ObservatoryView view, string figure, string format)
    {
        ArgumentNullException.ThrowIfNull(view);
        var query = Chosen(view);
        return $"/observatory/files/{Name}/{figure}.{format}{(Name == "state" ? query.Add("state", view.State) : query)}";
    }

    private QueryString Chosen(ObservatoryView view) => QueryString.Create(Parameters.Where(p => view[p].Length > 0).Select(p => KeyValuePair.Create<string, string?>(p, view[p])));
}
