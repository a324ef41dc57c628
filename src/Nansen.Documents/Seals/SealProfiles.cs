using System.Text.Json;

namespace Nansen.Documents;

/// <summary>The published profiles of seals and the message types of ICAO barcodes, from <c>profiles.json</c> (its notice names source and licence).</summary>
public static class SealProfiles
{
    private static readonly JsonElement Source = Load();

    /// <summary>All profiles.</summary>
    public static IReadOnlyList<SealProfile> All { get; } = [.. Source.GetProperty("vdsDocumentTypes").EnumerateArray().Select(Profile)];

    /// <summary>Message types of ICAO barcodes.</summary>
    public static IReadOnlyList<ProfileFeature> BarcodeMessages { get; } = [.. Source.GetProperty("idbMessageTypes").EnumerateArray().Select(Feature)];

    /// <summary>German document types of ICAO barcodes: the value of message 134 (NATIONAL_DOCUMENT_IDENTIFIER) → name and required messages.</summary>
    public static IReadOnlyDictionary<int, (string Code, IReadOnlyList<string> Messages)> BarcodeDocuments { get; } =
        Source.GetProperty("idbGermanDocumentTypes").EnumerateArray().ToDictionary(
            t => t.GetProperty("tag").GetInt32(),
            t => (t.GetProperty("name").GetString()!, (IReadOnlyList<string>)[.. t.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("name").GetString()!)]));

    /// <summary>The arrival attestation FD/02 (TR-03137): the asylum-seeker's certificate.</summary>
    public static SealProfile ArrivalAttestation { get; } = All.Single(p => p is { FeatureDefinition: 0xFD, DocumentCategory: 0x02 });

    private static readonly SealProfile?[] ByReference = Index();

    /// <summary>The profile by its two bytes, or null when it is not published.</summary>
    public static SealProfile? Find(byte featureDefinition, byte documentCategory) => ByReference[featureDefinition << 8 | documentCategory];

    /// <summary>The profile by its code (ARRIVAL_ATTESTATION), its words, or its reference (fd02); null when there is none.</summary>
    public static SealProfile? Named(string name)
    {
        var code = name.Trim().Replace(' ', '_').Replace('-', '_');
        return All.FirstOrDefault(p => p.Code.Equals(code, StringComparison.OrdinalIgnoreCase)
            || $"{p.FeatureDefinition:x2}{p.DocumentCategory:x2}".Equals(name.Replace("/", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
    }

    private static SealProfile?[] Index()
    {
        var index = new SealProfile?[0x10000];
        foreach (var profile in All) index[profile.FeatureDefinition << 8 | profile.DocumentCategory] = profile;
        return index;
    }

    private static SealProfile Profile(JsonElement type)
    {
        var reference = Convert.FromHexString(type.GetProperty("documentRef").GetString()!);
        return new(type.GetProperty("documentType").GetString()!, reference[0], reference[1], type.GetProperty("version").GetInt32(),
            [.. type.GetProperty("messages").EnumerateArray().Select(Feature)])
        {
            OneOf = type.TryGetProperty("oneOf", out var tags) ? [.. tags.EnumerateArray().Select(t => t.GetByte())] : [],
        };
    }

    private static ProfileFeature Feature(JsonElement message)
    {
        var coding = message.GetProperty("coding").GetString()!;
        return new(message.GetProperty("name").GetString()!, message.GetProperty("tag").GetByte(), Coding(coding), coding,
            message.TryGetProperty("required", out var required) && required.GetBoolean(),
            message.GetProperty("minBytes").GetInt32(), message.GetProperty("maxBytes").GetInt32())
        {
            Inside = message.TryGetProperty("messages", out var inside) ? [.. inside.EnumerateArray().Select(Feature)] : [],
        };
    }

    private static FeatureCoding Coding(string name) => name switch
    {
        "BYTE" => FeatureCoding.Byte,
        "C40" => FeatureCoding.C40,
        "UTF8_STRING" => FeatureCoding.Utf8,
        "MRZ" => FeatureCoding.Mrz,
        "MRZ_MRVA" => FeatureCoding.MrzVisaA,
        "MRZ_MRVB" => FeatureCoding.MrzVisaB,
        "MASKED_DATE" => FeatureCoding.MaskedDate,
        "DATE_STRING" => FeatureCoding.DateString,
        "VALIDITY_DATES" => FeatureCoding.ValidityDates,
        "SUB_MESSAGES" => FeatureCoding.Messages,
        _ => FeatureCoding.Bytes,
    };

    /// <summary>The file itself.</summary>
    internal static byte[] File()
    {
        using var stream = typeof(SealProfiles).Assembly.GetManifestResourceStream("profiles.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(File());
        return document.RootElement.Clone();
    }
}
