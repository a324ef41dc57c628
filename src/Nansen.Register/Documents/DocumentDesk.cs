using Nansen.Journal;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>Documents: proposed by one officer, issued by another, void, drawn on demand.</summary>
public sealed class DocumentDesk(RecordRoom room, NodeSettings settings, string directory)
{
    /// <summary>Makes the State's own authority, signers and trust folder.</summary>
    public static void Establish(string directory, NodeSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Directory.CreateDirectory(Path.Combine(directory, "trust"));
    }

    internal (RecordRoom Room, NodeSettings Settings, string Directory) Parts => (room, settings, directory);
}
