using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Nansen.Documents;

/// <summary>
/// The parts of a master list's message, read before any certificate is loaded: a damaged file costs a walk over its lengths.
/// </summary>
/// <param name="Content">What is signed.</param>
/// <param name="Authorities">Certificates in the list, DER.</param>
/// <param name="Signer">The certificate of who signed, DER, as it names itself in the message.</param>
/// <param name="Digest">The hash of the signature.</param>
/// <param name="Algorithm">The signature's algorithm.</param>
/// <param name="Signed">The bytes under the signature: the content, or the attributes with its hash.</param>
/// <param name="Signature">The signature.</param>
internal sealed record MasterListMessage(byte[] Content, IReadOnlyList<ReadOnlyMemory<byte>> Authorities, ReadOnlyMemory<byte> Signer, HashAlgorithmName Digest, string Algorithm, byte[] Signed, byte[] Signature)
{
    // Lists as published hold hundreds of authorities; a message brings its signer and the few above it.
    private const int MaxAuthorities = 20_000, MaxBrought = 32, MaxCertificateBytes = 64 * 1024, MaxSignatureBytes = 2048, MaxDepth = 24;

    private const string SignedData = "1.2.840.113549.1.7.2", ListContent = "2.23.136.1.1.2", MessageDigest = "1.2.840.113549.1.9.4", KeyIdentifier = "2.5.29.14";

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0);

    /// <summary>Takes the message apart.</summary>
    /// <exception cref="DocumentException">It is no master list.</exception>
    /// <exception cref="AsnContentException">Its values are damaged.</exception>
    public static MasterListMessage Read(ReadOnlyMemory<byte> file)
    {
        if (!IsWhole(file.Span, MaxDepth)) throw new DocumentException("That is no master list, or it is damaged: the lengths of its parts do not agree.");
        var message = new AsnReader(file, AsnEncodingRules.BER).ReadSequence();
        if (message.ReadObjectIdentifier() != SignedData) throw new DocumentException("That is no master list: it is no signed message.");
        var signed = message.ReadSequence(Zero).ReadSequence();
        // RFC 5652, section 5.1: 3 for content of another kind than data; 1 is seen, 4 and 5 with other kinds of certificates.
        if (!signed.TryReadInt32(out var version) || version is not (1 or 3 or 4 or 5)) throw new DocumentException("That is no master list: its version is unknown.");
        signed.ReadSetOf(skipSortOrderValidation: true);
        var inside = signed.ReadSequence();
        if (inside.ReadObjectIdentifier() != ListContent) throw new DocumentException("That is no master list: the signed message holds something else.");
        var content = inside.ReadSequence(Zero).ReadOctetString();
        if (!IsWhole(content, MaxDepth)) throw new DocumentException("The master list is damaged: the lengths of its parts do not agree.");
        List<ReadOnlyMemory<byte>> brought = signed.HasData && signed.PeekTag().HasSameClassAndValue(Zero) ? Certificates(signed.ReadSetOf(skipSortOrderValidation: true, Zero), MaxBrought) : [];
        if (signed.HasData && signed.PeekTag() is { TagClass: TagClass.ContextSpecific, TagValue: 1 }) signed.ReadEncodedValue();
        var info = signed.ReadSetOf(skipSortOrderValidation: true).ReadSequence();
        info.ReadInteger();
        var signer = Named(info, brought) ?? throw new DocumentException("The list does not bring its signer's certificate.");
        var digest = HashOf(info.ReadSequence().ReadObjectIdentifier());
        var attributes = info.HasData && info.PeekTag().HasSameClassAndValue(Zero) ? info.ReadEncodedValue().ToArray() : null;
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        var signature = info.ReadOctetString();
        if (signature.Length is 0 or > MaxSignatureBytes) throw new DocumentException("The master list's signature is wrong.");
        return new(content, AuthoritiesIn(content), signer, digest, algorithm, attributes is null ? content : SignedBy(attributes, digest, content), signature);
    }

    /// <summary>Whether all lengths agree, one in another; values are not looked at.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> data, int depth)
    {
        if (data.IsEmpty || depth == 0) return false;
        while (!data.IsEmpty)
        {
            if (!AsnDecoder.TryReadEncodedValue(data, AsnEncodingRules.BER, out var tag, out var offset, out var length, out var consumed)) return false;
            if (tag.IsConstructed && length > 0 && !IsWhole(data.Slice(offset, length), depth - 1)) return false;
            data = data[consumed..];
        }

        return true;
    }

    // What is signed is the set of attributes, under its own tag; one of them is the content's hash (RFC 5652, section 5.4).
    private static byte[] SignedBy(byte[] attributes, HashAlgorithmName digest, byte[] content)
    {
        attributes[0] = 0x31;
        if (!DigestIn(attributes).AsSpan().SequenceEqual(CryptographicOperations.HashData(digest, content))) throw new DocumentException("The master list's content is not what was signed.");
        return attributes;
    }

    // CscaMasterList ::= SEQUENCE { version, certList SET OF Certificate }; there is version 0 alone (Doc 9303-12, section 9).
    private static List<ReadOnlyMemory<byte>> AuthoritiesIn(byte[] content)
    {
        var list = new AsnReader(content, AsnEncodingRules.BER).ReadSequence();
        if (!list.TryReadInt32(out var version) || version != 0) throw new DocumentException("The master list's version is unknown.");
        return Certificates(list.ReadSetOf(skipSortOrderValidation: true), MaxAuthorities);
    }

    private static List<ReadOnlyMemory<byte>> Certificates(AsnReader set, int most)
    {
        var certificates = new List<ReadOnlyMemory<byte>>();
        while (set.HasData)
        {
            var der = set.ReadEncodedValue();
            if (der.Length > MaxCertificateBytes) throw new DocumentException($"A certificate in the master list is larger than {MaxCertificateBytes:N0} bytes.");
            if (certificates.Count == most) throw new DocumentException($"The master list holds more than {most:N0} certificates.");
            certificates.Add(der);
        }

        return certificates;
    }

    private static ReadOnlyMemory<byte>? Named(AsnReader info, List<ReadOnlyMemory<byte>> brought)
    {
        if (info.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            var identifier = info.ReadOctetString(Zero);
            return Only(brought, c => KeyIdentifierOf(c.Extensions).AsSpan().SequenceEqual(identifier));
        }

        var name = info.ReadSequence();
        var issuer = name.ReadEncodedValue();
        var serial = name.ReadInteger();
        return Only(brought, c => c.Serial == serial && c.Issuer.Span.SequenceEqual(issuer.Span));
    }

    private static ReadOnlyMemory<byte>? Only(List<ReadOnlyMemory<byte>> brought, Func<(BigInteger Serial, ReadOnlyMemory<byte> Issuer, AsnReader? Extensions), bool> isNamed)
    {
        foreach (var certificate in brought)
            if (isNamed(PartsOf(certificate))) return certificate;
        return null;
    }

    // TBSCertificate ::= SEQUENCE { [0] version, serial, algorithm, issuer, validity, subject, key, …, [3] extensions } (RFC 5280).
    private static (BigInteger Serial, ReadOnlyMemory<byte> Issuer, AsnReader? Extensions) PartsOf(ReadOnlyMemory<byte> certificate)
    {
        var inside = new AsnReader(certificate, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        if (inside.PeekTag().HasSameClassAndValue(Zero)) inside.ReadEncodedValue();
        var serial = inside.ReadInteger();
        inside.ReadEncodedValue();
        var issuer = inside.ReadEncodedValue();
        var three = new Asn1Tag(TagClass.ContextSpecific, 3, true);
        while (inside.HasData && !inside.PeekTag().HasSameClassAndValue(three)) inside.ReadEncodedValue();
        return (serial, issuer, inside.HasData ? inside.ReadSequence(three).ReadSequence() : null);
    }

    private static byte[] KeyIdentifierOf(AsnReader? extensions)
    {
        while (extensions is { HasData: true })
        {
            var extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() != KeyIdentifier) continue;
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean)) extension.ReadBoolean();
            return new AsnReader(extension.ReadOctetString(), AsnEncodingRules.BER).ReadOctetString();
        }

        return [];
    }

    private static byte[] DigestIn(byte[] attributes)
    {
        for (var set = new AsnReader(attributes, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true); set.HasData;)
        {
            var attribute = set.ReadSequence();
            if (attribute.ReadObjectIdentifier() == MessageDigest) return attribute.ReadSetOf(skipSortOrderValidation: true).ReadOctetString();
        }

        return [];
    }

    private static HashAlgorithmName HashOf(string oid) => oid switch
    {
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => throw new DocumentException($"The master list is signed with the hash {oid}, which is not accepted."),
    };
}
