using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>A thousand symbols, of random bytes and of a barcode's letters by turns, read by independent decoders: dmtxread (DataMatrix) and zbarimg (QR) of Debian.</summary>
internal static class SymbolOracles
{
    public static Task<int> Run(string[] args)
    {
        var count = args.Length > 0 && int.TryParse(args[0], out var given) ? given : 1000;
        var random = new Random(1);
        var folder = Directory.CreateTempSubdirectory("nansen-symbols").FullName;
        var (matrix, qr, wrong) = (0, 0, new List<string>());
        try
        {
            for (var i = 0; i < count; i++)
            {
                var data = i % 4 < 2 ? Bytes(random) : Letters(random);
                var file = Path.Combine(folder, "symbol.png");
                if (i % 2 == 0)
                {
                    File.WriteAllBytes(file, SymbolPicture.Png(DataMatrix.Encode(data), 4, 3));
                    if (Output("dmtxread", "-N", "1", file).AsSpan().SequenceEqual(data)) matrix++;
                    else wrong.Add(Convert.ToHexStringLower(data));
                }
                else
                {
                    File.WriteAllBytes(file, SymbolPicture.Png(QrSymbol.Encode(data), 4, 4));
                    if (Output("zbarimg", "-q", "--raw", "-Sbinary", "-Sdisable", "-Sqrcode.enable", file).AsSpan().SequenceEqual(data)) qr++;
                    else wrong.Add(Convert.ToHexStringLower(data));
                }
            }
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("Install dmtxread and zbarimg first: Debian's dmtx-utils and zbar-tools.");
            return Task.FromResult(2);
        }
        finally
        {
            Directory.Delete(folder, true);
        }

        Console.WriteLine(JsonSerializer.Serialize(new { symbols = count, dataMatrixRight = matrix, qrRight = qr, wrong = wrong.Take(3) }));
        return Task.FromResult(wrong.Count == 0 ? 0 : 1);
    }

    private static byte[] Bytes(Random random)
    {
        var data = new byte[random.Next(1, 400)];
        random.NextBytes(data);
        data[0] = 0xDC;
        return data;
    }

    private static byte[] Letters(Random random) => [.. "RDB1"u8, .. Enumerable.Range(0, random.Next(1, 600)).Select(_ => (byte)"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[random.Next(32)])];

    private static byte[] Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return output.ToArray();
    }
}
