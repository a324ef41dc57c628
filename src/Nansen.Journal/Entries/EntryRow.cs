namespace Nansen.Journal;

/// <summary>An entry as it stands in the table <c>entries</c>: clear outside, sealed inside.</summary>
internal readonly record struct EntryRow(
    long Format, string Book, long Seq, byte[] Id, byte[] Stream, long Time, byte[] Batch, byte[]? After, byte[] Parts, byte[] Prev, byte[] Hash);

/// <summary>One part of an entry, still closed.</summary>
internal readonly record struct SealedPart(KeyId Key, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Sealed);
