using System.Text;

namespace Nansen.Values;

/// <summary>Writing systems that the region's papers use; names as in ISO 15924.</summary>
public enum Script
{
    /// <summary>No letters, or a script not listed here.</summary>
    Other,

    /// <summary>Latin.</summary>
    Latn,

    /// <summary>Cyrillic.</summary>
    Cyrl,

    /// <summary>Arabic, with the letters of Persian, Pashto, Urdu and Kurdish.</summary>
    Arab,

    /// <summary>Armenian.</summary>
    Armn,

    /// <summary>Georgian.</summary>
    Geor,

    /// <summary>Hebrew.</summary>
    Hebr,

    /// <summary>Greek.</summary>
    Grek,

    /// <summary>Letters of more than one script, for example a Cyrillic "а" inside a Latin name.</summary>
    Mixed,
}

/// <summary>Tells the script of letters and texts.</summary>
public static class Scripts
{
    /// <summary>The script of one letter; <see cref="Script.Other"/> for digits, marks and spaces.</summary>
    public static Script Of(Rune letter)
    {
        if (!Rune.IsLetter(letter)) return Script.Other;
        return letter.Value switch
        {
            < 0x0250 or (>= 0x1E00 and <= 0x1EFF) or (>= 0x02B0 and <= 0x02FF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF) or (>= 0xFF21 and <= 0xFF5A) => Script.Latn,
            (>= 0x0250 and <= 0x02AF) => Script.Latn,
            (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Grek,
            (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0x2DE0 and <= 0x2DFF) or (>= 0xA640 and <= 0xA69F) => Script.Cyrl,
            (>= 0x0530 and <= 0x058F) or (>= 0xFB13 and <= 0xFB17) => Script.Armn,
            (>= 0x0590 and <= 0x05FF) => Script.Hebr,
            (>= 0x0600 and <= 0x06FF) or (>= 0x0750 and <= 0x077F) or (>= 0x08A0 and <= 0x08FF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) => Script.Arab,
            (>= 0x10A0 and <= 0x10FF) or (>= 0x1C90 and <= 0x1CBF) or (>= 0x2D00 and <= 0x2D2F) => Script.Geor,
            _ => Script.Other,
        };
    }

    /// <summary>The script of a text's letters; <see cref="Script.Mixed"/> when they are of several.</summary>
    public static Script Of(ReadOnlySpan<char> text)
    {
        var found = Script.Other;
        foreach (var rune in text.EnumerateRunes())
        {
            var script = Of(rune);
            if (script == Script.Other || script == found) continue;
            if (found != Script.Other) return Script.Mixed;
            found = script;
        }

        return found;
    }

    /// <summary>Whether the script is written from right to left.</summary>
    public static bool IsRightToLeft(Script script) => script is Script.Arab or Script.Hebr;
}
