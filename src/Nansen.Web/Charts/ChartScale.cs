using System.Globalization;

namespace Nansen.Web;

/// <summary>An axis from nought (or below) to a round number, with ticks at round steps: 1, 2 or 5 times a power of ten.</summary>
public sealed class ChartScale
{
    private ChartScale(decimal least, decimal most, decimal step)
    {
        Least = least;
        Most = most;
        Step = step;
    }

    /// <summary>The axis' lower end: nought, or a round number below the least value.</summary>
    public decimal Least { get; }

    /// <summary>The axis' upper end.</summary>
    public decimal Most { get; }

    /// <summary>Between two ticks.</summary>
    public decimal Step { get; }

    /// <summary>The ticks from <see cref="Least"/> to <see cref="Most"/>.</summary>
    public IEnumerable<decimal> Ticks
    {
        get
        {
            for (var tick = Least; tick <= Most; tick += Step) yield return tick;
        }
    }

    /// <summary>The axis for some values, with about as many steps as said.</summary>
    public static ChartScale Of(IEnumerable<decimal> values, int steps = 5)
    {
        decimal least = 0, most = 0;
        var whole = true;
        foreach (var value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            whole &= decimal.IsInteger(value);
        }

        whole &= least != most;
        if (least == most) most = 1;
        var step = Round((most - least) / steps);
        // Persons and pairs are counted in whole numbers: no tick stands between two of them.
        if (step < 1 && whole) step = 1;
        return new ChartScale(Math.Floor(least / step) * step, Math.Ceiling(most / step) * step, step);
    }

    /// <summary>Where a value stands between two ends of a drawing.</summary>
    public double At(decimal value, double from, double to) => from + ((double)((value - Least) / (Most - Least)) * (to - from));

    /// <summary>A number as SVG writes it.</summary>
    public static string Svg(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private static decimal Round(decimal raw)
    {
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)raw)));
        foreach (var factor in new[] { 1m, 2m, 5m })
            if (raw <= factor * power) return factor * power;
        return 10 * power;
    }
}
