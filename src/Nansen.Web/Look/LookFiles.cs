using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace Nansen.Web;

/// <summary>
/// The files of the look, embedded in the assembly from <c>wwwroot</c>. Their address holds a hash of them all
/// (<c>/assets/HASH/nansen.css</c>), so browsers keep them for good and never see an old one.
/// </summary>
public static class LookFiles
{
    private const string Prefix = "wwwroot/";

    private static readonly Assembly Home = typeof(LookFiles).Assembly;

    private static readonly FrozenDictionary<string, Lazy<Asset>> Files = Home.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(n => n[Prefix.Length..], n => new Lazy<Asset>(() => Asset.Read(n)), StringComparer.Ordinal);

    // The module's own id changes with every change of an embedded file: builds are deterministic.
    internal static readonly string Version = Convert.ToHexStringLower(SHA256.HashData(Home.ManifestModule.ModuleVersionId.ToByteArray()))[..10];

    /// <summary>The address of a file under <c>wwwroot</c>.</summary>
    public static string Url(string file) => $"/assets/{Version}/{file}";

    /// <summary>Whether there is such a file.</summary>
    internal static bool Exists(string file) => Files.ContainsKey(file);

    /// <summary>A file's text, for those that are also given out at another address.</summary>
    internal static string Text(string file) => System.Text.Encoding.UTF8.GetString(Files[file].Value.Plain);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/assets/{version}/{**file}", (string version, string? file, HttpContext http) =>
        {
            if (!Files.TryGetValue(file ?? "", out var lazy)) return Results.NotFound();
            var asset = lazy.Value;
            var response = http.Response;
            response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "public, max-age=60";
            response.Headers.Vary = "Accept-Encoding";
            if (asset.Packed is null || !http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
                return Results.Bytes(asset.Plain, asset.ContentType);
            response.Headers.ContentEncoding = "br";
            return Results.Bytes(asset.Packed, asset.ContentType);
        }).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/favicon.ico", () => Results.Redirect(Url("mark.svg"))).AllowAnonymous().ExcludeFromDescription();
    }

    private sealed record Asset(byte[] Plain, byte[]? Packed, string ContentType)
    {
        private static readonly FileExtensionContentTypeProvider Types = new();

        public static Asset Read(string resource)
        {
            using var stream = Home.GetManifestResourceStream(resource)!;
            var plain = new byte[stream.Length];
            stream.ReadExactly(plain);
            var type = Types.TryGetContentType(resource, out var known) ? known : "application/octet-stream";
            var isText = type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("javascript", StringComparison.Ordinal) || type.EndsWith("+xml", StringComparison.Ordinal);
            return new Asset(plain, isText ? Pack(plain) : null, type);
        }

        private static byte[] Pack(byte[] plain)
        {
            var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
            return BrotliEncoder.TryCompress(plain, packed, out var length, quality: 6, window: 20) ? packed[..length] : plain;
        }
    }
}
