using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>What the phone's page needs at fixed addresses: its worker, its manifest, and the lists it verifies with.</summary>
internal static class PhoneFiles
{
    private const string Page = "/verify/phone";

    private static readonly string[] Scripts = ["phone.js", "verdict.js", "trust.js", "seal.js", "certificates.js", "picture.js", "raster.js", "fit.js", "findqr.js", "findmatrix.js", "qr.js", "datamatrix.js", "reedsolomon.js", "curves.js", "barcode.js"];

    private static readonly string[] Look =
        ["nansen.css", "nansen.rtl.css", "mark.svg", "fonts/noto-sans-latin-400-normal.woff2", "fonts/noto-sans-cyrillic-400-normal.woff2", "fonts/noto-sans-latin-700-normal.woff2", "fonts/noto-sans-cyrillic-700-normal.woff2"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/verify/worker.js", () => Results.Text(Worker(), "text/javascript", Encoding.UTF8)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/verify/phone.webmanifest", (Texts texts) => Results.Text(Manifest(texts), "application/manifest+json", Encoding.UTF8)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/verify/bundle", ([FromServices] RegisterNode node) => Results.Bytes(node.Documents.Bundle().ToArray(), "application/octet-stream")).AllowAnonymous().ExcludeFromDescription();
    }

    // The worker changes whenever one of the files does: a browser then takes the new ones.
    private static string Worker()
    {
        string[] files = [Page, "/verify/bundle", "/verify/phone.webmanifest", .. Scripts.Select(s => LookFiles.Url("verify/" + s)), .. Look.Where(LookFiles.Exists).Select(LookFiles.Url)];
        return LookFiles.Text("verify/worker.js").Replace("VERSION", LookFiles.Version, StringComparison.Ordinal).Replace("FILES", JsonSerializer.Serialize(files), StringComparison.Ordinal);
    }

    private static string Manifest(Texts texts) => JsonSerializer.Serialize(new
    {
        name = texts["verify.phone.title"],
        short_name = texts["nav.verify"],
        start_url = Page,
        scope = "/verify/",
        display = "standalone",
        background_color = "#ffffff",
        theme_color = "#12414f",
        icons = new[] { new { src = LookFiles.Url("mark.svg"), sizes = "any", type = "image/svg+xml" } },
    });
}
