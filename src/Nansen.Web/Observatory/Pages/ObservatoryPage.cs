using Microsoft.AspNetCore.Components;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>A public page of figures: what its address chooses, and the figures made from it.</summary>
public abstract class ObservatoryPage : NansenPage
{
    [Inject] private RegisterNode Node { get; set; } = null!;

    /// <summary>Which page it is.</summary>
    protected abstract string Name { get; }

    /// <summary>The State in the path of a profile.</summary>
    protected virtual string? StateInPath => null;

    /// <summary>Says countries, measures and figures.</summary>
    protected ObservatoryWords Words { get; private set; } = null!;

    /// <summary>What the address chooses.</summary>
    protected ObservatoryView View { get; private set; } = null!;

    /// <summary>The page among the others.</summary>
    protected ObservatoryKind Kind => ObservatoryKind.Find(Name)!;

    /// <summary>The figures by id.</summary>
    protected IReadOnlyDictionary<string, ObservatoryFigure> Figures { get; private set; } = new Dictionary<string, ObservatoryFigure>();

    /// <summary>The choices as a form, filled with what is shown.</summary>
    protected FormInput Chosen { get; private set; } = FormInput.Empty();

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Words = new ObservatoryWords(T, Node.Pack);
        View = ObservatoryView.Read(n => n == "state" && StateInPath is { } state ? state : Query(n), Name, T);
        Figures = Kind.Figures(Words, View).ToDictionary(f => f.Id, StringComparer.Ordinal);
        Chosen = FormInput.From(Kind.Parameters.Select(p => KeyValuePair.Create(p, View[p])));
        return base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Years to choose from, the last first.</summary>
    protected static IReadOnlyList<Choice> Years(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Reverse().Select(y => new Choice(ObservatoryWords.Year(y), ObservatoryWords.Year(y)))];

    /// <summary>Population types to choose from.</summary>
    protected IReadOnlyList<Choice> Types => [.. ObservatoryView.Types.Select(t => new Choice(t, Words.Measure(t)))];

    /// <summary>Regions to choose from.</summary>
    protected IReadOnlyList<Choice> Regions => [.. ObservatoryView.Regions.Select(r => new Choice(r, T[$"observatory.region.{r}"]))];

    /// <summary>States to choose from, by name.</summary>
    protected IReadOnlyList<Choice> States(IEnumerable<string> codes) => [.. codes.Select(c => new Choice(c, Words.Country(c))).OrderBy(c => c.Text, StringComparer.Ordinal)];
}
