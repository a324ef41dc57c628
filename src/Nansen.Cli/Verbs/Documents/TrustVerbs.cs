using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary><c>trust import LIST</c>: authorities of other States out of a master list.</summary>
internal static class TrustVerbs
{
    public static Command Trust() => new("trust", "What a verifier trusts.") { Establish(), Import() };

    private static Command Establish()
    {
        var keys = new Option<string>("--keys") { Description = "Where the private keys go: seals-00001.key there is what seal make wants.", Required = true };
        var folder = new Option<string>("--trust") { Description = "The trust folder for verifiers.", Required = true };
        var state = new Option<string>("--state") { Description = "The State, three letters; UTO is the specimen State.", Required = true };
        var name = new Option<string>("--name") { Description = "The authority's name.", DefaultValueFactory = _ => "State Authority" };
        var specimen = new Option<bool>("--specimen") { Description = "The trust folder accepts the specimen State: for tests and demonstrations alone." };
        var verb = new Command("establish", "Makes a State's authority with a signer of seals and an empty void list; passphrase from NANSEN_PASSPHRASE.") { keys, folder, state, name, specimen };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            using var office = IssuingOffice.Establish(parsed.GetRequiredValue(keys), parsed.GetRequiredValue(folder), parsed.GetRequiredValue(state).ToUpperInvariant(), parsed.GetRequiredValue(name),
                DateTimeOffset.UtcNow, Environment.GetEnvironmentVariable("NANSEN_PASSPHRASE"), parsed.GetValue(specimen));
            DocumentOutput.Line(new System.Text.Json.Nodes.JsonObject { ["keys"] = parsed.GetRequiredValue(keys), ["trust"] = parsed.GetRequiredValue(folder), ["anchors"] = office.Trust().Anchors.Count });
            return 0;
        }));
        return verb;
    }

    private static Command Import()
    {
        var list = new Argument<string>("list") { Description = "A master list as States and ICAO publish it (CMS, DER)." };
        var folder = new Option<string>("--trust") { Description = "The trust folder it is added to.", Required = true };
        var anchor = new Option<string?>("--anchor") { Description = "The certificate (DER) of the list's issuer, when it is not in the folder yet; compare its fingerprint by another way." };
        var verb = new Command("import", "Adds the authorities of a master list to a trust folder. The list's issuer must be trusted already.") { list, folder, anchor };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var into = parsed.GetValue(folder)!;
            var anchors = Directory.Exists(into) ? TrustFolder.Load(into).Anchors : throw new DocumentException($"There is no trust folder {into}.");
            var read = MasterList.Open(File.ReadAllBytes(parsed.GetValue(list)!), parsed.GetValue(anchor) is { } given ? [.. anchors, Certificate(given)] : anchors);
            DocumentOutput.Line(new System.Text.Json.Nodes.JsonObject { ["signer"] = read.Signer.Subject, ["authorities"] = read.Authorities.Count, ["added"] = read.AddTo(into) });
            return 0;
        }));
        return verb;
    }

    private static X509Certificate2 Certificate(string file)
    {
        try { return X509CertificateLoader.LoadCertificateFromFile(file); }
        catch (CryptographicException) { throw new DocumentException($"{file} is no certificate."); }
    }
}
