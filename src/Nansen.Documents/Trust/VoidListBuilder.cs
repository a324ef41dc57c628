using System.Security.Cryptography;

namespace Nansen.Documents;

/// <summary>Sorts void documents into buckets. There are as many buckets as documents, so that one holds 1 on average and practically never more than 15; if one does, another salt is taken.</summary>
internal static class VoidListBuilder
{
    public static VoidList Build(VoidListHeader header, IReadOnlyCollection<VoidEntry> documents)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(documents);
        while (true)
        {
            var salt = RandomNumberGenerator.GetBytes(VoidList.SaltLength);
            if (TryBuild(header, documents, salt) is { } list) return list;
        }
    }

    private static VoidList? TryBuild(VoidListHeader header, IReadOnlyCollection<VoidEntry> documents, byte[] salt)
    {
        var buckets = Math.Max(1, documents.Count);
        var keys = Keys(documents, salt, buckets);
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

    // Bucket and remainder as one sortable number; of two equal ones the later entry's reason stays.
    private static List<(ulong Key, VoidReason Reason)> Keys(IReadOnlyCollection<VoidEntry> documents, byte[] salt, int buckets)
    {
        var keys = new (ulong Key, int Order, VoidReason Reason)[documents.Count];
        var i = 0;
        foreach (var entry in documents)
        {
            var (bucket, remainder) = VoidList.Place(entry.Document, salt, buckets);
            keys[i] = ((ulong)(uint)bucket << 21 | (uint)remainder, i, entry.Reason);
            i++;
        }

        Array.Sort(keys, static (a, b) => a.Key != b.Key ? a.Key.CompareTo(b.Key) : a.Order.CompareTo(b.Order));
        var distinct = new List<(ulong, VoidReason)>(keys.Length);
        for (var k = 0; k < keys.Length; k++)
            if (k + 1 == keys.Length || keys[k + 1].Key != keys[k].Key) distinct.Add((keys[k].Key, keys[k].Reason));
        return distinct;
    }
}
