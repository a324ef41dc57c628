using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>A small master list, made by hand: CMS signed data over one authority.</summary>
internal static class FuzzMasterList
{
    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, true);

    public static byte[] Make(StateAuthority authority, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("C=UT, CN=Master list", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("2.23.136.1.1.3")], true));
        using var signer = request.Create(authority.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(authority.Key), now.AddDays(-2), now.AddYears(1), [7]);
        var content = Written(w => Sequence(w, () =>
        {
            w.WriteInteger(0);
            using (w.PushSetOf()) w.WriteEncodedValue(authority.Certificate.RawData);
        }));
        return Written(w => Sequence(w, () =>
        {
            w.WriteObjectIdentifier("1.2.840.113549.1.7.2");
            using (w.PushSequence(Zero)) Sequence(w, () => Signed(w, content, signer, key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        }));
    }

    private static void Signed(AsnWriter w, byte[] content, X509Certificate2 signer, byte[] signature)
    {
        w.WriteInteger(3);
        using (w.PushSetOf()) Algorithm(w, "2.16.840.1.101.3.4.2.1");
        Sequence(w, () =>
        {
            w.WriteObjectIdentifier("2.23.136.1.1.2");
            using (w.PushSequence(Zero)) w.WriteOctetString(content);
        });
        using (w.PushSetOf(Zero)) w.WriteEncodedValue(signer.RawData);
        using (w.PushSetOf())
            Sequence(w, () =>
            {
                w.WriteInteger(1);
                Sequence(w, () =>
                {
                    w.WriteEncodedValue(signer.IssuerName.RawData);
                    w.WriteInteger(7);
                });
                Algorithm(w, "2.16.840.1.101.3.4.2.1");
                Algorithm(w, "1.2.840.10045.4.3.2");
                w.WriteOctetString(signature);
            });
    }

    private static void Algorithm(AsnWriter w, string oid) => Sequence(w, () => w.WriteObjectIdentifier(oid));

    private static void Sequence(AsnWriter w, Action inside)
    {
        using (w.PushSequence()) inside();
    }

    private static byte[] Written(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
