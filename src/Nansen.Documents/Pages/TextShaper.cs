using System.Text;
using HarfBuzzSharp;
using Nansen.Values;
using Buffer = HarfBuzzSharp.Buffer;
using Script = Nansen.Values.Script;

namespace Nansen.Documents;

/// <summary>One glyph: its number in the font, its place from the start of its run, the width it takes, and the text it stands for.</summary>
/// <param name="Id">Number in the font.</param>
/// <param name="X">Place, in font units.</param>
/// <param name="Y">Height above the line, in font units.</param>
/// <param name="Text">The letters of its cluster; empty for all but the first glyph of a cluster.</param>
internal readonly record struct Glyph(ushort Id, int X, int Y, string Text);

/// <summary>Text of one direction, shaped.</summary>
internal sealed record GlyphRun(PageFont Font, IReadOnlyList<Glyph> Glyphs, int Advance, string Text, bool RightToLeft);

/// <summary>Shapes text and puts runs of two directions into visual order.</summary>
internal static class TextShaper
{
    /// <summary>Runs from left to right. The line goes the way of its first letter.</summary>
    public static IReadOnlyList<GlyphRun> Line(string text, PageFont font)
    {
        var rightToLeft = BaseIsRightToLeft(text);
        var runs = Runs(text, rightToLeft).Select(r => Shape(r.Text, font, r.RightToLeft)).ToList();
        if (rightToLeft) runs.Reverse();
        return runs;
    }

    /// <summary>The first letter of a text that a font does not have, or null.</summary>
    public static string? Missing(string text, PageFont font)
    {
        try
        {
            Line(text, font);
            return null;
        }
        catch (DocumentException missing) when (missing.Letter is { } letter)
        {
            return letter;
        }
    }

    /// <summary>Width in font units.</summary>
    public static int Width(string text, PageFont font) => Line(text, font).Sum(r => r.Advance);

    /// <summary>Whether a line of this text begins at the right.</summary>
    public static bool BaseIsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetter(rune)) return Scripts.IsRightToLeft(Scripts.Of(rune));
        return false;
    }

    // The part of the bidirectional algorithm that names, numbers and short sentences need: letters have their script's way,
    // digits go left to right, and what is neither goes with its neighbours when they agree, else with the line.
    private static List<(string Text, bool RightToLeft)> Runs(string text, bool line)
    {
        var ways = new bool?[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var rune = Rune.TryGetRuneAt(text, i, out var whole) ? whole : Rune.ReplacementChar;
            if (Rune.IsLetter(rune)) ways[i] = Scripts.IsRightToLeft(Scripts.Of(rune));
            else if (Rune.IsDigit(rune)) ways[i] = false;
        }

        for (var i = 0; i < ways.Length; i++)
        {
            if (ways[i] is not null) continue;
            var end = i;
            while (end < ways.Length && ways[end] is null) end++;
            var (before, after) = (i > 0 ? ways[i - 1]!.Value : line, end < ways.Length ? ways[end]!.Value : line);
            for (; i < end; i++) ways[i] = before == after ? before : line;
            i--;
        }

        var runs = new List<(string, bool)>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && ways[end] == ways[start]) end++;
            runs.Add((text[start..end], ways[start]!.Value));
            start = end;
        }

        return runs;
    }

    private static GlyphRun Shape(string text, PageFont font, bool rightToLeft)
    {
        using var buffer = new Buffer();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        font.Shaper.Shape(buffer);
        var (infos, positions) = (buffer.GlyphInfos, buffer.GlyphPositions);
        var starts = infos.Select(g => (int)g.Cluster).Distinct().Order().ToArray();
        var glyphs = new Glyph[infos.Length];
        var told = new HashSet<int>();
        var x = 0;
        for (var i = 0; i < infos.Length; i++)
        {
            var cluster = (int)infos[i].Cluster;
            var next = Array.BinarySearch(starts, cluster) + 1;
            var letters = told.Add(cluster) ? text[cluster..(next < starts.Length ? starts[next] : text.Length)] : "";
            // Drawn it would be a box, which says nothing to anybody and which PDF/A forbids (ISO 19005-2, 6.2.11.8).
            if (infos[i].Codepoint == 0) throw NoLetter(text, cluster);
            glyphs[i] = new((ushort)infos[i].Codepoint, x + positions[i].XOffset, positions[i].YOffset, letters);
            x += positions[i].XAdvance;
        }

        return new(font, glyphs, x, text, rightToLeft);
    }

    private static DocumentException NoLetter(string text, int at)
    {
        var rune = Rune.TryGetRuneAt(text, at, out var whole) ? whole : Rune.ReplacementChar;
        return new($"The letter '{rune}' (U+{rune.Value:X4}) of '{text.Trim()}' is in no font of the pages: write it in other letters.") { Letter = rune.ToString() };
    }
}
