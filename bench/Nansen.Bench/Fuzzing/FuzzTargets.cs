using System.Buffers;
using System.Text;
using System.Text.Json;
using Nansen.Documents;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary>Every parser that takes bytes from strangers, with good inputs to begin with.</summary>
internal static class FuzzTargets
{
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ<");

    /// <summary>All of them.</summary>
    /// <param name="readPage">How a file is read: in this process, or in one that is ended when it takes too long.</param>
    public static IReadOnlyList<FuzzTarget> All(Func<ReadOnlyMemory<byte>, PageReading> readPage)
    {
        var utopia = new SpecimenState();
        return [.. Texts(), .. Seals(utopia), .. FuzzTrustTargets.All(utopia), .. FuzzPictureTargets.All(utopia), .. FuzzPageTargets.All(utopia, readPage)];
    }

    private static IEnumerable<FuzzTarget> Texts()
    {
        var person = SpecimenState.Document;
        var zones = new[] { person, person with { Format = MrzFormat.TD1, DocumentNumber = "A00000017123456" }, person with { Format = MrzFormat.TD3, DocumentCode = "PR" }, person with { Format = MrzFormat.MRVA, DocumentCode = "V" } }
            .Select(d => Bytes(string.Join('|', Mrz.Make(d)))).ToArray();
        yield return new("mrz", zones, d => Mrz.Read(Latin(d)) is { WellFormed: false, CheckDigitsValid: true });
        yield return new("zone examination", zones, d => Lines(d) is var lines && Examination.Of(lines) is { Count: > 0 } pieces && pieces.Sum(p => p.Characters.Length) != lines.Sum(l => l.Length));
        yield return new("name", [Utf8("ERIKSSON/ANNA MARIA"), Utf8("Վարդան Петренко-Ívarr/Ali O'Neill"), Utf8("NILAVADHANANANDA/CHAYAPA DEJTHAMRONG KRASUANG")], IsWrongName);
        yield return new("transliteration", [Utf8("Әсел Қасымова-მეღვინე"), Utf8("مُحَمَّد عبدالله"), Utf8("Згурський Їжак Ὀδυσσεύς")], d =>
        {
            var text = Encoding.UTF8.GetString(d.Span);
            var language = d.Length == 0 ? null : (d.Span[0] & 7) switch { 0 => "uk", 1 => "fa", 2 => "be", 3 => "sr", 4 => "ka", 5 => "az", _ => null };
            return Transliterator.ToMrz(text, language).Text.AsSpan().ContainsAnyExcept(NameLetters);
        });
        yield return new("base32", [Bytes(Base32.Encode(Bytes("any bytes at all")))], d => Base32.Decode(Latin(d)) is { } bytes && Base32.Encode(bytes) != Latin(d).TrimEnd('='));
        yield return new("c40", [C40.Encode("XK CD"), C40.Encode("XKCD"), C40.Encode("UT0000000017")], d => C40.TryDecode(d.Span, out var text) && !(C40.TryDecode(C40.Encode(text), out var again) && again == text));
    }

