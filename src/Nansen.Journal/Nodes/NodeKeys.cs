using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>The key that signs checkpoints, in <c>keys/checkpoint.key</c>, wrapped by the master key.</summary>
internal static class NodeKeys
{
    private static ReadOnlySpan<byte> Binding => "nansen-checkpoint-key-1"u8;

    /// <summary>Makes one; gives back its public half.</summary>
    public static byte[] CreateSigner(NodeFolder folder, Wrapping master)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Write(folder.CheckpointKey, master.Wrap(key.ExportPkcs8PrivateKey(), Binding));
        return key.ExportSubjectPublicKeyInfo();
    }

    public static ECDsa OpenSigner(NodeFolder folder, Wrapping master)
    {
        if (!File.Exists(folder.CheckpointKey)) throw new JournalDirectoryException($"{folder.CheckpointKey} is missing; put it back from a backup.");
        var secret = master.Unwrap(File.ReadAllBytes(folder.CheckpointKey), Binding)
            ?? throw new JournalDirectoryException($"The master key does not open {folder.CheckpointKey}: they are not of the same node.");
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(secret, out _);
        return key;
    }
}
