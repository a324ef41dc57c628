using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nansen.Documents;

/// <summary>
/// The documents an issuer has declared void, as salted hashes with a reason each: no names, safe to hand to another State.
/// A document on the list is always found; one that is not is taken for listed with a chance under one in two million.
/// Each entry takes 28 bits: 21 of its hash and 3 for the reason in its bucket, and its share of the bucket's count.
/// A later list names the hash of the one before, and holds all of its entries: void documents stay void.
/// </summary>
public sealed class VoidList
{
    internal const int SaltLength = 16, MaxInBucket = 15, BucketsPerBlock = 64, BytesPerBlock = BucketsPerBlock / 2;

    private readonly byte[] salt;
    private readonly int buckets;
    private readonly uint[] blocks;
    private readonly byte[] counts;
    private readonly byte[] entries;

    internal VoidList(VoidListHeader header, byte[] salt, int buckets, uint[] blocks, byte[] counts, byte[] entries) =>
        (Header, this.salt, this.buckets, this.blocks, this.counts, this.entries) = (header, salt, buckets, blocks, counts, entries);

    /// <summary>Issuer, date, number and predecessor.</summary>
    public VoidListHeader Header { get; }

    /// <summary>How many documents it holds.</summary>
    public int Count => entries.Length / 3;

    /// <summary>Makes a list.</summary>
    /// <param name="header">Issuer, date, number and predecessor.</param>
    /// <param name="documents">All void documents, those of the list before too.</param>
    public static VoidList Create(VoidListHeader header, IReadOnlyCollection<VoidEntry> documents) => VoidListBuilder.Build(header, documents);

    /// <summary>The same documents at a later moment, one number on: who has nothing to add says so, and the list does not grow old.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="hash">SHA-256 of this list's file, which the new one names.</param>
    public VoidList Renewed(DateTimeOffset now, ReadOnlyMemory<byte> hash) =>
        new(Header with { IssuedAt = now, Number = Header.Number + 1, Previous = hash }, salt, buckets, blocks, counts, entries);

    /// <summary>Whether the document is listed.</summary>
    public bool Contains(DocumentReference document) => Find(document) is not null;

    /// <summary>Why the document is void, or null when it is not listed.</summary>
    public VoidReason? Find(DocumentReference document)
    {
        var (bucket, remainder) = Place(document, salt, buckets);
        var start = Start(bucket);
        var count = CountOf(bucket);
        for (var i = start; i < start + count; i++)
        {
            var entry = entries[3 * i] | entries[3 * i + 1] << 8 | entries[3 * i + 2] << 16;
            if (entry >> 3 == remainder) return (VoidReason)(entry & 7);
        }

        return null;
    }

    // A block's counts are four words of sixteen half-bytes: summed word by word, the last one cut before the bucket.
    private int Start(int bucket)
    {
        var (block, inside) = (bucket / BucketsPerBlock, bucket % BucketsPerBlock);
        var start = (int)blocks[block];
        var words = counts.AsSpan(block * BytesPerBlock, BytesPerBlock);
        for (; inside >= 16; inside -= 16, words = words[8..]) start += Sum(BinaryPrimitives.ReadUInt64LittleEndian(words));
        return inside == 0 ? start : start + Sum(BinaryPrimitives.ReadUInt64LittleEndian(words) & (1UL << 4 * inside) - 1);
    }

    private static int Sum(ulong halfBytes)
    {
        const ulong low = 0x0F0F0F0F0F0F0F0F;
        return (int)(((halfBytes & low) + (halfBytes >> 4 & low)) * 0x0101010101010101 >> 56);
    }

    private int CountOf(int bucket) => counts[bucket >> 1] >> ((bucket & 1) << 2) & 15;

    internal static (int Bucket, int Remainder) Place(DocumentReference document, ReadOnlySpan<byte> salt, int buckets)
    {
        var length = SaltLength + document.MaxBytes;
        Span<byte> text = length <= 256 ? stackalloc byte[256] : new byte[length];
        salt.CopyTo(text);
        var written = SaltLength + document.Write(text[SaltLength..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ShortSha256.Hash(text[..written], hash);
        var bucket = (int)Math.BigMul(BinaryPrimitives.ReadUInt64BigEndian(hash), (ulong)buckets, out _);
        return (bucket, (int)(BinaryPrimitives.ReadUInt32BigEndian(hash[8..]) >> 11));
    }

    /// <summary>The signed file: <see cref="VoidListFile"/> says how it is laid out.</summary>
    public byte[] Sign(DocumentSigner signer) => VoidListFile.Write(this, salt, buckets, blocks, counts, entries, signer);

    /// <summary>Reads a signed file. The signature is checked against the certificate inside; whether that is trusted, the trust folder says.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, out SignedVoidList? list, out string? fault) => VoidListFile.TryRead(file, out list, out fault);
}
