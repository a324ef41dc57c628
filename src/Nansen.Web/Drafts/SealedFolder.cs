using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Nansen.Web;

/// <summary>
/// A folder of what officers have begun and not yet sent: sealed files, each readable only for the officer who wrote it,
/// gone after a while. Nothing in it is a record; what is sent stands in the journal.
/// </summary>
internal sealed class SealedFolder(IDataProtectionProvider protection, string path, string purpose, TimeSpan kept)
{
    /// <summary>Writes a file, or writes it anew.</summary>
    public void Write(Records.Actor officer, string name, byte[] content)
    {
        var folder = FolderOf(officer);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var old in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < DateTime.UtcNow - kept).ToList()) File.Delete(old);
        // Whoever reads meanwhile finds the old file or the new one, never half of one.
        var target = Path.Combine(folder, name);
        File.WriteAllBytes(target + ".new", Protector(officer).Protect(content));
        File.Move(target + ".new", target, true);
    }

    /// <summary>A file's content; null when it is gone, somebody else's or not readable any more.</summary>
    public byte[]? Read(Records.Actor officer, string name)
    {
        try
        {
            return Protector(officer).Unprotect(File.ReadAllBytes(Path.Combine(FolderOf(officer), name)));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Names of an officer's files, the latest first, with the moment each was written.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset At)> Names(Records.Actor officer)
    {
        var folder = new DirectoryInfo(FolderOf(officer));
        return folder.Exists
            ? [.. folder.EnumerateFiles().Where(f => f.Extension.Length == 0).OrderByDescending(f => f.LastWriteTimeUtc).Select(f => (f.Name, new DateTimeOffset(f.LastWriteTimeUtc, TimeSpan.Zero)))]
            : [];
    }

    /// <summary>Deletes a file, if it is there.</summary>
    public void Delete(Records.Actor officer, string name)
    {
        var file = Path.Combine(FolderOf(officer), name);
        if (File.Exists(file)) File.Delete(file);
    }

    private string FolderOf(Records.Actor officer) => Path.Combine(path, officer.Key);

    private IDataProtector Protector(Records.Actor officer) => protection.CreateProtector(purpose, officer.Key);
}
