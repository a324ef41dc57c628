namespace Nansen.Documents;

/// <summary>Takes a seal's bytes apart.</summary>
internal static class SealReader
{
    public const byte Magic = 0xDC, RawVersion3 = 0x02, RawVersion4 = 0x03, SignatureTag = 0xFF;

    private const int Version3HeaderLength = 18;

    public static bool TryRead(ReadOnlyMemory<byte> bytes, out Seal? seal, out SealFault? fault)
    {
        seal = null;
        fault = null;
        var span = bytes.Span;
        if (span.IsEmpty || span[0] != Magic) fault = new("READ_ERROR", 0, "A seal begins with the byte DC.");
        else if (span.Length < 2) fault = new("READ_ERROR", 1, "The seal ends behind its first byte.");
        else if (span[1] == RawVersion3) TryVersion3(bytes, out seal, out fault);
        else if (span[1] == RawVersion4) TryVersion4(bytes, out seal, out fault);
        else fault = new("WRONG_FORMAT", 1, $"Version byte {span[1]:X2}: 02 (version 3) and 03 (version 4) can be read.");
        return seal is not null;
    }

    private static void TryVersion3(ReadOnlyMemory<byte> bytes, out Seal? seal, out SealFault? fault)
    {
        seal = null;
        if (bytes.Length < Version3HeaderLength) { fault = new("WRONG_FORMAT", bytes.Length, "The header ends early."); return; }
        // Nine characters in six bytes: State and name of the signer, and five digits of its certificate's serial number.
        if (!IsText(bytes.Slice(2, 2), 3) || !IsText(bytes.Slice(4, 6), 9)) { fault = new("WRONG_FORMAT", 2, "The header's country or signer is no C40 text."); return; }
        Rest(bytes, bytes.Slice(4, 4), bytes.Slice(8, 2), 10, out seal, out fault);
    }

    // The reference has a length of its own: two hexadecimal digits, but decimal for the signer DEZV, and in one seal in the
    // field 00 although three characters follow. The first reading whose dates are dates wins.
    private static void TryVersion4(ReadOnlyMemory<byte> bytes, out Seal? seal, out SealFault? fault)
    {
        seal = null;
        if (bytes.Length < 8) { fault = new("WRONG_FORMAT", bytes.Length, "The header ends early."); return; }
        if (!IsText(bytes.Slice(2, 2), 3) || !C40.TryDecode(bytes.Span.Slice(4, 4), out var signer) || signer.Length != 6)
        {
            fault = new("WRONG_FORMAT", 2, "The header's country or signer is no C40 text.");
            return;
        }

        fault = null;
        Seal? undated = null;
        foreach (var length in ReferenceLengths(signer))
        {
            var size = C40.EncodedLength(length);
            if (length < 0 || 8 + size > bytes.Length || !IsText(bytes.Slice(8, size), length)) continue;
            Rest(bytes, bytes.Slice(4, 4), bytes.Slice(8, size), 8 + size, out var read, out var problem);
            fault ??= problem;
            if (read is null) continue;
            if (read.Header.IssueDate.Day is not null && read.Header.SignatureDate.Day is not null) { seal = read; break; }
            undated ??= read;
        }

        seal ??= undated;
        if (seal is not null) fault = null;
        else fault ??= new("WRONG_FORMAT", 6, $"The certificate reference's length '{signer[4..]}' does not fit what follows.");
    }

    private static int[] ReferenceLengths(string signer)
    {
        var (tens, ones) = (Hex(signer[4]), Hex(signer[5]));
        if (tens < 0 || ones < 0) return [];
        var hex = 16 * tens + ones;
        if (hex == 0) return [0, 3];
        return tens > 9 || ones > 9 ? [hex] : signer.StartsWith("DEZV", StringComparison.Ordinal) ? [10 * tens + ones, hex] : [hex, 10 * tens + ones];
    }

    private static int Hex(char c) => c switch { >= '0' and <= '9' => c - '0', >= 'A' and <= 'F' => c - 'A' + 10, _ => -1 };

    private static bool IsText(ReadOnlyMemory<byte> bytes, int length)
    {
        if (length > 255) return false;
        Span<char> characters = stackalloc char[258];
        return C40.TryDecode(bytes.Span, characters, out var count) && count == length;
    }

    private static void Rest(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> signer, ReadOnlyMemory<byte> reference, int at, out Seal? seal, out SealFault? fault)
    {
        seal = null;
        var span = bytes.Span;
        if (at + 2 * SealDate.Length + 2 > span.Length) { fault = new("WRONG_FORMAT", span.Length, "The header ends early."); return; }
        var header = new SealHeader(span[1], bytes.Slice(2, 2), signer, reference, SealDate.Read(span[at..]), SealDate.Read(span[(at + 3)..]), span[at + 6], span[at + 7], at + 8);
        if (!TryFeatures(bytes, at + 8, out var features, out var signatureAt, out fault)) return;
        var length = 0;
        var value = signatureAt + 1;
        if (!Der.TryReadLength(span, ref value, out length) || length == 0 || length % 2 != 0)
            fault = new("WRONG_FORMAT", signatureAt, "The signature's length is wrong: it is r ‖ s, two halves of one width.");
        else if (value + length != span.Length)
            fault = new("WRONG_FORMAT", value, $"The signature should have {length} bytes; {span.Length - value} are left.");
        else seal = new(bytes, header, features, signatureAt, length);
    }

    private static bool TryFeatures(ReadOnlyMemory<byte> bytes, int at, out SealFeature[] features, out int signatureAt, out SealFault? fault)
    {
        var span = bytes.Span;
        var count = 0;
        Span<(byte Tag, int Start, int Length)> found = stackalloc (byte, int, int)[255];
        (features, signatureAt, fault) = ([], 0, null);
        while (at < span.Length && span[at] != SignatureTag)
        {
            var tag = span[at];
            var start = at++;
            for (var i = 0; i < count; i++)
                if (found[i].Tag == tag) { fault = new("WRONG_FORMAT", start, $"Tag {tag} stands twice."); return false; }
            if (!TryLength(span, ref at, out var length) || at + length > span.Length)
            {
                fault = new("WRONG_FORMAT", start, $"The message with tag {tag} ends early.");
                return false;
            }

            found[count++] = (tag, at, length);
            at += length;
        }

        if (at >= span.Length) { fault = new("WRONG_FORMAT", at, "There is no signature."); return false; }
        signatureAt = at;
        features = new SealFeature[count];
        for (var i = 0; i < count; i++) features[i] = new(found[i].Tag, bytes.Slice(found[i].Start, found[i].Length));
        return true;
    }

    // One plain byte in version 3, DER in version 4.
    private static bool TryLength(ReadOnlySpan<byte> span, ref int at, out int length)
    {
        if (span[1] == RawVersion4) return Der.TryReadLength(span, ref at, out length);
        length = 0;
        if (at >= span.Length) return false;
        length = span[at++];
        return true;
    }
}
