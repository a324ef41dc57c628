namespace Nansen.Journal;

/// <summary>What an entry's body says of a blob.</summary>
/// <param name="Hash">SHA-256 of the sealed file, 64 lower-case hex digits: its name.</param>
/// <param name="Length">Bytes of the open content.</param>
public sealed record BlobRef(string Hash, long Length);
