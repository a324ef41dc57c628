using System.Globalization;
using System.Text;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>
/// Lambert's azimuthal equal-area projection about the middle of the region: areas are true, and a direction from the
/// middle is too, so that what lies beyond the sheet can stand at its edge. Coasts and no boundaries (data/geo).
/// </summary>
public static class MapProjection
{
    /// <summary>Size of the sheet.</summary>
    public const double Width = 960, Height = 580;

    private const double Latitude = 49.5, Longitude = 34, Unit = 735, Farthest = 118;

    private static readonly (double Sin, double Cos) Middle = Math.SinCos(Radians(Latitude));

    private static readonly Lazy<string> LandPath = new(DrawLand);

    private static readonly Lazy<IReadOnlyDictionary<string, (double Latitude, double Longitude)>> Seats = new(() => Lines("capitals.csv")
        .ToDictionary(f => f[0], f => (Number(f[2]), Number(f[3])), StringComparer.Ordinal));

    /// <summary>The coasts.</summary>
    public static string Land => LandPath.Value;

    /// <summary>Circles of latitude and meridians, every twenty degrees.</summary>
    public static string Net { get; } = DrawNet();

    /// <summary>Where a State's seat of government is on the sheet; null when the list does not have it.</summary>
    /// <param name="iso3">Its ISO code.</param>
    public static (double X, double Y, bool Beyond)? SeatOf(string iso3)
    {
        if (!Seats.Value.TryGetValue(iso3, out var seat)) return null;
        var (x, y) = At(seat.Latitude, seat.Longitude);
        const double Edge = 30;
        var (dx, dy) = (x - (Width / 2), y - (Height / 2));
        var over = Math.Max(Math.Abs(dx) / ((Width / 2) - Edge), Math.Abs(dy) / ((Height / 2) - Edge));
        return over <= 1 ? (x, y, false) : ((Width / 2) + (dx / over), (Height / 2) + (dy / over), true);
    }

    private static (double X, double Y) At(double latitude, double longitude)
    {
        var (sin, cos) = Math.SinCos(Radians(latitude));
        var (sinTurn, cosTurn) = Math.SinCos(Radians(longitude - Longitude));
        var away = Math.Acos(Math.Clamp((Middle.Sin * sin) + (Middle.Cos * cos * cosTurn), -1, 1));
        var toward = Math.Atan2(cos * sinTurn, (Middle.Cos * sin) - (Middle.Sin * cos * cosTurn));
        var radius = 2 * Math.Sin(Math.Min(away, Radians(Farthest)) / 2) * Unit;
        return ((Width / 2) + (radius * Math.Sin(toward)), (Height / 2) - (radius * Math.Cos(toward)));
    }

    private static string DrawLand()
    {
        var path = new StringBuilder(48_000);
        foreach (var ring in Lines("land.csv").GroupBy(f => f[0]))
        {
            var points = ring.Select(f => At(Number(f[2]), Number(f[1]))).ToList();
            if (!points.Any(p => p.X is > -40 and < Width + 40 && p.Y is > -40 and < Height + 40)) continue;
            var pen = 'M';
            var (lastX, lastY) = (double.MinValue, double.MinValue);
            foreach (var (x, y) in points)
            {
                var outside = x is < -60 or > Width + 60 || y is < -60 or > Height + 60;
                if (Math.Abs(x - lastX) + Math.Abs(y - lastY) < (outside ? 40 : 1.8)) continue;
                path.Append(pen).Append(SvgWriter.Number(x)).Append(' ').Append(SvgWriter.Number(y));
                (pen, lastX, lastY) = ('L', x, y);
            }

            path.Append('Z');
        }

        return path.ToString();
    }

    private static string DrawNet()
    {
        var path = new StringBuilder();
        void Course(IEnumerable<(double X, double Y)> points)
        {
            var pen = 'M';
            foreach (var (x, y) in points)
            {
                path.Append(pen).Append(SvgWriter.Number(x)).Append(' ').Append(SvgWriter.Number(y));
                pen = 'L';
            }
        }

        for (var latitude = 0; latitude <= 80; latitude += 20) Course(Enumerable.Range(-20, 41).Select(i => At(latitude, Longitude + (i * 5))));
        for (var longitude = -60; longitude < 180; longitude += 20) Course(Enumerable.Range(0, 17).Select(i => At(i * 5, longitude)));
        return path.ToString();
    }

    private static List<IReadOnlyList<string>> Lines(string file)
    {
        using var reader = File.OpenText(Home.PathOf("data", "geo", file));
        return [.. Csv.Read(reader).Skip(1)];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
