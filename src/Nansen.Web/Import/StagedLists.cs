using Microsoft.AspNetCore.DataProtection;
using Nansen.Journal;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Lists that were staged and wait for confirmation: kept sealed, each readable only for the officer who staged it, gone after a day.</summary>
public sealed class StagedLists
{
    private readonly SealedFolder _folder;

    /// <summary>Stagings in the folder <c>staged</c> of the data directory.</summary>
    public StagedLists(IDataProtectionProvider protection, WebOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _folder = new SealedFolder(protection, Path.Combine(options.DataDirectory, "staged"), "staged-list", TimeSpan.FromDays(1));
    }

    /// <summary>Keeps a staging; the name it is found by.</summary>
    public string Keep(ImportStaging staging, Records.Actor officer)
    {
        ArgumentNullException.ThrowIfNull(staging);
        var name = BatchId.New().ToString();
        _folder.Write(officer, name, staging.ToJson());
        return name;
    }

    /// <summary>The staging of a name; null when it is gone or somebody else's. Confirming it again registers nobody twice.</summary>
    public ImportStaging? Find(string name, Records.Actor officer) =>
        BatchId.TryParse(name, out var id) && _folder.Read(officer, id.ToString()) is { } json ? ImportStaging.FromJson(json) : null;
}
