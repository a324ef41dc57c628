using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nansen.Matching;

/// <summary>
/// The rules and weights by which names and records are compared, as one readable file. The library ships one
/// (Model/matching.json); a State can try another on its own data.
/// </summary>
public sealed record MatchingModel
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The shipped model.</summary>
    public static MatchingModel Shipped { get; } = ReadShipped();

    /// <summary>Weights (nats) of what is seen when two whole names are set side by side; the sum is the log-odds.</summary>
    public required IReadOnlyDictionary<string, double> Names { get; init; }

    /// <summary>Probability from which two names are called one.</summary>
    public double NamesBar { get; init; } = 0.5;

    /// <summary>What is believed of each attribute of a record before a file is linked.</summary>
    public IReadOnlyDictionary<string, Belief> Linkage { get; init; } = new Dictionary<string, Belief>();

    /// <summary>What records are worth, attribute by attribute.</summary>
    public RecordWeights Records { get; init; } = new();

    /// <summary>Reads a model from JSON (comments and trailing commas allowed).</summary>
    /// <exception cref="FormatException">It is not a model; the message says why.</exception>
    public static MatchingModel Read(string json)
    {
        try
        {
            var model = JsonSerializer.Deserialize<MatchingModel>(json, Options) ?? throw new FormatException("The matching model is empty.");
            foreach (var name in NameAlignment.FeatureNames)
                if (!model.Names.ContainsKey(name)) throw new FormatException($"The matching model has no weight for \"{name}\" under \"names\".");
            foreach (var kind in Enum.GetValues<AttributeKind>())
                if (!model.Linkage.ContainsKey(KeyOf(kind))) throw new FormatException($"The matching model believes nothing of \"{KeyOf(kind)}\" under \"linkage\".");
            return model;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The matching model is not valid JSON: {e.Message}");
        }
    }

    /// <summary>The model as JSON.</summary>
    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Sounds by which words are compared; a table of their own, not part of the file.</summary>
    internal Sounds Sounds { get; init; } = Sounds.Shipped;

    internal Belief BeliefOf(AttributeKind kind) => Linkage[KeyOf(kind)];

    private static string KeyOf(AttributeKind kind) => kind == AttributeKind.Whole ? "name" : kind.ToString().ToLowerInvariant();

    internal double[] NameWeights() => [.. NameAlignment.FeatureNames.Select(f => Names[f])];

    private static MatchingModel ReadShipped()
    {
        using var reader = ModelFiles.Open("matching.json");
        return Read(reader.ReadToEnd());
    }
}

/// <summary>Evidence in bits of agreement and disagreement by attribute, for search, where there is no file to learn from.</summary>
public sealed record RecordWeights
{
    /// <summary>The same birth date.</summary>
    public double BirthSame { get; init; } = 12;

    /// <summary>Day and month swapped.</summary>
    public double BirthSwapped { get; init; } = 7;

    /// <summary>One digit differs.</summary>
    public double BirthTyping { get; init; } = 3.5;

    /// <summary>The years are one apart, day and month the same.</summary>
    public double BirthYearOff { get; init; } = 6;

    /// <summary>The same year, the rest a default or not known.</summary>
    public double BirthYear { get; init; } = 4.5;

    /// <summary>The dates can be the same, but neither says much: an age, a span of years.</summary>
    public double BirthNear { get; init; } = 2;

    /// <summary>One day apart, as dates of two calendars come out when they are converted.</summary>
    public double BirthDayOff { get; init; } = 7;

    /// <summary>The same year on both sides, and another day.</summary>
    public double BirthSameYear { get; init; } = -1;

    /// <summary>Other birth dates.</summary>
    public double BirthDifferent { get; init; } = -5;

    /// <summary>The same sex.</summary>
    public double SexSame { get; init; } = 0.8;

    /// <summary>Another sex.</summary>
    public double SexDifferent { get; init; } = -4;

    /// <summary>The same country of origin.</summary>
    public double OriginSame { get; init; } = 1;

    /// <summary>Another country of origin.</summary>
    public double OriginDifferent { get; init; } = -2.5;

    /// <summary>The same place.</summary>
    public double PlaceSame { get; init; } = 2.5;

    /// <summary>A place of nearly the same name, or said more fully.</summary>
    public double PlaceClose { get; init; } = 1;

    /// <summary>Another place.</summary>
    public double PlaceDifferent { get; init; } = -0.7;

    /// <summary>The same telephone number.</summary>
    public double PhoneSame { get; init; } = 5;

    /// <summary>Another telephone number.</summary>
    public double PhoneDifferent { get; init; } = -0.3;

    /// <summary>The same household: evidence that the place, the phone and the family name agree for that reason alone.</summary>
    public double HouseholdSame { get; init; } = -1.5;

    /// <summary>Given names that cannot be one.</summary>
    public double GivenDifferent { get; init; } = -7;

    /// <summary>Log2 odds, before any evidence, that who is asked for stands in the register already.</summary>
    public double Prior { get; init; } = -5;

    /// <summary>Log2 odds that names alone can reach, however rare: fathers and sons, cousins and townsmen bear one name.</summary>
    public double NamesAlone { get; init; } = 1;

    /// <summary>Probability from which a candidate is called <see cref="MatchBand.Probable"/>: an answer takes an officer a minute, a person registered twice costs days.</summary>
    public double ProbableFrom { get; init; } = 0.2;

    /// <summary>Probability from which a candidate is called <see cref="MatchBand.Same"/>.</summary>
    public double SameFrom { get; init; } = 0.95;

    /// <summary>The step of a probability.</summary>
    internal MatchBand BandOf(double probability) => probability >= SameFrom ? MatchBand.Same : probability >= ProbableFrom ? MatchBand.Probable : MatchBand.Possible;
}
