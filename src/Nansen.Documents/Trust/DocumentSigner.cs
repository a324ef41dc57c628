using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nansen.Documents;

/// <summary>A private key that signs seals or lists, with its certificate.</summary>
public sealed class DocumentSigner : IDisposable
{
    private readonly ECDsa key;
    private readonly int bits;

    /// <summary>A signer of a certificate and its key.</summary>
    /// <exception cref="DocumentException">The certificate's subject lacks C or CN of two letters, or its key is unusable or another.</exception>
    public DocumentSigner(X509Certificate2 certificate, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        (Certificate, this.key) = (certificate, key);
        bits = key.KeySize;
        var known = SignerCertificate.TryMake(certificate, out var refusal) ?? throw new DocumentException($"The certificate cannot sign seals: {refusal}.");
        (Identifier, Reference, KeyFrom, KeyTo) = (known.Identifier, known.Reference, known.KeyFrom, known.KeyTo);
        var probe = Sign([0]);
        if (!known.Key.Verify([0], probe)) throw new DocumentException("The private key is not that of the certificate.");
    }

    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>State and name, two letters each: what the header of a seal calls the signer.</summary>
    public string Identifier { get; }

    /// <summary>The certificate's serial number in hexadecimal without leading zeros.</summary>
    public string Reference { get; }

    /// <summary>The first day on which the key may sign.</summary>
    public DateOnly KeyFrom { get; }

    /// <summary>The last day on which the key may sign: what it signs later, every verifier refuses.</summary>
    public DateOnly KeyTo { get; }

    /// <summary>Whether the key may sign on a day.</summary>
    public bool MaySign(DateOnly day) => KeyFrom <= day && day <= KeyTo;

    internal ECDsa Key => key;

    /// <summary>r ‖ s at the curve's full width, over the hash that goes with the curve's order.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[SealHash.Longest];
        var length = SealHash.Compute(bits, data, hash);
        return key.SignHash(hash[..length].ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        key.Dispose();
        Certificate.Dispose();
    }
}
