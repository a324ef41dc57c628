using System.Formats.Asn1;
using System.Numerics;

namespace Nansen.Documents;

/// <summary>A certificate revocation list (RFC 5280, section 5), as far as verifying needs it.</summary>
internal sealed class RevocationList
{
    private readonly SignedStructure signed;
    private readonly HashSet<BigInteger> serials;

    private RevocationList(SignedStructure signed, byte[] issuer, DateTimeOffset thisUpdate, DateTimeOffset? nextUpdate, HashSet<BigInteger> serials) =>
        (this.signed, Issuer, ThisUpdate, NextUpdate, this.serials) = (signed, issuer, thisUpdate, nextUpdate, serials);

    /// <summary>The issuer's name as encoded.</summary>
    public byte[] Issuer { get; }

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset? NextUpdate { get; }

    public bool Revokes(BigInteger serial) => serials.Contains(serial);

    public bool IsSignedBy(System.Security.Cryptography.X509Certificates.X509Certificate2 issuer) => signed.IsSignedBy(issuer);

    public static RevocationList? TryRead(ReadOnlyMemory<byte> der)
    {
        try
        {
            if (SignedStructure.TryRead(der) is not { } signed) return null;
            var content = new AsnReader(signed.Content, AsnEncodingRules.DER).ReadSequence();
            if (content.PeekTag().HasSameClassAndValue(Asn1Tag.Integer)) content.ReadInteger();
            content.ReadSequence();
            var issuer = content.ReadEncodedValue().ToArray();
            var thisUpdate = Time(content);
            DateTimeOffset? nextUpdate = content.HasData && IsTime(content.PeekTag()) ? Time(content) : null;
            var serials = new HashSet<BigInteger>();
            if (content.HasData && content.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            {
                var entries = content.ReadSequence();
                while (entries.HasData) serials.Add(entries.ReadSequence().ReadInteger());
            }

            return new(signed, issuer, thisUpdate, nextUpdate, serials);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static bool IsTime(Asn1Tag tag) => tag.TagClass == TagClass.Universal && tag.TagValue is 23 or 24;

    private static DateTimeOffset Time(AsnReader reader) => reader.PeekTag().TagValue == 23 ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
