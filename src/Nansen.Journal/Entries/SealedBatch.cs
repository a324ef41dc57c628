using System.Text.Json;

namespace Nansen.Journal;

/// <summary>A batch sealed by the thread that appends it, so that the writer only numbers, chains and stores.</summary>
internal sealed class SealedBatch
{
    public required Batch Batch { get; init; }

    public required SealedEntry[] Entries { get; init; }

    /// <summary>The keys used that are not stored yet.</summary>
    public required DataKey[] NewKeys { get; init; }

    /// <summary>The epoch of keys in which it was sealed.</summary>
    public required long Epoch { get; init; }

    public static void Check(Batch batch)
    {
        if (batch.Entries.Count == 0) throw new ArgumentException("A batch needs at least one entry.");
        var ids = new HashSet<EntryId>();
        foreach (var entry in batch.Entries)
        {
            if (entry.Id is { } id && !ids.Add(id)) throw new ArgumentException($"The batch has two entries with the id {id}.");
            if (entry.After is null && entry.Book == BookKind.Records)
                throw new ArgumentException("An entry of the records book must say which heads of its stream its writer had folded (After).");
            if (entry.Parts.Count is 0 or > ushort.MaxValue) throw new ArgumentException("An entry has 1 to 65,535 parts.");
            foreach (var part in entry.Parts) Check(part);
        }
    }

    private static void Check(NewPart part)
    {
        var (_, @class, compartment) = part.Scope;
        if (@class is < KeyClass.Ordinary or > KeyClass.Sealed || @class == KeyClass.Sealed != !string.IsNullOrEmpty(compartment))
            throw new ArgumentException("A part is ordinary, special, or sealed under a named compartment.");
        try
        {
            var reader = new Utf8JsonReader(part.Body.Span);
            while (reader.Read()) { }
        }
        catch (JsonException error)
        {
            throw new ArgumentException("The body of a part must be one JSON value in UTF-8.", error);
        }
    }

    public static SealedBatch Seal(Batch batch, IIdSource ids, Func<KeyScope, DataKey> keyOf, long epoch)
    {
        var entries = new SealedEntry[batch.Entries.Count];
        HashSet<DataKey>? fresh = null;
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = batch.Entries[i];
            var keys = new DataKey[entry.Parts.Count];
            var open = new OpenPart[keys.Length];
            for (var p = 0; p < keys.Length; p++)
            {
                var part = entry.Parts[p];
                keys[p] = keyOf(part.Scope);
                if (keys[p].Pending is not null) (fresh ??= []).Add(keys[p]);
                open[p] = new(part.Scope, part.Scope.Class == KeyClass.Ordinary ? part.Body[..(part.Body.Span.LastIndexOfAnyExcept((byte)' ') + 1)] : default(ReadOnlyMemory<byte>?));
            }
            var id = entry.Id ?? EntryId.New(ids);
            entries[i] = new(entry.Book, id, entry.Stream, entry.After, EntryFormat.After(entry.After),
                EntryFormat.SealParts(id.Value, entry.Stream.Value, entry.Parts, keys), open);
        }
        return new() { Batch = batch, Entries = entries, NewKeys = fresh is null ? [] : [.. fresh], Epoch = epoch };
    }
}

/// <summary>An entry that still lacks its number, time and place in the chain.</summary>
internal sealed record SealedEntry(
    BookKind Book, EntryId Id, StreamId Stream, IReadOnlyList<EntryId>? After, byte[]? AfterBytes, byte[] Parts, OpenPart[] Open);
