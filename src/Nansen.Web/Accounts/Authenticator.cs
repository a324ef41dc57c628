using System.Globalization;
using System.Text;
using QRCoder;

namespace Nansen.Web;

/// <summary>What a person needs to set up her authenticator app (RFC 6238): the address, as a picture, and the key to type.</summary>
internal sealed record Authenticator(string Key, string UserName)
{
    /// <summary>The key in groups of four.</summary>
    public string Spelled => string.Join(' ', Key.ToLowerInvariant().Chunk(4).Select(c => new string(c)));

    /// <summary>The address that authenticator apps read.</summary>
    public string Address => $"otpauth://totp/Nansen:{Uri.EscapeDataString(UserName)}?secret={Key}&issuer=Nansen&digits=6";

    /// <summary>The dark modules of the QR symbol as one SVG path, and the length of its side.</summary>
    public (string Path, int Side) Symbol()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
            for (var x = 0; x < data.ModuleMatrix[y].Length; x++)
                if (data.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return (path.ToString(), data.ModuleMatrix.Count);
    }
}
