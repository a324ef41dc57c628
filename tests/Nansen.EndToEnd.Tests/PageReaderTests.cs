using System.Globalization;
using System.Text;
using Nansen.Cli;
using Nansen.Documents;
using Nansen.Packs;
using Nansen.Register;
using Nansen.Values;

namespace Nansen.EndToEnd.Tests;

/// <summary>The process that takes uploaded pages apart beside a serving node.</summary>
public sealed class PageReaderTests
{
    [Fact]
    public async Task ReadAsync_PageOfADocument_IsReadAsInThisProcess()
    {
        using var reader = PageReaders.Beside();
        var pdf = Page();
        var (there, here) = (await reader.ReadAsync(pdf), PageReading.Read(pdf));
        Assert.Null(there.Fault);
        Assert.Equal(here.Zone, there.Zone);
        Assert.Equal(Assert.Single(here.Seals).ToArray(), Assert.Single(there.Seals).ToArray());
    }

    [Fact]
    public async Task ReadAsync_FileThatWouldTakeForever_IsGivenUp_AndTheNextIsRead()
    {
        using var reader = PageReaders.Beside(TimeSpan.FromSeconds(5));
        var (endless, good) = (Endless(), Page());
        Assert.Contains("within 5 seconds", (await reader.ReadAsync(endless)).Fault, StringComparison.Ordinal);
        Assert.Null((await reader.ReadAsync(good)).Fault);
    }

    private static byte[] Page() => PageDrawing.Pdf(SpecimenDocument.Page(PackLoader.Load(Home.PathOf("packs", "model")).Pack!, "DOC-ASC"));

    // Forms that each draw the next a hundred times, nine deep: less than three kilobytes, and 10^18 letters.
    private static byte[] Endless()
    {
        var bodies = new List<string> { "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>", Stream("/X Do", "") };
        for (var depth = 0; depth < 9; depth++)
            bodies.Add(Stream(string.Concat(Enumerable.Repeat("/X Do ", 100)), $"/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<</XObject<</X {6 + depth} 0 R>>>>"));
        bodies.Add(Stream("q Q", "/Type/XObject/Subtype/Form/BBox[0 0 300 300]"));
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        foreach (var body in bodies)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{body}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        return Encoding.ASCII.GetBytes(file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").ToString());
    }

    private static string Stream(string content, string keys) => $"<<{keys}/Length {content.Length}>>\nstream\n{content}\nendstream";
}
