namespace Nansen.Web;

/// <summary>Colours of a tag; the words alone must tell, the colour only helps.</summary>
public enum TagColour
{
    /// <summary>Neutral news.</summary>
    Blue,

    /// <summary>Inactive, closed.</summary>
    Grey,

    /// <summary>In force, done.</summary>
    Green,

    /// <summary>In hand.</summary>
    Teal,

    /// <summary>Needs attention soon.</summary>
    Yellow,

    /// <summary>A deadline near.</summary>
    Orange,

    /// <summary>Late, refused, void.</summary>
    Red,

    /// <summary>Protected, confidential.</summary>
    Purple,
}
