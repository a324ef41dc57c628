namespace Nansen.Statistics;

/// <summary>
/// The least and the greatest value that each unknown can have under linear equations and bounds: a simplex method on
/// bounded variables with a dense tableau, meant for the small connected parts into which published tables fall.
/// </summary>
internal sealed class LinearBounds
{
    private const double Tiny = 1e-9;
    private readonly int rows, columns, unknowns;
    private readonly double[][] tableau;
    private readonly double[] lower, upper, value;
    private readonly int[] basis;
    private readonly bool[] basic;

    /// <param name="lower">Least value of each unknown.</param>
    /// <param name="upper">Greatest value; may be infinite.</param>
    /// <param name="equations">Sums of unknowns with their factors, and what they come to.</param>
    public LinearBounds(double[] lower, double[] upper, IReadOnlyList<(IReadOnlyList<(int Unknown, double Factor)> Terms, double Sum)> equations)
    {
        (rows, unknowns) = (equations.Count, lower.Length);
        columns = unknowns + rows;
        this.lower = [.. lower, .. new double[rows]];
        this.upper = [.. upper, .. Enumerable.Repeat(double.PositiveInfinity, rows)];
        value = (double[])this.lower.Clone();
        basis = new int[rows];
        basic = new bool[columns];
        tableau = new double[rows][];
        for (var r = 0; r < rows; r++)
        {
            tableau[r] = new double[columns];
            var rest = equations[r].Sum;
            foreach (var (unknown, factor) in equations[r].Terms)
            {
                tableau[r][unknown] += factor;
                rest -= factor * value[unknown];
            }

            if (rest < 0) for (var c = 0; c < unknowns; c++) tableau[r][c] = -tableau[r][c];
            // An artificial unknown takes up what the equation lacks; the first phase drives it to zero.
            tableau[r][unknowns + r] = 1;
            (basis[r], basic[unknowns + r], value[unknowns + r]) = (unknowns + r, true, Math.Abs(rest));
        }
    }

    /// <summary>Finds some solution; false when there is none.</summary>
    public bool Solve()
    {
        var cost = new double[columns];
        for (var a = unknowns; a < columns; a++) cost[a] = 1;
        Minimise(cost);
        for (var a = unknowns; a < columns; a++)
        {
            if (value[a] > 1e-6) return false;
            (upper[a], value[a]) = (0, 0);
        }

        return true;
    }

    /// <summary>The interval of one unknown.</summary>
    public (double Least, double Greatest) Of(int unknown)
    {
        var cost = new double[columns];
        cost[unknown] = 1;
        var least = Minimise(cost) ? value[unknown] : double.NegativeInfinity;
        cost[unknown] = -1;
        return (least, Minimise(cost) ? value[unknown] : double.PositiveInfinity);
    }

    private bool Minimise(double[] cost)
    {
        var reduced = (double[])cost.Clone();
        for (var r = 0; r < rows; r++)
            if (cost[basis[r]] != 0) Subtract(reduced, tableau[r], cost[basis[r]]);
        for (var step = 0; ; step++)
        {
            var (entering, direction) = Entering(reduced, cautious: step > 50 + columns);
            if (entering < 0) return true;
            var (leaving, length) = Leaving(entering, direction);
            if (double.IsInfinity(length)) return false;
            Move(entering, direction * length);
            if (leaving < 0) continue;
            Pivot(leaving, entering);
            Subtract(reduced, tableau[leaving], reduced[entering]);
        }
    }

    private (int Column, int Direction) Entering(double[] reduced, bool cautious)
    {
        var (best, column, direction) = (1e-7, -1, 0);
        for (var c = 0; c < columns; c++)
        {
            if (basic[c] || upper[c] - lower[c] < Tiny) continue;
            var (gain, way) = reduced[c] < 0 && value[c] < upper[c] - Tiny ? (-reduced[c], 1)
                : reduced[c] > 0 && value[c] > lower[c] + Tiny ? (reduced[c], -1) : (0, 0);
            if (gain <= best) continue;
            (best, column, direction) = (gain, c, way);
            // Taking the first that gains, after many steps, cannot go round in circles (Bland).
            if (cautious) break;
        }

        return (column, direction);
    }

    private (int Row, double Length) Leaving(int entering, int direction)
    {
        var (row, length) = (-1, direction > 0 ? upper[entering] - value[entering] : value[entering] - lower[entering]);
        for (var r = 0; r < rows; r++)
        {
            var slope = -tableau[r][entering] * direction;
            if (Math.Abs(slope) < Tiny) continue;
            var b = basis[r];
            var room = slope > 0 ? (upper[b] - value[b]) / slope : (value[b] - lower[b]) / -slope;
            if (room < length - Tiny || (room < length + Tiny && row >= 0 && b < basis[row])) (row, length) = (r, Math.Max(0, Math.Min(room, length)));
        }

        return (row, length);
    }

    private void Move(int entering, double by)
    {
        value[entering] += by;
        for (var r = 0; r < rows; r++) value[basis[r]] -= tableau[r][entering] * by;
    }

    private void Pivot(int row, int entering)
    {
        var pivot = tableau[row][entering];
        var line = tableau[row];
        for (var c = 0; c < columns; c++) line[c] /= pivot;
        for (var r = 0; r < rows; r++)
            if (r != row && Math.Abs(tableau[r][entering]) > 1e-12) Subtract(tableau[r], line, tableau[r][entering]);
        basic[basis[row]] = false;
        basis[row] = entering;
        basic[entering] = true;
    }

    private static void Subtract(double[] from, double[] line, double times)
    {
        for (var c = 0; c < from.Length; c++) from[c] -= times * line[c];
    }
}
