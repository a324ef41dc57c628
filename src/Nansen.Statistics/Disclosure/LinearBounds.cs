using System.Numerics;

namespace Nansen.Statistics;

/// <summary>
/// The least and the greatest value that each unknown can have under linear equations and bounds: a simplex method on
/// bounded variables. Every basic unknown is written by the unknowns that are not basic, so one step touches only rows
/// in which the entering unknown stands; what each solution on the way shows of all unknowns is kept, because most
/// bounds are met on the way to others and need no search of their own.
/// </summary>
internal sealed class LinearBounds
{
    private const double Tiny = 1e-9, Near = 1e-6;
    private readonly double[] lower, upper, value, least, greatest;
    private readonly int[] basis, free, rowOf, columnOf;
    private readonly double[][] tableau;
    private readonly double[] reduced;
    private readonly ImpliedSums sums;

    /// <param name="lower">Least value of each unknown.</param>
    /// <param name="upper">Greatest value; may be infinite.</param>
    /// <param name="equations">Sums of unknowns with their factors, and what they come to.</param>
    public LinearBounds(double[] lower, double[] upper, IReadOnlyList<(IReadOnlyList<(int Unknown, double Factor)> Terms, double Sum)> equations)
    {
        (this.lower, this.upper, value) = (lower, upper, (double[])lower.Clone());
        var implied = ImpliedUnknowns.Of(lower, upper, equations);
        sums = new ImpliedSums(implied.All, lower.Length);
        var solved = Elimination.Of(lower.Length, sums.Unknowns, implied.Rest);
        Contradiction = solved.Contradiction;
        (basis, free, tableau) = (solved.Basis, solved.Free, solved.Rows);
        (rowOf, columnOf) = (Places(basis, lower.Length), Places(free, lower.Length));
        reduced = new double[free.Length];
        for (var r = 0; r < basis.Length; r++)
        {
            value[basis[r]] = solved.Constants[r];
            for (var c = 0; c < free.Length; c++) value[basis[r]] -= tableau[r][c] * value[free[c]];
        }

        least = [.. Enumerable.Repeat(double.PositiveInfinity, lower.Length)];
        greatest = [.. Enumerable.Repeat(double.NegativeInfinity, lower.Length)];
    }

    private LinearBounds(LinearBounds other)
    {
        (lower, upper, sums, value) = (other.lower, other.upper, other.sums, (double[])other.value.Clone());
        (least, greatest) = ((double[])other.least.Clone(), (double[])other.greatest.Clone());
        (basis, free, rowOf, columnOf) = ((int[])other.basis.Clone(), (int[])other.free.Clone(), (int[])other.rowOf.Clone(), (int[])other.columnOf.Clone());
        tableau = [.. other.tableau.Select(r => (double[])r.Clone())];
        reduced = new double[free.Length];
    }

    private bool Contradiction { get; }

    /// <summary>Finds some solution; false when there is none.</summary>
    public bool Solve()
    {
        if (Contradiction) return false;
        for (var step = 0; ; step++)
        {
            if (!Infeasible()) break;
            var (entering, direction) = Entering(cautious: step > 50 + 4 * value.Length);
            if (entering < 0) return false;
            Step(entering, direction, outside: true);
        }

        Array.ForEach(free, Note);
        Array.ForEach(basis, Note);
        sums.Note(value, least, greatest);
        return true;
    }

    /// <summary>A copy with which another thread goes on from the solution found.</summary>
    public LinearBounds Copy() => new(this);

    /// <summary>The interval of one unknown, which is not wider than what is known of it already.</summary>
    /// <param name="unknown">The unknown.</param>
    /// <param name="within">Bounds that hold for sure: reached, there is no more to seek.</param>
    public (double Least, double Greatest) Of(int unknown, (double Least, double Greatest) within)
    {
        if (least[unknown] > within.Least + Near) Seek(unknown, 1);
        if (greatest[unknown] < within.Greatest - Near) Seek(unknown, -1);
        return (least[unknown], greatest[unknown]);
    }

    private static int[] Places(int[] unknowns, int count)
    {
        var places = new int[count];
        Array.Fill(places, -1);
        for (var i = 0; i < unknowns.Length; i++) places[unknowns[i]] = i;
        return places;
    }

    /// <summary>Minimises the unknown (sign 1) or maximises it (sign −1).</summary>
    private void Seek(int unknown, int sign)
    {
        Array.Clear(reduced);
        foreach (var (part, factor) in sums.TermsOf(unknown))
        {
            if (rowOf[part] >= 0) Subtract(reduced, tableau[rowOf[part]], sign * factor);
            else reduced[columnOf[part]] += sign * factor;
        }

        for (var step = 0; ; step++)
        {
            var (entering, direction) = Entering(cautious: step > 50 + 4 * value.Length);
            if (entering < 0 || !Step(entering, direction, outside: false)) return;
        }
    }

    /// <summary>What a small step of each free unknown does to the sum of what basic unknowns lie outside their bounds; false when none does.</summary>
    private bool Infeasible()
    {
        var any = false;
        Array.Clear(reduced);
        for (var r = 0; r < basis.Length; r++)
        {
            var way = Outside(basis[r]);
            if (way == 0) continue;
            any = true;
            Subtract(reduced, tableau[r], way);
        }

        return any;
    }

