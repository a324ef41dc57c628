using System.Globalization;
using Nansen.Packs;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Cooperation;

/// <summary>
/// What the States of the region did about the treaties of the Conclusions. Status is derived from actions and never
/// typed. The shipped file ends on 14 March 2015; what came after is missing, and every page that shows it says so.
/// </summary>
public sealed class TreatyRegister
{
    private static readonly Lazy<TreatyRegister> Own = new(() => Load(Home.PathOf("data", "observatory")));

    private readonly Dictionary<(string Instrument, string State), List<TreatyAction>> _actions;

    private TreatyRegister(IReadOnlyList<RegionState> region, IReadOnlyList<string> instruments, Dictionary<(string, string), List<TreatyAction>> actions) =>
        (Region, Instruments, _actions) = (region, instruments, actions);

    /// <summary>The day on which the follow-up begins: the Conclusions were adopted in May 2004 (IND-25).</summary>
    public static DateOnly FollowUpSince { get; } = new(2004, 5, 28);

    /// <summary>The register that ships with the product.</summary>
    /// <exception cref="IOException">Its files are not there.</exception>
    public static TreatyRegister Shipped => Own.Value;

    /// <summary>Last day that the file covers.</summary>
    public DateOnly Until { get; } = new(2015, 3, 14);

    /// <summary>Where the actions come from.</summary>
    public LocalText Source { get; } = Words.Of(
        "United Nations Treaty Collection, as of 14 March 2015 (data/observatory/treaties_2015-03.csv). Later actions are missing.",
        "Собрание договоров Организации Объединённых Наций, по состоянию на 14 марта 2015 года (data/observatory/treaties_2015-03.csv). Более поздних действий нет.");

    /// <summary>The twelve States that took part in the process from 1996 on, by code.</summary>
    public IReadOnlyList<RegionState> Region { get; }

    /// <summary>Instruments that the file covers.</summary>
    public IReadOnlyList<string> Instruments { get; }

    /// <summary>Reads the register from a folder with <c>treaties_2015-03.csv</c> and <c>countries.csv</c>.</summary>
    /// <exception cref="IOException">A file is not there.</exception>
    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public static TreatyRegister Load(string folder)
    {
        var region = Lines(folder, "countries.csv", 9).Where(f => f[8] == "1").Select(f => new RegionState(f[1], f[3])).OrderBy(s => s.Code, StringComparer.Ordinal).ToList();
        var actions = new Dictionary<(string, string), List<TreatyAction>>();
        var instruments = new List<string>();
        foreach (var fields in Lines(folder, "treaties_2015-03.csv", 7))
        {
            var (instrument, state) = (fields[0], fields[3]);
            if (!instruments.Contains(instrument)) instruments.Add(instrument);
            var found = new List<TreatyAction>();
            if (fields[4].Length > 0) found.Add(new TreatyAction(instrument, state, TreatyActionKind.Signature, Day(fields[4])));
            if (fields[5].Length > 0) found.Add(new TreatyAction(instrument, state, Kind(fields[6]), Day(fields[5])));
            if (found.Count > 0) actions[(instrument, state)] = found;
        }

        return new TreatyRegister(region, instruments, actions);
    }

    /// <summary>Whether the file covers an instrument at all.</summary>
    public bool Covers(string instrument) => Instruments.Contains(instrument);

    /// <summary>Where a State stands with an instrument.</summary>
    public TreatyStanding StandingOf(string instrument, string state) =>
        new(instrument, state, _actions.TryGetValue((instrument, state), out var actions) ? actions : []);

    /// <summary>Binding actions of the region's States on some instruments since the Conclusions, oldest first.</summary>
    public IReadOnlyList<TreatyAction> ActionsSinceConclusions(IEnumerable<string> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        return [.. instruments.SelectMany(i => Region.SelectMany(s => StandingOf(i, s.Code).Actions))
            .Where(a => a.Binds && a.On >= FollowUpSince).OrderBy(a => a.On).ThenBy(a => a.Instrument, StringComparer.Ordinal).ThenBy(a => a.State, StringComparer.Ordinal)];
    }

    private static List<IReadOnlyList<string>> Lines(string folder, string file, int fields)
    {
        using var reader = File.OpenText(Path.Combine(folder, file));
        var lines = Csv.Read(reader).Skip(1).ToList();
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Count != fields) throw new FormatException($"{file}, line {i + 2}: {lines[i].Count} fields instead of {fields}.");
        return lines;
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TreatyActionKind Kind(string word) => word switch
    {
        "ratification" => TreatyActionKind.Ratification,
        "accession" => TreatyActionKind.Accession,
        "succession" => TreatyActionKind.Succession,
        "acceptance" => TreatyActionKind.Acceptance,
        "approval" => TreatyActionKind.Approval,
        _ => throw new FormatException($"'{word}' is not a treaty action."),
    };
}
