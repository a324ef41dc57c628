using Nansen.Documents;
using Nansen.Journal;
using Nansen.Records;

namespace Nansen.Register.Tests;

/// <summary>Documents that the register has issued under its seal.</summary>
internal static class SealedDocuments
{
    /// <summary>Issues a registration certificate; its seal.</summary>
    public static async Task<Seal> SealedAsync(this TestNode test, StreamId person)
    {
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.ProposeAsync(test.As("registration_officer"), person, "DOC-REG")));
        var document = (await test.Room.Rows.DocumentsOfAsync(person)).Single(d => d.Kind == "DOC-REG").Id;
        Assert.IsType<Outcome.Done>(Journeys.Explain(await test.Node.Documents.IssueAsync(test.As("document_officer"), document)));
        Assert.True(Seal.TryRead(Convert.FromHexString((await test.GetAsync(document)).Text("seal", person)), out var seal, out _));
        return seal!;
    }
}
