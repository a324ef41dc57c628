using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nansen.Documents;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary><c>verify FILE</c> and <c>verify --seal SEAL</c>: one verdict; exit 0 valid, 1 not valid, 2 unreadable.</summary>
internal static class VerifyVerb
{
    public static Command Verify()
    {
        var file = new Argument<string?>("file") { Arity = ArgumentArity.ZeroOrOne, Description = "The document's page: a PDF, or a clean picture of it with its DataMatrix or QR code." };
        var seal = new Option<string?>("--seal") { Description = "A seal instead of a page: hexadecimal, a barcode's text (RDB1…), a seal in JSON, or a file with one of them." };
        var zone = new Option<string?>("--mrz") { Description = "The zone as you read it on the paper, lines joined by |." };
        var passport = new Option<string?>("--passport") { Description = "For a visa's seal: the zone of the passport in which it is shown, lines joined by |." };
        var data = new Option<string?>("--data") { Description = "A data directory; its trust folder is used." };
        var trust = new Option<string?>("--trust") { Description = "A trust folder: anchors/, signers/, crl/, void.bin, void/*.bin, policy.json." };
        var bundle = new Option<string?>("--bundle") { Description = "A checkpoint bundle, instead of a trust folder; with --anchor." };
        var anchor = new Option<string?>("--anchor") { Description = "The certificate (DER) of the authority that this device trusts." };
        var at = new Option<DateTimeOffset?>("--at") { Description = "Verify as of this moment; now by default." };
        var verb = new Command("verify", "Verifies a document offline.") { file, seal, zone, passport, data, trust, bundle, anchor, at };
        foreach (var option in GivenSeal.Options) verb.Options.Add(option);
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var trusted = parsed.GetValue(bundle) is { } packed
                ? Unpacked(packed, parsed.GetValue(anchor))
                : TrustFolder.Load(parsed.GetValue(trust) ?? Path.Combine(parsed.GetValue(data) ?? Environment.CurrentDirectory, "trust"));
            foreach (var fault in trusted.Faults) Console.Error.WriteLine(fault);
            var now = parsed.GetValue(at) ?? Now(parsed.GetValue(data));
            var printed = parsed.GetValue(zone)?.Split('|', StringSplitOptions.TrimEntries);
            var verdict = (Given(parsed, parsed.GetValue(seal)), parsed.GetValue(file)) switch
            {
                ({ } bytes, null) => Verifier.Verify(bytes, trusted, now, printed, parsed.GetValue(passport)?.Split('|', StringSplitOptions.TrimEntries)),
                (null, { } path) => Verifier.VerifyPage(File.ReadAllBytes(path), trusted, now, printed),
                _ => throw new DocumentException("Give a file (PDF or picture), or one seal by --seal, --hex, --base32 or --json-nc."),
            };
            DocumentOutput.Line(VerdictReport.Of(verdict));
            return VerdictReport.ExitCode(verdict);
        }));
        return verb;
    }

    private static ReadOnlyMemory<byte>? Given(ParseResult parsed, string? seal) => (seal, GivenSeal.IsGiven(parsed)) switch
    {
        ({ } given, false) => GivenSeal.BytesOf(given),
        (null, true) => GivenSeal.Of(parsed).Bytes,
        (null, false) => default(ReadOnlyMemory<byte>?),
        _ => throw new DocumentException("Give one seal: --seal, or one of --hex, --base32 and --json-nc."),
    };

    // A demonstration whose day stands still verifies on that day.
    private static DateTimeOffset Now(string? data)
    {
        var now = DateTimeOffset.UtcNow;
        return data is not null && File.Exists(Path.Combine(data, "register.json")) && NodeSettings.Read(data).PinnedDay is { } day
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.FromDateTime(now.UtcDateTime)), TimeSpan.Zero) : now;
    }

    private static TrustFolder Unpacked(string bundle, string? anchor)
    {
        if (anchor is null) throw new DocumentException("A bundle needs --anchor: the certificate that this device trusts.");
        try { return CheckpointBundle.Open(File.ReadAllBytes(bundle), [X509CertificateLoader.LoadCertificateFromFile(anchor)]); }
        catch (CryptographicException) { throw new DocumentException($"{anchor} is no certificate."); }
    }
}
