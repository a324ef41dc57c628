using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Nansen.Documents;

/// <summary>
/// The packings that a document's page may use, within bounds: a small file may unpack to more than a machine can hold. What
/// is packed another way (photographs, faxes) is left packed.
/// </summary>
internal sealed class PdfFilters : IFilterProvider
{
    // The most that all streams of a file unpack to, however often they are asked for.
    private const long MaxUnpacked = 128 * 1024 * 1024;

    private static readonly string[] Known = ["FlateDecode", "Fl", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "RunLengthDecode", "RL"];

    private long left = MaxUnpacked;

    /// <summary>Why reading was ended, when it was ended here.</summary>
    public string? Refusal { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => [.. DefaultFilterProvider.Instance.GetFilters(dictionary).Select(Bounded)];

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => [.. DefaultFilterProvider.Instance.GetNamedFilters(names).Select(Bounded)];

    public IReadOnlyList<IFilter> GetAllFilters() => [.. DefaultFilterProvider.Instance.GetAllFilters().Select(Bounded)];

    private IFilter Bounded(IFilter filter) => new BoundedFilter(this, filter);

    private void Take(long bytes)
    {
        if ((left -= bytes) >= 0) return;
        Refusal = "The file unpacks to more than a document's page needs.";
        throw new DocumentException(Refusal);
    }

    private sealed class BoundedFilter(PdfFilters all, IFilter filter) : IFilter
    {
        private readonly bool known = Known.Any(k => filter.GetType().Name.StartsWith(k.Replace("Decode", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

        public bool IsSupported => known && filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (!IsSupported) throw new DocumentException("A part of the file is packed in a way that documents are not.");
            all.Take(filter is FlateFilter ? Inflated(input) : filter is RunLengthFilter ? 64L * input.Length : input.Length);
            return filter.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        // Unpacked once to nowhere, to know how much it is before it is kept.
        private long Inflated(Memory<byte> input)
        {
            if (input.Length <= 2) return 0;
            using var packed = new MemoryStream(input.ToArray(), 2, input.Length - 2);
            using var flate = new DeflateStream(packed, CompressionMode.Decompress);
            var (buffer, total) = (new byte[16 * 1024], 0L);
            try
            {
                while (total <= all.left && flate.Read(buffer) is > 0 and var read) total += read;
            }
            catch (InvalidDataException)
            {
                // What came before the damage counts; the filter itself decides what it makes of it.
            }

            return total;
        }
    }
}
