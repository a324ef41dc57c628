using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Nansen.Journal;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Lists that were staged and wait for confirmation: sealed files, each readable only for the officer who staged it, gone after a day.</summary>
public sealed class StagedLists(IDataProtectionProvider protection, WebOptions options)
{
    private readonly string _folder = Path.Combine(options.DataDirectory, "staged");

    /// <summary>Keeps a staging; the name it is taken back by.</summary>
    public string Keep(ImportStaging staging, Records.Actor officer)
    {
        ArgumentNullException.ThrowIfNull(staging);
        Directory.CreateDirectory(_folder);
        foreach (var old in Directory.EnumerateFiles(_folder).Where(f => File.GetLastWriteTimeUtc(f) < DateTime.UtcNow.AddDays(-1))) File.Delete(old);
        var name = BatchId.New().ToString();
        File.WriteAllBytes(Path.Combine(_folder, name), Protector(officer).Protect(staging.ToJson()));
        return name;
    }

    /// <summary>The staging of a name, once; null when it is gone or somebody else's.</summary>
    public ImportStaging? Take(string name, Records.Actor officer)
    {
        if (!BatchId.TryParse(name, out var id) || Path.Combine(_folder, id.ToString()) is not { } path || !File.Exists(path)) return null;
        try
        {
            return ImportStaging.FromJson(Protector(officer).Unprotect(File.ReadAllBytes(path)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(Records.Actor officer) => protection.CreateProtector("staged-list", officer.Key);
}
