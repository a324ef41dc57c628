namespace Nansen.Bench;

/// <summary>One parser and how it is fed.</summary>
/// <param name="Name">The parser.</param>
/// <param name="Seeds">Good inputs to begin with.</param>
/// <param name="Accepts">Feeds one input; true when what came back must not be. Its own refusal is no fault; any exception is.</param>
internal sealed record FuzzTarget(string Name, byte[][] Seeds, Func<ReadOnlyMemory<byte>, bool> Accepts)
{
    /// <summary>How many inputs <c>--full</c> feeds.</summary>
    public int Full { get; init; } = 10_000_000;

    /// <summary>Makes one input of a seed in the room given, and says how long it is.</summary>
    public FuzzChange Change { get; init; } = Mutator.Change;

    /// <summary>A fault with one input, or null.</summary>
    public string? Feed(ReadOnlyMemory<byte> input)
    {
        try
        {
            return Accepts(input) ? $"accepted: {Convert.ToHexStringLower(input.Span)}" : null;
        }
#pragma warning disable CA1031 // The point of the run: whatever escapes is a fault.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return $"{error.GetType().Name}: {error.Message}: {Convert.ToHexStringLower(input.Span)}";
        }
    }
}

/// <summary>Makes one input of a seed; the length used.</summary>
internal delegate int FuzzChange(ReadOnlySpan<byte> seed, Span<byte> room, Random random);
