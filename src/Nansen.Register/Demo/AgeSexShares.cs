using System.Globalization;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>How old and of which sex applicants are, from the published demographics (data/observatory/calibration_age_sex.csv).</summary>
internal sealed class AgeSexShares
{
    private static readonly Lazy<Dictionary<string, double[]>> Shipped = new(Load);

    /// <summary>The ages, from and to, of the five groups.</summary>
    public static readonly (int From, int To)[] Ages = [(0, 4), (5, 11), (12, 17), (18, 59), (60, 78)];

    /// <summary>Sex and age group of somebody of an origin.</summary>
    public static (string Sex, int Band) Draw(string origin, DemoRandom random)
    {
        var shares = Shipped.Value.GetValueOrDefault("REF+ASY from " + origin) ?? Shipped.Value["ASY all origins"];
        var at = random.Weighted(shares);
        return (at < 5 ? "F" : "M", at % 5);
    }

    private static Dictionary<string, double[]> Load()
    {
        using var file = new StreamReader(Home.PathOf("data", "observatory", "calibration_age_sex.csv"));
        return Csv.Read(file).Skip(1).ToDictionary(r => r[0], r => r.Skip(2).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray(), StringComparer.Ordinal);
    }
}
