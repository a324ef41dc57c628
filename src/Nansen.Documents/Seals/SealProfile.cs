namespace Nansen.Documents;

/// <summary>How a message's bytes are to be read.</summary>
public enum FeatureCoding
{
    /// <summary>Plain bytes.</summary>
    Bytes,

    /// <summary>One byte, a number.</summary>
    Byte,

    /// <summary>C40 text.</summary>
    C40,

    /// <summary>UTF-8 text.</summary>
    Utf8,

    /// <summary>The lines of a machine-readable zone in C40.</summary>
    Mrz,

    /// <summary>An MRV-A zone, its second line cut to 28 characters.</summary>
    MrzVisaA,

    /// <summary>An MRV-B zone, its second line cut to 28 characters.</summary>
    MrzVisaB,

    /// <summary>A date of which digits may be masked.</summary>
    MaskedDate,

    /// <summary>A date as text.</summary>
    DateString,

    /// <summary>Two dates, from and to.</summary>
    ValidityDates,

    /// <summary>Messages inside a message.</summary>
    Messages,
}

/// <summary>One message of a profile.</summary>
/// <param name="Name">Its name, as AZR.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Coding">How its bytes are read.</param>
/// <param name="CodingName">The coding's name in the source.</param>
/// <param name="Required">Whether a seal of the profile must have it.</param>
/// <param name="MinBytes">Least length.</param>
/// <param name="MaxBytes">Greatest length.</param>
public sealed record ProfileFeature(string Name, byte Tag, FeatureCoding Coding, string CodingName, bool Required, int MinBytes, int MaxBytes)
{
    /// <summary>Messages inside, for <see cref="FeatureCoding.Messages"/>.</summary>
    public IReadOnlyList<ProfileFeature> Inside { get; init; } = [];
}

/// <summary>What a kind of seal holds: arrival attestation, residence permit, visa…</summary>
/// <param name="Code">The name in the source, as ARRIVAL_ATTESTATION.</param>
/// <param name="FeatureDefinition">First byte of the reference, as FD.</param>
/// <param name="DocumentCategory">Second byte, as 02.</param>
/// <param name="Version">Seal version that the profile's specification prescribes.</param>
/// <param name="Features">Its messages.</param>
public sealed record SealProfile(string Code, byte FeatureDefinition, byte DocumentCategory, int Version, IReadOnlyList<ProfileFeature> Features)
{
    /// <summary>Tags of which one must be there.</summary>
    public IReadOnlyList<byte> OneOf { get; init; } = [];

    /// <summary>The name in words, as "arrival attestation".</summary>
    public string Name => Code.ToLowerInvariant().Replace('_', ' ');

    /// <summary>The message with a tag, or null.</summary>
    public ProfileFeature? Feature(byte tag) => Features.FirstOrDefault(f => f.Tag == tag);

    /// <summary>What the seal lacks or has in a wrong length by this profile; unknown tags are no fault.</summary>
    public IEnumerable<string> Faults(Seal seal)
    {
        foreach (var feature in Features)
        {
            if (seal.Feature(feature.Tag) is { } value)
            {
                if (value.Length < feature.MinBytes || value.Length > feature.MaxBytes)
                    yield return $"{feature.Name} (tag {feature.Tag}) has {value.Length} bytes; the profile wants {feature.MinBytes} to {feature.MaxBytes}.";
            }
            else if (feature.Required) yield return $"{feature.Name} (tag {feature.Tag}) is missing.";
        }

        if (OneOf.Count > 0 && !OneOf.Any(t => seal.Feature(t) is not null)) yield return $"One of the tags {string.Join(", ", OneOf)} must be there.";
    }
}
