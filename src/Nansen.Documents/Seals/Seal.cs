namespace Nansen.Documents;

/// <summary>One message in a seal.</summary>
/// <param name="Tag">Its tag; what it means, the profile says.</param>
/// <param name="Value">Its bytes.</param>
public readonly record struct SealFeature(byte Tag, ReadOnlyMemory<byte> Value);

/// <summary>Why bytes are no seal: the status word of Doc 9303-13, where, and a sentence.</summary>
/// <param name="Status">READ_ERROR or WRONG_FORMAT.</param>
/// <param name="Offset">The byte at which reading stopped.</param>
/// <param name="Message">What was wrong.</param>
public sealed record SealFault(string Status, int Offset, string Message);

/// <summary>
/// A Visible Digital Seal, version 3 or 4 (Doc 9303-13): header, messages and a signature over both. Reading checks the
/// form alone; whether the signature is right and the signer trusted, <see cref="Verifier"/> says. Messages with unknown
/// tags are kept, as they must not invalidate a seal.
/// </summary>
public sealed class Seal
{
    internal Seal(ReadOnlyMemory<byte> bytes, SealHeader header, SealFeature[] features, int signedLength, int signatureLength)
    {
        (Bytes, Header, Features) = (bytes, header, features);
        Signed = bytes[..signedLength];
        Signature = bytes[^signatureLength..];
    }

    /// <summary>The whole seal.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The header.</summary>
    public SealHeader Header { get; }

    /// <summary>The messages in their order.</summary>
    public IReadOnlyList<SealFeature> Features { get; }

    /// <summary>Header and messages: what is signed.</summary>
    public ReadOnlyMemory<byte> Signed { get; }

    /// <summary>r ‖ s at the full width of the curve.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>The profile by feature definition and document category, or null when it is not published: a finding, no error.</summary>
    public SealProfile? Profile => SealProfiles.Find(Header.FeatureDefinition, Header.DocumentCategory);

    /// <summary>The message with a tag, or null.</summary>
    public ReadOnlyMemory<byte>? Feature(byte tag)
    {
        foreach (var feature in Features)
            if (feature.Tag == tag) return feature.Value;
        return null;
    }

    /// <summary>Reads a seal. Trailing or missing bytes are refused; nothing is thrown.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out Seal? seal, out SealFault? fault) => SealReader.TryRead(bytes, out seal, out fault);
}
