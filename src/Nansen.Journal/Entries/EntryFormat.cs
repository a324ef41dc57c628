using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Nansen.Journal;

/// <summary>
/// Format 1 of an entry, byte for byte as docs/journal-format.md says. It can never be mended later: a change is a new
/// number, and number 1 stays readable for ever. All integers are big-endian.
/// </summary>
internal static class EntryFormat
{
    public const int Number = 1;
    public const int IdSize = 16;
    public const int HashSize = 32;
    public const int NonceSize = 12;
    public const int TagSize = 16;
    public const byte JsonEncoding = 1;

    /// <summary>Plaintexts are a multiple of this long, so that lengths say less.</summary>
    public const int Padding = 32;

    private const int PartHeader = IdSize + NonceSize + 4;

    /// <summary>What a book without predecessor begins with.</summary>
    public static byte[] ZeroHash => new byte[HashSize];

    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    public static Guid Id(ReadOnlySpan<byte> bytes) => new(bytes, bigEndian: true);

    /// <summary>The column <c>after</c>: ids in order of their bytes; null when none were stated.</summary>
    public static byte[]? After(IReadOnlyList<EntryId>? heads)
    {
        if (heads is null) return null;
        var bytes = new byte[heads.Count * IdSize];
        var at = 0;
        foreach (var head in heads.Count > 1 ? heads.Order() : (IEnumerable<EntryId>)heads)
            head.Value.TryWriteBytes(bytes.AsSpan(IdSize * at++), bigEndian: true, out _);
        return bytes;
    }

    public static IReadOnlyList<EntryId>? After(byte[]? bytes)
    {
        if (bytes is null) return null;
        var heads = new EntryId[bytes.Length / IdSize];
        for (var i = 0; i < heads.Length; i++) heads[i] = new(Id(bytes.AsSpan(i * IdSize, IdSize)));
        return heads;
    }

