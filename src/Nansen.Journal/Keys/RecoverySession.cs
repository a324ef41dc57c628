using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>
/// Wraps data keys for the offline recovery key, in the manner of ECIES (SEC 1, 5.1): one ephemeral P-256 key agreement
/// a process, whose public point is stored once; then AES-256-GCM for each data key. Only the recovery private key,
/// which the node does not have, opens them.
/// </summary>
internal sealed class RecoverySession : IDisposable
{
    private readonly Wrapping _wrapping;

    public RecoverySession(byte[] recoveryPublicKey)
    {
        using var recovery = ECDiffieHellman.Create();
        recovery.ImportSubjectPublicKeyInfo(recoveryPublicKey, out _);
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Point = ephemeral.PublicKey.ExportSubjectPublicKeyInfo();
        Id = EntryFormat.Bytes(KeyId.New().Value);
        using var peer = recovery.PublicKey;
        _wrapping = new(SessionKey(ephemeral.DeriveRawSecretAgreement(peer), Id, Point));
    }

    /// <summary>Names the session, 16 bytes.</summary>
    public byte[] Id { get; }

    /// <summary>The ephemeral public key (SubjectPublicKeyInfo).</summary>
    public byte[] Point { get; }

    public byte[] Wrap(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> bound) => _wrapping.Wrap(secret, bound);

    /// <summary>The same session, opened with the recovery private key.</summary>
    public static Wrapping Open(ECDiffieHellman recovery, byte[] id, byte[] point)
    {
        using var ephemeral = ECDiffieHellman.Create();
        ephemeral.ImportSubjectPublicKeyInfo(point, out _);
        using var peer = ephemeral.PublicKey;
        return new(SessionKey(recovery.DeriveRawSecretAgreement(peer), id, point));
    }

    private static byte[] SessionKey(byte[] agreed, byte[] id, byte[] point) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, 32, id, [.. "nansen-recovery-1"u8, .. point]);

    public void Dispose() => _wrapping.Dispose();
}
