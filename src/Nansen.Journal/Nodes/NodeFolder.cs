namespace Nansen.Journal;

/// <summary>Where things lie in a data directory.</summary>
internal sealed record NodeFolder(string Path)
{
    public string MasterKey => In("keys", "master.key");

    public string CheckpointKey => In("keys", "checkpoint.key");

    public string Keys => In("keys");

    public string Blobs => In("blobs");

    public string Checkpoints => In("checkpoints");

    public string Shares => In("recovery-shares");

    public string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public string Blob(string hash) => In("blobs", hash[..2], hash);

    public string Checkpoint(long number) => In("checkpoints", $"{number:D8}.json");
}
