using System.CommandLine;
using Nansen.Documents;

namespace Nansen.Cli;

/// <summary><c>symbol datamatrix|qr --hex … --out FILE.png|svg</c>.</summary>
internal static class SymbolVerb
{
    public static Command Symbol()
    {
        var kind = new Argument<string>("kind") { Description = "datamatrix or qr." };
        var hex = new Option<string>("--hex") { Required = true, Description = "The bytes, in hexadecimal." };
        var file = new Option<string>("--out") { Required = true, Description = "FILE.png or FILE.svg." };
        var scale = new Option<int>("--scale") { DefaultValueFactory = _ => 8, Description = "Pixels a module." };
        var verb = new Command("symbol", "Draws a 2D symbol.") { kind, hex, file, scale };
        verb.SetAction(parsed => DocumentOutput.Run(() =>
        {
            var data = DocumentOutput.Hex(parsed.GetRequiredValue(hex));
            if (data.Length == 0) throw new DocumentException("--hex is empty: there is nothing to draw.");
            var grid = parsed.GetRequiredValue(kind).ToUpperInvariant() switch
            {
                "DATAMATRIX" => DataMatrix.Encode(data),
                "QR" => QrSymbol.Encode(data),
                var other => throw new DocumentException($"'{other}' is no kind of symbol: datamatrix and qr are."),
            };
            var path = parsed.GetRequiredValue(file);
            var pixels = parsed.GetValue(scale);
            if (pixels is < 1 or > 100) throw new DocumentException("--scale is from 1 to 100.");
            File.WriteAllBytes(path, Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".PNG" => SymbolPicture.Png(grid, pixels, grid.Quiet),
                ".SVG" => SymbolPicture.Svg(grid, pixels, grid.Quiet),
                _ => throw new DocumentException("--out should end in .png or .svg."),
            });
            return 0;
        }));
        return verb;
    }
}
