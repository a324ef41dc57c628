using System.Security.Cryptography;

namespace Nansen.Documents;

/// <summary>Sorts void documents into buckets. There are as many buckets as documents, so that one holds 1 on average and practically never more than 15; if one does, another salt is taken. So it is when two documents cannot be told apart and are void for different reasons, unless the list is so long that this must be expected.</summary>
internal static class VoidListBuilder
{
    // Of n documents n/4,200,000 pairs share a place: half a pair a bucket, 21 bits.
    private const int LongList = 2_000_000;

    public static VoidList Build(VoidListHeader header, IReadOnlyCollection<VoidEntry> documents)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(documents);
        var all = documents.ToArray();
        while (true)
        {
            var salt = RandomNumberGenerator.GetBytes(VoidList.SaltLength);
            if (TryBuild(header, all, salt) is { } list) return list;
        }
    }

    private static VoidList? TryBuild(VoidListHeader header, VoidEntry[] documents, byte[] salt)
    {
        var buckets = Math.Max(1, documents.Length);
        if (Keys(documents, salt, buckets) is not { } keys) return null;
        var entries = new byte[3 * keys.Count];
        var blocks = new uint[(buckets - 1) / VoidList.BucketsPerBlock + 1];
        var counts = new byte[blocks.Length * VoidList.BytesPerBlock];
        var at = 0;
        foreach (var (key, reason) in keys)
        {
            var (bucket, remainder) = ((int)(key >> 21), (int)(key & 0x1FFFFF));
            ref var pair = ref counts[bucket >> 1];
            var shift = (bucket & 1) << 2;
            if ((pair >> shift & 15) == VoidList.MaxInBucket) return null;
            pair += (byte)(1 << shift);
            var entry = remainder << 3 | (int)reason;
            (entries[at], entries[at + 1], entries[at + 2]) = ((byte)entry, (byte)(entry >> 8), (byte)(entry >> 16));
            at += 3;
        }

        var total = 0u;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            if (bucket % VoidList.BucketsPerBlock == 0) blocks[bucket / VoidList.BucketsPerBlock] = total;
            total += (uint)(counts[bucket >> 1] >> ((bucket & 1) << 2) & 15);
        }

        return new(header, salt, buckets, blocks, counts, entries);
    }

    // Bucket and remainder as one sortable number; of a document given twice the later reason stays.
    private static List<(ulong Key, VoidReason Reason)>? Keys(VoidEntry[] documents, byte[] salt, int buckets)
    {
        var keys = new (ulong Key, int Order)[documents.Length];
        for (var i = 0; i < documents.Length; i++)
        {
            var (bucket, remainder) = VoidList.Place(documents[i].Document, salt, buckets);
            keys[i] = ((ulong)(uint)bucket << 21 | (uint)remainder, i);
        }

        Array.Sort(keys);
        var distinct = new List<(ulong, VoidReason)>(keys.Length);
        for (var k = 0; k < keys.Length; k++)
        {
            var entry = documents[keys[k].Order];
            if (k + 1 == keys.Length || keys[k + 1].Key != keys[k].Key) distinct.Add((keys[k].Key, entry.Reason));
            else if (documents.Length < LongList && documents[keys[k + 1].Order] is var next && next.Reason != entry.Reason && !next.Document.IsSameAs(entry.Document)) return null;
        }

        return distinct;
    }
}
