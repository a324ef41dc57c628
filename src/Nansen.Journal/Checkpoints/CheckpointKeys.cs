using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>The public keys this node's checkpoints may be signed with: the present one and those from before a recovery.</summary>
internal sealed class CheckpointKeys : IDisposable
{
    private readonly List<ECDsa> _keys = [];

    public CheckpointKeys(NodeFile node)
    {
        foreach (var bytes in (byte[][])[node.CheckpointKey, .. node.EarlierCheckpointKeys ?? []])
        {
            var key = ECDsa.Create();
            _keys.Add(key);
            key.ImportSubjectPublicKeyInfo(bytes, out _);
        }
    }

    /// <summary>Reads and checks a checkpoint; null when it is malformed or signed by none of the keys.</summary>
    public (Checkpoint Checkpoint, string? Previous)? Read(string text)
    {
        foreach (var key in _keys)
            if (CheckpointFormat.Read(text, key) is { } read) return read;
        return null;
    }

    public void Dispose()
    {
        foreach (var key in _keys) key.Dispose();
    }
}
