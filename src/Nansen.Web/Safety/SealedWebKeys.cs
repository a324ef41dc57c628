using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>
/// The keys of cookies, forms and drafts are sealed under the node's master key before they are written to <c>keys/</c>:
/// where the master key needs a passphrase, so do they. Keys written in the clear by earlier releases still open.
/// </summary>
internal sealed class SealedWebKeys(IServiceProvider services) : IConfigureOptions<KeyManagementOptions>
{
    /// <inheritdoc/>
    public void Configure(KeyManagementOptions options)
    {
        if (services.GetService<RegisterNode>() is { } node) options.XmlEncryptor = new WebKeySealer(node);
    }
}

/// <summary>Seals one key.</summary>
internal sealed class WebKeySealer(RegisterNode node) : IXmlEncryptor
{
    public const string Purpose = "web-keys";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var clear = System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new(new XElement("sealedKey", Convert.ToBase64String(node.Journal.SealSecret(clear, Purpose))), typeof(WebKeyOpener));
    }
}

/// <summary>Opens one key. Made by the framework, from the name that stands beside the sealed key.</summary>
internal sealed class WebKeyOpener(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        var node = services.GetRequiredService<RegisterNode>();
        var clear = node.Journal.OpenSecret(Convert.FromBase64String(encryptedElement.Value), WebKeySealer.Purpose)
            ?? throw new InvalidDataException("A key of the web pages in keys/ was sealed by another node or changed. Remove it; a new one is made.");
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(clear));
    }
}
