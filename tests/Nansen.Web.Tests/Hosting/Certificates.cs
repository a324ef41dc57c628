using Nansen.Records;
using Nansen.Register.Tests;

namespace Nansen.Web.Tests;

/// <summary>Documents of synthetic people who have asked for asylum.</summary>
public static class Certificates
{
    /// <summary>The mother's certificate, issued.</summary>
    public static async Task<DocumentRow> CertificateAsync(this TestNode test)
    {
        var persons = await test.ApplicantsAsync();
        var proposed = (await test.Room.Rows.DocumentsInAsync("proposed", 10)).First(d => d.Person == persons[0]);
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.IssueAsync(test.As("document_officer"), proposed.Id)));
        return (await test.Room.Rows.DocumentsInAsync("issued", 10)).Single();
    }
}
