using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace Nansen.Documents;

/// <summary>Cuts a font down to the glyphs of one page, by HarfBuzz; glyphs keep their numbers.</summary>
internal static partial class FontSubset
{
    private const uint RetainGlyphNumbers = 0x2;

    public static byte[] Cut(Face face, IEnumerable<ushort> glyphs)
    {
        var input = hb_subset_input_create_or_fail();
        if (input == 0) throw new DocumentException("The font cannot be cut down: out of memory.");
        try
        {
            hb_subset_input_set_flags(input, RetainGlyphNumbers);
            var set = hb_subset_input_glyph_set(input);
            foreach (var glyph in glyphs) hb_set_add(set, glyph);
            var subset = hb_subset_or_fail(face.Handle, input);
            if (subset == 0) throw new DocumentException("The font cannot be cut down.");
            try { return Bytes(subset); }
            finally { hb_face_destroy(subset); }
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    private static byte[] Bytes(nint face)
    {
        var blob = hb_face_reference_blob(face);
        try
        {
            var data = hb_blob_get_data(blob, out var length);
            var bytes = new byte[length];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return bytes;
        }
        finally
        {
            hb_blob_destroy(blob);
        }
    }

    private const string Library = "libHarfBuzzSharp";

    [LibraryImport(Library)] private static partial nint hb_subset_input_create_or_fail();

    [LibraryImport(Library)] private static partial void hb_subset_input_destroy(nint input);

    [LibraryImport(Library)] private static partial void hb_subset_input_set_flags(nint input, uint flags);

    [LibraryImport(Library)] private static partial nint hb_subset_input_glyph_set(nint input);

    [LibraryImport(Library)] private static partial void hb_set_add(nint set, uint value);

    [LibraryImport(Library)] private static partial nint hb_subset_or_fail(nint face, nint input);

    [LibraryImport(Library)] private static partial nint hb_face_reference_blob(nint face);

    [LibraryImport(Library)] private static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)] private static partial nint hb_blob_get_data(nint blob, out uint length);

    [LibraryImport(Library)] private static partial void hb_blob_destroy(nint blob);
}
