using System.Diagnostics;
using Nansen.Records;
using Nansen.Register.Tests;
using Nansen.Values;

namespace Nansen.Web.Tests;

public sealed class DocumentVerbsTests
{
    [Fact]
    public async Task The_program_draws_a_document_and_tells_valid_from_not_valid_from_unreadable()
    {
        await using var test = await TestNode.StartAsync();
        var issued = await test.CertificateAsync();
        var (data, file) = (test.DataDirectory, Path.Combine(test.DataDirectory, "certificate.pdf"));
        Assert.Equal(0, await NansenAsync("document", "pdf", issued.Number!, "--out", file, "--data", data));
        string[] verify = ["verify", file, "--data", data, "--at", "2026-03-03T09:00:00Z"];
        Assert.Equal(0, await NansenAsync(verify));

        var zone = (await test.GetAsync(issued.Id)).Text("mrz", issued.Person);
        Assert.Equal(0, await NansenAsync([.. verify, "--mrz", zone]));
        Assert.Equal(1, await NansenAsync([.. verify, "--mrz", zone.Replace("900503", "910503", StringComparison.Ordinal)]));

        Assert.IsType<Outcome.Done>(await test.Node.Documents.VoidAsync(test.As("document_officer"), issued.Id,
            SubjectFacts.About(FactValue.Of("void_reason", "lost"), FactValue.Of("void_reported_on", "2026-03-02")), "lost"));
        Assert.Equal(1, await NansenAsync(verify));

        await File.WriteAllTextAsync(file, "only a text", TestContext.Current.CancellationToken);
        Assert.Equal(2, await NansenAsync(verify));
        Assert.Equal(2, await NansenAsync("document", "pdf", "U00000000", "--out", file, "--data", data));
    }

    private static async Task<int> NansenAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "nansen.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(' ', arguments)} → {program.ExitCode}\n{await output}{await errors}");
        return program.ExitCode;
    }
}