    private int Outside(int unknown) => value[unknown] < lower[unknown] - Tiny * 10 ? -1 : value[unknown] > upper[unknown] + Tiny * 10 ? 1 : 0;

    private (int Column, int Direction) Entering(bool cautious)
    {
        var (best, column, direction, first) = (1e-7, -1, 0, int.MaxValue);
        for (var c = 0; c < free.Length; c++)
        {
            if (reduced[c] is < 1e-7 and > -1e-7) continue;
            var u = free[c];
            if (upper[u] - lower[u] < Tiny) continue;
            var (gain, way) = reduced[c] < 0 && value[u] < upper[u] - Tiny ? (-reduced[c], 1)
                : reduced[c] > 0 && value[u] > lower[u] + Tiny ? (reduced[c], -1) : (0, 0);
            // Taking the first that gains, after many steps, cannot go round in circles (Bland).
            if (gain <= (cautious ? 1e-7 : best) || (cautious && u > first)) continue;
            (best, column, direction, first) = (gain, c, way, u);
        }

        return (column, direction);
    }

    /// <summary>Moves one free unknown as far as it goes. False when nothing stops it.</summary>
    private bool Step(int column, int direction, bool outside)
    {
        var u = free[column];
        var (row, length) = (-1, direction > 0 ? upper[u] - value[u] : value[u] - lower[u]);
        for (var r = 0; r < basis.Length; r++)
        {
            var slope = -tableau[r][column] * direction;
            if (slope is < Tiny and > -Tiny) continue;
            var b = basis[r];
            var room = Room(b, slope, outside);
            if (room < length - Tiny || (room < length + Tiny && row >= 0 && b < basis[row])) (row, length) = (r, Math.Max(0, Math.Min(room, length)));
        }

        if (double.IsInfinity(length))
        {
            Unbounded(column, direction);
            return false;
        }

        Move(column, direction * length, note: !outside);
        if (row >= 0) Pivot(row, column);
        return true;
    }

    /// <summary>How far a basic unknown lets another go. One that is outside its bounds and comes back stops where it enters them, and going away it stops nothing.</summary>
    private double Room(int b, double slope, bool outside)
    {
        var way = outside ? Outside(b) : 0;
        if (way == 0) return (slope > 0 ? upper[b] - value[b] : value[b] - lower[b]) / Math.Abs(slope);
        return way < 0 ? slope > 0 ? (lower[b] - value[b]) / slope : double.PositiveInfinity
            : slope < 0 ? (value[b] - upper[b]) / -slope : double.PositiveInfinity;
    }

    private void Unbounded(int column, int direction)
    {
        var slopes = new double[value.Length];
        slopes[free[column]] = direction;
        for (var r = 0; r < basis.Length; r++) slopes[basis[r]] = -tableau[r][column] * direction;
        sums.Put(slopes, constants: false);
        for (var u = 0; u < slopes.Length; u++)
        {
            if (slopes[u] > Tiny) greatest[u] = double.PositiveInfinity;
            else if (slopes[u] < -Tiny) least[u] = double.NegativeInfinity;
        }
    }

    private void Move(int column, double by, bool note)
    {
        if (by == 0) return;
        value[free[column]] += by;
        if (note) Note(free[column]);
        for (var r = 0; r < basis.Length; r++)
        {
            if (tableau[r][column] == 0) continue;
            value[basis[r]] -= tableau[r][column] * by;
            if (note) Note(basis[r]);
        }

        if (note) sums.Note(value, least, greatest);
    }

    private void Note(int unknown)
    {
        least[unknown] = Math.Min(least[unknown], value[unknown]);
        greatest[unknown] = Math.Max(greatest[unknown], value[unknown]);
    }

    private void Pivot(int row, int column)
    {
        var line = tableau[row];
        var pivot = line[column];
        line[column] = 1;
        for (var c = 0; c < line.Length; c++) line[c] = Math.Abs(line[c]) < 1e-12 ? 0 : line[c] / pivot;
        for (var r = 0; r < tableau.Length; r++)
        {
            var times = tableau[r][column];
            if (r == row || times == 0) continue;
            tableau[r][column] = 0;
            Subtract(tableau[r], line, times);
        }

        var cost = reduced[column];
        reduced[column] = 0;
        Subtract(reduced, line, cost);
        (basis[row], free[column]) = (free[column], basis[row]);
        (rowOf[basis[row]], columnOf[basis[row]]) = (row, -1);
        (rowOf[free[column]], columnOf[free[column]]) = (-1, column);
    }

    internal static void Subtract(double[] from, double[] line, double times)
    {
        var factor = new Vector<double>(times);
        var c = 0;
        for (; c <= from.Length - Vector<double>.Count; c += Vector<double>.Count)
            (new Vector<double>(from, c) - factor * new Vector<double>(line, c)).CopyTo(from, c);
        for (; c < from.Length; c++) from[c] -= times * line[c];
    }
}
