namespace Nansen.Packs;

/// <summary>
/// What a piece of a pack file looks like. The loader checks files against shapes and the JSON Schemas are written
/// from the same shapes, so that the two cannot know different keys.
/// </summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>A plain word or sentence.</summary>
    internal sealed record Text(string? Pattern = null) : Shape;

    /// <summary>One of the given words.</summary>
    internal sealed record OneOf(params IReadOnlyList<string> Allowed) : Shape;

    /// <summary>A whole number within bounds.</summary>
    internal sealed record Whole(int Least, int Most) : Shape;

    /// <summary>Any number.</summary>
    internal sealed record Number : Shape;

    /// <summary>true or false.</summary>
    internal sealed record Flag : Shape;

    /// <summary>A text in each of the pack's languages.</summary>
    internal sealed record Local : Shape;

    /// <summary>A condition.</summary>
    internal sealed record When : Shape;

    /// <summary>Words: one, or a list.</summary>
    internal sealed record Words(Shape Of, int Least = 0) : Shape;

    /// <summary>A list.</summary>
    internal sealed record List(Shape Of, int Least = 0) : Shape;

    /// <summary>Free keys, each with the same kind of value.</summary>
    internal sealed record Map(Shape Of, string? KeyPattern = null) : Shape;

    /// <summary>Fixed keys. With <paramref name="ShortForm"/> a plain word stands for that key alone.</summary>
    internal sealed record Table(string Name, IReadOnlyList<Key> Keys, string? ShortForm = null, IReadOnlyList<string>? ExactlyOneOf = null) : Shape
    {
        public Key? Find(string name) => Keys.FirstOrDefault(k => k.Name == name);
    }
}

/// <summary>One key of a table.</summary>
/// <param name="Name">As written.</param>
/// <param name="Shape">What it holds.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Says">What it means, shown by editors.</param>
internal sealed record Key(string Name, Shape Shape, bool Required, string Says);
