using System.Security.Cryptography;
using System.Text.Json;

namespace Nansen.Journal;

/// <summary>The offline recovery key, split among keepers. The node keeps its public half only.</summary>
internal static class RecoveryShares
{
    private sealed record Share(int Format, string Office, int Number, int Threshold, int Shares, string Secret, string Check);

    /// <summary>Makes the key pair, leaves one file a share, gives back the public key.</summary>
    public static byte[] Create(string folder, string office, int threshold, int shares)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var secret = key.ExportParameters(includePrivateParameters: true).D!;
        var split = Shamir.Split(secret, threshold, shares);
        for (var i = 0; i < shares; i++)
        {
            var share = new Share(1, office, i + 1, threshold, shares, Convert.ToHexStringLower(split[i]), Convert.ToHexStringLower(SHA256.HashData(split[i]))[..8]);
            PrivateFile.Write(Path.Combine(folder, $"share-{i + 1}-of-{shares}.json"), JsonSerializer.SerializeToUtf8Bytes(share, NodeFile.Json));
        }
        CryptographicOperations.ZeroMemory(secret);
        return key.PublicKey.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Brings the private key back from share files.</summary>
    /// <exception cref="JournalDirectoryException">Too few shares, shares of different offices, a damaged one, or not those of this key.</exception>
    public static ECDiffieHellman Combine(IReadOnlyList<string> files, byte[] publicKey)
    {
        var shares = files.Select(Read).DistinctBy(share => share.Number).ToList();
        if (shares.Count == 0 || shares.Count < shares[0].Threshold) throw new JournalDirectoryException($"{(shares.Count == 0 ? "Some" : shares[0].Threshold)} different shares are needed; {shares.Count} were given.");
        if (shares.Any(share => share.Office != shares[0].Office)) throw new JournalDirectoryException("The shares are of different offices.");
        var secret = Shamir.Combine([.. shares.Select(share => (share.Number, Convert.FromHexString(share.Secret)))]);
        try
        {
            var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
            if (key.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey)) return key;
            key.Dispose();
        }
        catch (CryptographicException)
        {
        }
        throw new JournalDirectoryException("The shares do not bring back this node's recovery key.");
    }

    private static Share Read(string file)
    {
        try
        {
            var share = JsonSerializer.Deserialize<Share>(File.ReadAllBytes(file), NodeFile.Json);
            if (share is { Format: 1, Secret.Length: 64, Number: > 0 and < 256 } && Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(share.Secret)))[..8] == share.Check)
                return share;
        }
        catch (Exception error) when (error is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new JournalDirectoryException($"{file} cannot be read as a recovery share: {error.Message}", error);
        }
        throw new JournalDirectoryException($"{file} is no whole recovery share.");
    }
}
