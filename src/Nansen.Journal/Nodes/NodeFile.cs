using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nansen.Journal;

/// <summary><c>node.json</c>: what a data directory is.</summary>
internal sealed record NodeFile
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public int Format { get; init; } = 1;

    /// <summary>Twelve hex digits.</summary>
    public required string Office { get; init; }

    /// <summary><c>open</c>, or <c>restored</c>: a restored book is read, and goes on only as a successor.</summary>
    public string State { get; init; } = "open";

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public required string Store { get; init; }

    /// <summary>The file in the directory, or the connection string.</summary>
    public required string Connection { get; init; }

    /// <summary>Public key of the offline recovery key (SubjectPublicKeyInfo).</summary>
    public required byte[] RecoveryKey { get; init; }

    /// <summary>Public key that checkpoints are checked with (SubjectPublicKeyInfo).</summary>
    public required byte[] CheckpointKey { get; init; }

    /// <summary>Keys that signed checkpoints before a recovery.</summary>
    public byte[][]? EarlierCheckpointKeys { get; init; }

    /// <summary>How many recovery shares there are and how many bring the key back.</summary>
    public int RecoveryShares { get; init; }

    /// <summary>How many recovery shares bring the key back.</summary>
    public int RecoveryThreshold { get; init; }

    public static NodeFile Read(string directory)
    {
        var file = Path.Combine(directory, "node.json");
        if (!File.Exists(file)) throw new JournalDirectoryException($"{directory} is no data directory of Nansen: node.json is missing. Make one with 'nansen init'.");
        try
        {
            var node = JsonSerializer.Deserialize<NodeFile>(File.ReadAllBytes(file), Json);
            if (node is { Format: 1, Store: "sqlite" or "postgresql", Office.Length: 12 }) return node;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new JournalDirectoryException($"{file} cannot be read: {error.Message}", error);
        }
        throw new JournalDirectoryException($"{file} is of a format this program does not know.");
    }

    public void Write(string directory) => PrivateFile.Write(Path.Combine(directory, "node.json"), JsonSerializer.SerializeToUtf8Bytes(this, Json));
}
