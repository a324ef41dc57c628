using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>The open content of a sealed blob, a chunk at a time.</summary>
internal sealed class BlobReading(FileStream file, byte[] header, DataKey key, long length) : Stream
{
    private readonly AesGcm _cipher = new(key.ForBlob(BlobFile.Salt(header)), EntryFormat.TagSize);
    private readonly byte[] _sealed = new byte[BlobFile.Chunk + EntryFormat.TagSize];
    private readonly byte[] _open = new byte[BlobFile.Chunk];
    private uint _chunk;
    private int _at, _size;
    private long _position;
    private bool _last;

    public override int Read(Span<byte> buffer)
    {
        if (_at == _size && !Fill()) return 0;
        var count = Math.Min(buffer.Length, _size - _at);
        _open.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        _position += count;
        return count;
    }

    private bool Fill()
    {
        if (_last) return false;
        var read = file.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false);
        _last = file.Position == file.Length;
        (_at, _size) = (0, read - EntryFormat.TagSize);
        if (_size < 0) throw Damaged();
        Span<byte> nonce = stackalloc byte[EntryFormat.NonceSize];
        BlobFile.Nonce(nonce, _chunk++, _last);
        try
        {
            _cipher.Decrypt(nonce, _sealed.AsSpan(0, _size), _sealed.AsSpan(_size, EntryFormat.TagSize), _open.AsSpan(0, _size), header);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Damaged();
        }
        return _size > 0;
    }

    private static InvalidDataException Damaged() => new("The blob is not what was sealed. Run 'nansen journal verify' and restore a backup.");

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }
}
