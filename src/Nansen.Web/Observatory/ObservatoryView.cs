using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>
/// What an address of the Observatory asks for. The address is the whole state: the same address shows the same figures
/// as long as the same data are shipped.
/// </summary>
public sealed record ObservatoryView
{
    /// <summary>Population types that can be chosen, as the population table names them.</summary>
    public static IReadOnlyList<string> Types { get; } = ["refugees", "asylum_seekers", "oip", "idps", "stateless", "ooc"];

    /// <summary>Regions that can be chosen.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["cis", "neighbours", "both"];

    /// <summary>Types that ages are published for, in the codes of the demographic table.</summary>
    public static IReadOnlyList<string> AgeTypes { get; } = ["REF", "ASY", "OIP", "IDP", "STA", "RET", "OOC"];

    /// <summary>Years of Eurostat's figures.</summary>
    public const int FirstMirror = 2012, LastMirror = 2016;

    /// <summary>First year of the asylum tables.</summary>
    public const int FirstAsylum = 2000;


    /// <summary>Their neighbours by land.</summary>
    public static IReadOnlyList<string> Bordering { get; } = ["AFG", "CHI", "EST", "FIN", "HUN", "IRN", "KRN", "LTU", "LVA", "MNG", "NOR", "POL", "ROM", "SVK", "TUR"];

    /// <summary>The State of a profile, by UNHCR's code.</summary>
    public string State { get; private init; } = "";

    /// <summary>The year looked at.</summary>
    public int Year { get; private init; }

    /// <summary>First year of a span.</summary>
    public int From { get; private init; }

    /// <summary>Last year of a span.</summary>
    public int To { get; private init; }

    /// <summary>Population type.</summary>
    public string Type { get; private init; } = "refugees";

    /// <summary>Population type of the pyramid.</summary>
    public string Ages { get; private init; } = "REF";

    /// <summary>Whether people hosted (coa) or originating (coo) are looked at.</summary>
    public string By { get; private init; } = "coa";

    /// <summary>Region.</summary>
    public string Region { get; private init; } = "cis";

    /// <summary>Citizenship in the mirror, by ISO code; empty for all twelve.</summary>
    public string Citizen { get; private init; } = "";

    /// <summary>Older release compared.</summary>
    public string Old { get; private init; } = "";

    /// <summary>Newer release compared.</summary>
    public string New { get; private init; } = "";

    /// <summary>The twelve States of the conference.</summary>
    public static IReadOnlyList<string> Conference { get; } = [.. PublishedFigures.Shipped.Countries.Where(c => c.InConference1996).Select(c => c.Code)];

    /// <summary>The States of the region chosen.</summary>
    public IReadOnlyList<string> States => Region switch
    {
        "neighbours" => Bordering,
        "both" => [.. Conference, .. Bordering],
        _ => Conference,
    };

    /// <summary>The States of both.</summary>
    public static IReadOnlyList<string> Both { get; } = [.. Conference, .. Bordering];

    /// <summary>The release that closed the year before the last: what the newest is compared with.</summary>
    public static string YearEndBefore { get; } = PublishedFigures.Shipped.Releases.Last(r => r.Name.Contains(".12.", StringComparison.Ordinal) && r.Name[..4] != PublishedFigures.Shipped.Releases[^1].Name[..4]).Name;

    /// <summary>First year of the population table.</summary>
    public static int FirstYear { get; } = Span(0);

    /// <summary>Last year of the population table.</summary>
    public static int LastYear { get; } = Span(^1);

    /// <summary>Reads an address; what is left out has its usual value.</summary>
    /// <param name="word">A parameter's value, or null.</param>
    /// <param name="kind">The page, which says the usual values.</param>
    /// <param name="texts">For saying what is wrong.</param>
    /// <exception cref="PageProblemException">404 for a State there is not; 400 for any other value that cannot be.</exception>
    public static ObservatoryView Read(Func<string, string?> word, string kind, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(texts);
        string One(string name, IReadOnlyList<string> allowed, string usual) => word(name) is not { Length: > 0 } value ? usual
            : allowed.Contains(value) ? value
            : throw new PageProblemException(StatusCodes.Status400BadRequest, texts["observatory.wrong", name, value, string.Join(", ", allowed.Take(40))]);
        int Within(string name, int first, int last, int usual) => word(name) is not { Length: > 0 } value ? usual
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= first && year <= last ? year
            : throw new PageProblemException(StatusCodes.Status400BadRequest, texts["observatory.wrong", name, value, $"{ObservatoryWords.Year(first)}–{ObservatoryWords.Year(last)}"]);
        var state = word("state") ?? "";
        if (kind == "state" && !PublishedFigures.Shipped.ByCode.ContainsKey(state)) throw new PageProblemException(StatusCodes.Status404NotFound, texts["observatory.noState", state]);
        if (state.Length > 0) One("state", [.. PublishedFigures.Shipped.Countries.Select(c => c.Code)], "");
        var mirror = kind == "mirror";
        var to = Within("to", FirstAsylum, LastYear, LastYear);
        string[] releases = [.. PublishedFigures.Shipped.Releases.Select(r => r.Name)];
        var view = new ObservatoryView
        {
            State = state,
            Year = mirror ? Within("year", FirstMirror, LastMirror, LastMirror) : Within("year", FirstYear, LastYear, LastYear),
            To = to,
            From = Within("from", FirstAsylum, LastYear, Math.Max(FirstAsylum, to - 4)),
            Type = One("type", Types, "refugees"),
            Ages = One("ages", AgeTypes, "REF"),
            By = One("by", ["coa", "coo"], "coa"),
            Region = One("region", Regions, "cis"),
            Citizen = One("citizen", Conference, ""),
            Old = One("old", releases, YearEndBefore),
            New = One("new", releases, releases[^1]),
        };
        return view.From > view.To || Array.IndexOf(releases, view.Old) > Array.IndexOf(releases, view.New)
            ? throw new PageProblemException(StatusCodes.Status400BadRequest, texts["observatory.backwards"]) : view;
    }

    /// <summary>The value of a parameter.</summary>
    public string this[string name] => name switch
    {
        "state" => State,
        "year" => ObservatoryWords.Year(Year),
        "from" => ObservatoryWords.Year(From),
        "to" => ObservatoryWords.Year(To),
        "type" => Type,
        "ages" => Ages,
        "by" => By,
        "region" => Region,
        "citizen" => Citizen,
        "old" => Old,
        "new" => New,
        _ => throw new ArgumentException($"The Observatory has no parameter '{name}'.", nameof(name)),
    };

    private static int Span(Index which) => int.Parse(PublishedFigures.Shipped.Population.Codes("year")[which], CultureInfo.InvariantCulture);
}