    /// <summary>What a sealed part is bound to besides its key: format, entry, stream, place among the parts, and the key's name.</summary>
    public static void WritePartBinding(Span<byte> target, Guid entry, Guid stream, int index, int count, Guid key)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target, Number);
        entry.TryWriteBytes(target[4..], bigEndian: true, out _);
        stream.TryWriteBytes(target[20..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(target[36..], (ushort)index);
        BinaryPrimitives.WriteUInt16BigEndian(target[38..], (ushort)count);
        key.TryWriteBytes(target[40..], bigEndian: true, out _);
    }

    public const int PartBindingSize = 56;

    /// <summary>The column <c>parts</c>, each part sealed under the key given for it.</summary>
    public static byte[] SealParts(Guid entry, Guid stream, IReadOnlyList<NewPart> parts, IReadOnlyList<DataKey> keys)
    {
        var size = 2;
        foreach (var part in parts) size += PartHeader + PaddedSize(part.Body.Length) + TagSize;
        var bytes = new byte[size];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)parts.Count);
        Span<byte> binding = stackalloc byte[PartBindingSize];
        var at = 2;
        for (var i = 0; i < parts.Count; i++)
        {
            var padded = PaddedSize(parts[i].Body.Length);
            WritePartBinding(binding, entry, stream, i, parts.Count, keys[i].Id.Value);
            SealPart(bytes.AsSpan(at, PartHeader + padded + TagSize), parts[i].Body.Span, padded, keys[i], binding);
            at += PartHeader + padded + TagSize;
        }
        return bytes;
    }

    private static void SealPart(Span<byte> target, ReadOnlySpan<byte> body, int padded, DataKey key, ReadOnlySpan<byte> binding)
    {
        key.Id.Value.TryWriteBytes(target, bigEndian: true, out _);
        var nonce = target.Slice(IdSize, NonceSize);
        RandomBytes.Fill(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(target[(IdSize + NonceSize)..], (uint)(padded + TagSize));
        var plain = ArrayPool<byte>.Shared.Rent(padded);
        try
        {
            plain[0] = JsonEncoding;
            body.CopyTo(plain.AsSpan(1));
            plain.AsSpan(1 + body.Length, padded - 1 - body.Length).Fill((byte)' ');
            key.Seal(nonce, plain.AsSpan(0, padded), target.Slice(PartHeader, padded), target.Slice(PartHeader + padded, TagSize), binding);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    private static int PaddedSize(int body) => (1 + body + Padding - 1) / Padding * Padding;

    /// <summary>Takes the column <c>parts</c> apart; false when it is not well formed.</summary>
    public static bool TryReadParts(byte[] bytes, out SealedPart[] parts)
    {
        parts = [];
        if (bytes.Length < 2) return false;
        var read = new SealedPart[BinaryPrimitives.ReadUInt16BigEndian(bytes)];
        var at = 2;
        for (var i = 0; i < read.Length; i++)
        {
            if (bytes.Length - at < PartHeader) return false;
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + IdSize + NonceSize));
            if (size < Padding + TagSize || size > bytes.Length - at - PartHeader) return false;
            read[i] = new(new(Id(bytes.AsSpan(at, IdSize))), bytes.AsMemory(at + IdSize, NonceSize), bytes.AsMemory(at + PartHeader, (int)size));
            at += PartHeader + (int)size;
        }
        parts = read;
        return at == bytes.Length && read.Length > 0;
    }

    /// <summary>Opens one part; null when it is not what was sealed.</summary>
    public static ReadOnlyMemory<byte>? OpenPart(in SealedPart part, Guid entry, Guid stream, int index, int count, DataKey key)
    {
        Span<byte> binding = stackalloc byte[PartBindingSize];
        WritePartBinding(binding, entry, stream, index, count, part.Key.Value);
        var plain = new byte[part.Sealed.Length - TagSize];
        if (!key.Open(part.Nonce.Span, part.Sealed.Span[..^TagSize], part.Sealed.Span[^TagSize..], plain, binding)) return null;
        if (plain[0] != JsonEncoding) return null;
        var end = plain.AsSpan().LastIndexOfAnyExcept((byte)' ') + 1;
        return plain.AsMemory(1, Math.Max(0, end - 1));
    }

    /// <summary>The hash of an entry: over every other column, the format number first.</summary>
    public static byte[] Hash(in EntryRow row)
    {
        var bookSize = Encoding.UTF8.GetByteCount(row.Book);
        var size = 4 + 4 + bookSize + 8 + IdSize + IdSize + 8 + IdSize + 4 + (row.After?.Length ?? 0) + 4 + row.Parts.Length + HashSize;
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var writer = new SpanWriter(bytes);
            writer.UInt32((uint)row.Format);
            writer.UInt32((uint)bookSize);
            writer.Text(row.Book, bookSize);
            writer.Int64(row.Seq);
            writer.Bytes(row.Id);
            writer.Bytes(row.Stream);
            writer.Int64(row.Time);
            writer.Bytes(row.Batch);
            writer.UInt32(row.After is null ? uint.MaxValue : (uint)(row.After.Length / IdSize));
            writer.Bytes(row.After);
            writer.UInt32((uint)row.Parts.Length);
            writer.Bytes(row.Parts);
            writer.Bytes(row.Prev);
            return SHA256.HashData(bytes.AsSpan(0, writer.At));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private ref struct SpanWriter(Span<byte> target)
    {
        private readonly Span<byte> _target = target;

        public int At { get; private set; }

        public void UInt32(uint value)
        {
            BinaryPrimitives.WriteUInt32BigEndian(_target[At..], value);
            At += 4;
        }

        public void Int64(long value)
        {
            BinaryPrimitives.WriteInt64BigEndian(_target[At..], value);
            At += 8;
        }

        public void Text(string value, int size)
        {
            Encoding.UTF8.GetBytes(value, _target[At..]);
            At += size;
        }

        public void Bytes(ReadOnlySpan<byte> value)
        {
            value.CopyTo(_target[At..]);
            At += value.Length;
        }
    }
}
