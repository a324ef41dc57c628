using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nansen.Documents;

/// <summary>
/// The file of a void list, numbers with the low byte first: <c>NVL1</c>; issuer, 3 letters; salt, 16; seconds since 1970, 8;
/// number, 4; hash of the list before, 32; buckets, 4; entries, 4; the place of each 64th bucket's first entry, 4 each; counts,
/// half a byte each and 32 bytes for 64 buckets; entries, 3 bytes each (reason, 3 bits; hash, 21); length of the certificate, 2; certificate;
/// signature r ‖ s over all before it.
/// </summary>
internal static class VoidListFile
{
    private const int HeadLength = 4 + 3 + VoidList.SaltLength + 8 + 4 + 32 + 4 + 4;

    private static readonly byte[] Magic = "NVL1"u8.ToArray();

    public static byte[] Write(VoidList list, byte[] salt, int buckets, uint[] blocks, byte[] counts, byte[] entries, DocumentSigner signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var certificate = signer.Certificate.RawData;
        var signedLength = HeadLength + 4 * blocks.Length + counts.Length + entries.Length + 2 + certificate.Length;
        var file = new byte[signedLength];
        var span = file.AsSpan();
        Magic.CopyTo(span);
        Encoding.ASCII.GetBytes(list.Header.Issuer.PadRight(3, '<')).AsSpan(0, 3).CopyTo(span[4..]);
        salt.CopyTo(span[7..]);
        BinaryPrimitives.WriteInt64LittleEndian(span[23..], list.Header.IssuedAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32LittleEndian(span[31..], list.Header.Number);
        list.Header.Previous.Span.CopyTo(span.Slice(35, 32));
        BinaryPrimitives.WriteInt32LittleEndian(span[67..], buckets);
        BinaryPrimitives.WriteInt32LittleEndian(span[71..], entries.Length / 3);
        var at = HeadLength;
        foreach (var block in blocks) { BinaryPrimitives.WriteUInt32LittleEndian(span[at..], block); at += 4; }
        counts.CopyTo(span[at..]);
        at += counts.Length;
        entries.CopyTo(span[at..]);
        at += entries.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(span[at..], (ushort)certificate.Length);
        certificate.CopyTo(span[(at + 2)..]);
        return [.. file, .. signer.Sign(file)];
    }

    public static bool TryRead(ReadOnlyMemory<byte> file, out SignedVoidList? list, out string? fault)
    {
        list = null;
        if (!TryParse(file, out var parsed, out fault)) return false;
        var span = file.Span;
        var signedLength = parsed.CertificateAt + parsed.CertificateLength;
        if (ReadCertificate(span.Slice(parsed.CertificateAt, parsed.CertificateLength), out var refusal) is not { } signer) { fault = $"The void list's certificate cannot be used: {refusal}."; return false; }
        list = new(parsed.List, signer.Certificate, signer.Key.Verify(span[..signedLength], span[signedLength..]), SHA256.HashData(span));
        return true;
    }

    /// <summary>A list whose signer has not been looked at yet, and where its certificate stands.</summary>
    internal readonly record struct Unsigned(VoidList List, int CertificateAt, int CertificateLength);

    /// <summary>Takes the file apart; whose it is and whether it is signed rightly is another question.</summary>
    internal static bool TryParse(ReadOnlyMemory<byte> file, out Unsigned parsed, out string? fault)
    {
        parsed = default;
        var span = file.Span;
        fault = "It is no void list, or it is cut short.";
        if (span.Length < HeadLength || !span.StartsWith(Magic)) return false;
        var buckets = BinaryPrimitives.ReadInt32LittleEndian(span[67..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(span[71..]);
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(span[23..]);
        if (buckets < 1 || count < 0 || count > buckets || seconds is < 0 or > 253_402_300_799) return false;
        var blocks = (buckets - 1) / VoidList.BucketsPerBlock + 1;
        var (blocksAt, countsAt) = ((long)HeadLength, HeadLength + 4L * blocks);
        var entriesAt = countsAt + (long)blocks * VoidList.BytesPerBlock;
        var certificateAt = entriesAt + 3L * count;
        if (certificateAt + 2 > span.Length) return false;
        var certificateLength = BinaryPrimitives.ReadUInt16LittleEndian(span[(int)certificateAt..]);
        var signatureAt = certificateAt + 2 + certificateLength;
        if (signatureAt >= span.Length) return false;

        var starts = MemoryMarshal.Cast<byte, uint>(span[(int)blocksAt..(int)countsAt]).ToArray();
        var counts = span[(int)countsAt..(int)entriesAt].ToArray();
        if (!AreStartsRight(starts, counts, buckets, count)) return false;
        var header = new VoidListHeader(Encoding.ASCII.GetString(span.Slice(4, 3)).TrimEnd('<'), DateTimeOffset.FromUnixTimeSeconds(seconds),
            BinaryPrimitives.ReadInt32LittleEndian(span[31..]), span.Slice(35, 32).ToArray());
        parsed = new(new(header, span.Slice(7, VoidList.SaltLength).ToArray(), buckets, starts, counts, span[(int)entriesAt..(int)certificateAt].ToArray()), (int)certificateAt + 2, certificateLength);
        fault = null;
        return true;
    }

    // A damaged directory must not send a look-up outside the entries.
    private static bool AreStartsRight(uint[] starts, byte[] counts, int buckets, int count)
    {
        var total = 0u;
        // The last block's spare counts must be zero, or a look-up would run over the end.
        for (var bucket = 0; bucket < 2 * counts.Length; bucket++)
        {
            if (bucket >= buckets && (counts[bucket >> 1] >> ((bucket & 1) << 2) & 15) != 0) return false;
            if (bucket % VoidList.BucketsPerBlock == 0 && starts[bucket / VoidList.BucketsPerBlock] != total) return false;
            total += (uint)(counts[bucket >> 1] >> ((bucket & 1) << 2) & 15);
        }

        return total == count;
    }

    private static SignerCertificate? ReadCertificate(ReadOnlySpan<byte> der, out string? refusal)
    {
        try { return SignerCertificate.TryMake(X509CertificateLoader.LoadCertificate(der), out refusal); }
        catch (CryptographicException)
        {
            refusal = "it is no certificate";
            return null;
        }
    }
}
