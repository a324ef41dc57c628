using System.Security.Cryptography;
using System.Text;
using Nansen.Documents;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>
/// The two secrets of a node's releases, in files of their own under <c>keys/</c>: <c>release.key</c> signs,
/// <c>rounding.key</c> draws how cells are rounded. Whoever knows the second can undo the rounding: it is never published.
/// </summary>
internal sealed record ReleaseKeys(ECDsa Signing, CellKey Rounding) : IDisposable
{
    private const string SigningName = "release", RoundingName = "rounding";

    /// <summary>Opens the keys of a node, or makes them before its first release.</summary>
    /// <param name="directory">Data directory.</param>
    /// <param name="releases">Whether the node has published already: then keys that are missing cannot be made anew.</param>
    /// <param name="rounding">For a demonstration: what its rounding is drawn from; null for chance.</param>
    /// <exception cref="RegisterException">A key is missing.</exception>
    public static ReleaseKeys Open(string directory, bool releases, string? rounding = null)
    {
        var folder = new KeyFolder(Path.Combine(directory, "keys"), Environment.GetEnvironmentVariable("NANSEN_PASSPHRASE") is { Length: > 0 } passphrase ? passphrase : null);
        foreach (var name in new[] { SigningName, RoundingName })
        {
            if (folder.Has(name)) continue;
            if (releases) throw new RegisterException($"keys/{name}.key is missing, by which the releases of this register were made. Put it back from a backup with keys.");
            using var made = name == RoundingName && rounding is not null ? Seeded(rounding) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
            folder.Save(name, made);
        }

        using var secret = folder.LoadKey(RoundingName);
        return new ReleaseKeys(folder.LoadKey(SigningName), new CellKey(Convert.ToHexStringLower(secret.ExportParameters(true).D!)));
    }

    public void Dispose() => Signing.Dispose();

    // Both are kept as the same kind of file; of this one only the private number is used. The first byte 0 keeps it below the order of the curve.
    private static ECDsa Seeded(string seed)
    {
        var number = SHA256.HashData(Encoding.UTF8.GetBytes("nansen.demonstration.rounding:" + seed));
        number[0] = 0;
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number });
    }
}
