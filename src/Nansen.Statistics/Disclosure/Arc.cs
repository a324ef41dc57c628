namespace Nansen.Statistics;

/// <summary>A flow of persons from one cell to another, or from or to the world, in units of the base.</summary>
internal sealed class Arc
{
    /// <summary>The cell it leaves, or <see cref="FlowNetwork.World"/>.</summary>
    public required int From { get; init; }

    /// <summary>The cell it enters, or <see cref="FlowNetwork.World"/>.</summary>
    public required int To { get; init; }

    /// <summary>The multiple at or below the true value.</summary>
    public required long Floor { get; init; }

    /// <summary>Whether the true value is that multiple.</summary>
    public required bool Exact { get; init; }

    /// <summary>The multiple that is wanted: what the draw chose.</summary>
    public required long Wanted { get; set; }

    /// <summary>How far the draw was from choosing otherwise.</summary>
    public double Doubt { get; init; }

    /// <summary>What the other multiple beside the true value costs.</summary>
    public double Turn { get; init; } = 1;

    /// <summary>What each step farther away costs.</summary>
    public double Far { get; init; } = 20;

    /// <summary>The column of the published account in which it leaves its cell; −1 for none.</summary>
    public int LineOut { get; init; } = -1;

    /// <summary>The column of the published account in which it enters its cell; −1 for none.</summary>
    public int LineIn { get; init; } = -1;

    /// <summary>What it carries.</summary>
    public long Carries { get; set; }

    /// <summary>The other multiple beside the true value.</summary>
    public long Other => Exact ? Floor : Wanted == Floor ? Floor + 1 : Floor;

    /// <summary>What one more or one less costs.</summary>
    public double Step(int by) => Cost(Carries + by) - Cost(Carries);

    // Convex, so that the cheapest way step by step is the cheapest way.
    private double Cost(long carried)
    {
        if (carried == Wanted) return 0;
        var top = Exact ? Floor : Floor + 1;
        return (Exact ? 0 : Turn) + Far * Math.Max(0, Math.Max(Floor - carried, carried - top));
    }
}
