namespace Nansen.Cooperation;

/// <summary>A count of persons as it may be published: itself, or a span when it is too small to show (section 2.18).</summary>
/// <param name="Least">The least it can be.</param>
/// <param name="Most">The most it can be.</param>
public readonly record struct PublicCount(long Least, long Most)
{
    /// <summary>Whether the count itself is withheld.</summary>
    public bool Withheld => Least != Most;

    /// <summary>The count, or null when it is withheld.</summary>
    public long? Value => Withheld ? null : Least;

    /// <summary>A count under a threshold: 1 up to one less than it is withheld, none and many are shown.</summary>
    public static PublicCount Of(long count, int threshold) => IsSmall(count, threshold) ? new(1, threshold - 1) : new(count, count);

    internal static bool IsSmall(long count, int threshold) => count > 0 && count < threshold;
}

/// <summary>
/// A share of persons as it may be published. Not only a small numerator is withheld but a small remainder too: it is
/// what one gets by subtracting. What stays is the span in which the share lies.
/// </summary>
/// <param name="Numerator">How many of them.</param>
/// <param name="Denominator">Of how many.</param>
public readonly record struct PublicShare(PublicCount Numerator, PublicCount Denominator)
{
    /// <summary>The least the share can be, from 0 to 1; null when the denominator itself is withheld or nothing was counted.</summary>
    public decimal? Least => Denominator.Value is > 0 and { } of ? (decimal)Numerator.Least / of : null;

    /// <summary>The most it can be.</summary>
    public decimal? Most => Denominator.Value is > 0 and { } of ? (decimal)Numerator.Most / of : null;

    /// <summary>The share, when nothing is withheld.</summary>
    public decimal? Value => Least is { } least && !Numerator.Withheld ? least : null;

    /// <summary>Makes a share fit to be published.</summary>
    public static PublicShare Of(long numerator, long denominator, int threshold)
    {
        var of = PublicCount.Of(denominator, threshold);
        if (of.Withheld) return new(new PublicCount(0, of.Most), of);
        if (PublicCount.IsSmall(numerator, threshold)) return new(new PublicCount(1, Math.Min(threshold - 1, denominator)), of);
        return PublicCount.IsSmall(denominator - numerator, threshold) ? new(new PublicCount(Math.Max(0, denominator - threshold + 1), denominator - 1), of) : new(new PublicCount(numerator, numerator), of);
    }
}