    private static IEnumerable<FuzzTarget> Seals(SpecimenState utopia)
    {
        var (zone, signer, trust) = (SpecimenState.Zone, utopia.Signer, utopia.Trust());
        var seal = utopia.Attestation().Bytes.ToArray();
        var permit = new SealDraft { Profile = SealProfiles.Named("RESIDENCE_PERMIT")!, IssuingCountry = "UTO", IssueDate = new(2026, 3, 1), SignatureDate = new(2026, 3, 1), Texts = [new("MRZ", string.Join('|', zone)), new("PASSPORT_NUMBER", "UFO001979")] }.Sign(signer).Bytes.ToArray();
        var barcode = new IcaoBarcodeDraft { Country = "UTO", SignatureDate = new(2026, 3, 1), Features = [new(134, new byte[] { 13 })] };
        var json = JsonSeal.Make("nansen.test", 1, "UTO", JsonSerializer.SerializeToElement(new { n = "A  B", x = 1.5 }), signer);

        yield return new("seal", [seal, permit], d => Seal.TryRead(d, out var read, out _) && (Says(read!) || d.Length < seal.Length && seal.AsSpan().StartsWith(d.Span) || d.Length < permit.Length && permit.AsSpan().StartsWith(d.Span)));
        yield return new("signed seal", [seal], d => !d.Span.SequenceEqual(seal) && Verifier.Verify(d, trust, SpecimenState.Now).Result == VerdictResult.Valid) { Full = 1_000_000 };
        yield return new("bit-flipped seal", [seal], d => Verifier.Verify(d, trust, SpecimenState.Now).Result == VerdictResult.Valid) { Change = Mutator.Flip, Full = 1_000_000 };
        yield return new("random document", [new byte[8]], d => RandomZones.IsLost(d.ToArray())) { Change = Mutator.Number, Full = 1_000_000 };
        yield return new("barcode", [Bytes(barcode.Make(signer)), Bytes(barcode.Make(null)), Bytes((barcode with { ShortDate = true }).Make(signer)), Bytes("RDB1C" + Base32.Encode(Packed(Base32.Decode(barcode.Make(null).AsSpan(5))!)))],
            d => IcaoBarcode.TryRead(Latin(d), out var read, out _) && Says(read!));
        yield return new("json seal", [Utf8(json)], d => JsonSeal.TryRead(d, out _) is { } read && read.CanonicalData.IsEmpty);
        yield return new("canonical json", [Utf8("{\"b\":[1e21,-0.5,null],\"a\\u00e9\":{\"€\":\"\\ud83d\\ude00\\n\"}}"), Utf8("[56.0,1E30,4.50,0.002,1e-27,true]")], IsNotCanonical);
    }

    // What has been made canonical once stays as it is.
    private static bool IsNotCanonical(ReadOnlyMemory<byte> json)
    {
        byte[] once;
        try { once = CanonicalJson.Write(json); }
        catch (DocumentException) { return false; }
        return !CanonicalJson.Write(once).AsSpan().SequenceEqual(once);
    }

    private static bool IsWrongName(ReadOnlyMemory<byte> input)
    {
        var parts = Encoding.UTF8.GetString(input.Span).Split('/', 2);
        var format = (MrzFormat)(input.Length % 5);
        try
        {
            var name = MrzName.Make(format, parts[0], parts.Length > 1 ? parts[1] : "");
            return name.Field.Length != (format switch { MrzFormat.TD1 => 30, MrzFormat.TD3 or MrzFormat.MRVA => 39, _ => 31 })
                || name.Field[0] == '<' || (name.Truncated && name.Field[^1] == '<') || name.Field.AsSpan().ContainsAnyExcept(NameLetters);
        }
        catch (DocumentException)
        {
            return false;
        }
    }

    private static bool Says(Seal seal)
    {
        _ = (seal.Header.IssuingCountry, seal.Header.SignerIdentifier, seal.Header.CertificateReference, seal.Header.IssueDate.Day, seal.Header.SignatureDate.ToString());
        foreach (var feature in seal.Features)
        {
            _ = FeatureText.Read(seal.Profile?.Feature(feature.Tag)?.Coding ?? (FeatureCoding)(feature.Tag % 11), feature.Value.Span);
            _ = FeatureText.Lines(FeatureCoding.Mrz, feature.Value.Span);
        }

        return Examination.Of(seal).Sum(p => p.Hex.Length) != 2 * seal.Bytes.Length;
    }

    private static bool Says(IcaoBarcode barcode)
    {
        foreach (var feature in barcode.Features) _ = FeatureText.Read(IcaoBarcode.MessageType(feature.Tag)?.Coding ?? FeatureCoding.C40, feature.Value.Span);
        return barcode.IsSigned && barcode.Signature.IsEmpty;
    }

    private static byte[] Packed(byte[] payload)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal)) zlib.Write(payload);
        return packed.ToArray();
    }

    private static string[] Lines(ReadOnlyMemory<byte> d) => Latin(d).Split('|');

    private static string Latin(ReadOnlyMemory<byte> d) => Encoding.Latin1.GetString(d.Span);

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

}
