using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Nansen.Documents;

/// <summary>Takes a PDF apart with PdfPig, and gives our reader its letters and pictures within bounds.</summary>
internal static class PdfPages
{
    // A document's page has some thirty objects and a thousand letters.
    private const int MaxPages = 4, MaxPictures = 32, MaxObjects = 10_000, MaxLetters = 50_000;

    public static PageReading Read(ReadOnlyMemory<byte> pdf)
    {
        if (pdf.Span.Count(" obj"u8) > MaxObjects) return PageReading.Faulty("The file has too many parts for a document's page.");
        var filters = new PdfFilters();
        try
        {
            using var document = PdfDocument.Open(pdf.ToArray(), new ParsingOptions { FilterProvider = filters, MaxStackDepth = 64 });
            var seals = new List<ReadOnlyMemory<byte>>();
            IReadOnlyList<string>? zone = null;
            foreach (var page in document.GetPages().Take(MaxPages))
            {
                var reading = PageReading.Of(Pictures(page), page.Letters.Take(MaxLetters).Select(l => new PageLetter(l.Value, l.StartBaseLine.Y)));
                seals.AddRange(reading.Seals);
                zone ??= reading.Zone;
            }

            return new(seals, zone, null);
        }
#pragma warning disable CA1031 // The PDF reader throws exceptions of many kinds on damaged files; to us all of them mean one thing.
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return PageReading.Faulty(filters.Refusal ?? "The file is damaged: " + error.Message);
        }
    }

    // Only what is stored dot by dot can hold a sharp symbol; photographs in JPEG are left to the camera's scanner.
    private static IEnumerable<PagePicture> Pictures(Page page)
    {
        long pixels = PictureFile.MaxPixels;
        foreach (var picture in page.GetImages().Take(MaxPictures))
        {
            var (width, height) = (picture.WidthInSamples, picture.HeightInSamples);
            if (width <= 0 || height <= 0 || (long)width * height > pixels || !picture.TryGetBytesAsMemory(out var memory)) continue;
            pixels -= (long)width * height;
            yield return new(width, height, picture.BitsPerComponent, memory);
        }
    }
}
