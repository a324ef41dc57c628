using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Nansen.Documents;
using Nansen.Values;

namespace Nansen.Bench;

/// <summary>
/// <c>./nansen fuzz</c>: every parser of documents on mutated inputs. An exception that is not the library's own, a truncated
/// seal that is accepted, or a mutated signed seal that verifies ends the run with its input. <c>--full</c> takes 10 million
/// inputs for each parser (fewer where one costs much: the line says how many), a million bit-flipped signed seals and a
/// million random documents; <c>--seed N</c> repeats a run, <c>--only NAME</c> runs one target. Every core works.
/// </summary>
internal static class DocumentsFuzz
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static int Run(string[] args)
    {
        var seed = Array.IndexOf(args, "--seed") is var at and >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], out var given) ? given : 1;
        var inputs = args.Contains("--full") ? 10_000_000 : 100_000;
        using var authority = StateAuthority.Create("UT", "Utopia State Authority", Now.AddMonths(-1));
        using var signer = authority.IssueSigner("01", 1, Now.AddDays(-20));
        using var lister = authority.IssueSigner("02", 2, Now.AddDays(-20), purpose: SignerPurpose.Lists);
        var only = Array.IndexOf(args, "--only") is var name and >= 0 && name + 1 < args.Length ? args[name + 1] : null;
        var failed = 0;
        foreach (var target in Targets(authority, signer, lister).Where(t => only is null || t.Name == only))
        {
            var (count, watch) = (target.Fixed ?? Math.Max(1000, inputs / target.Cost), Stopwatch.StartNew());
            if (target.Fixed is not null && inputs < 10_000_000) count = target.Fixed.Value / 100;
            var fault = Fuzz(target, count, seed);
            Console.WriteLine(JsonSerializer.Serialize(new { target = target.Name, inputs = count, seed, seconds = Math.Round(watch.Elapsed.TotalSeconds, 1), fault }));
            if (fault is not null) failed++;
        }

        return failed == 0 ? 0 : 1;
    }

    /// <param name="Name">What is fed.</param>
    /// <param name="Cost">How many times dearer than the cheapest parser it is: so many fewer inputs are tried.</param>
    /// <param name="Seeds">Good inputs to begin with.</param>
    /// <param name="Feed">Feeds one input; true when what came back must not be.</param>
    private sealed record Target(string Name, int Cost, byte[][] Seeds, Func<byte[], bool> Feed)
    {
        /// <summary>How an input is made; by mutation when not said.</summary>
        public Func<byte[], Random, byte[]> Make { get; init; } = Mutated;

        /// <summary>So many inputs of <c>--full</c>, whatever the cost; null: by the cost.</summary>
        public int? Fixed { get; init; }
    }

    private static IEnumerable<Target> Targets(StateAuthority authority, DocumentSigner signer, DocumentSigner lister)
    {
        var zone = Mrz.Make(new() { Format = MrzFormat.TD2, DocumentCode = "IR", Issuer = "UTO", Nationality = "XXC", DocumentNumber = "A00000017", DateOfBirth = "910305", Sex = "F", DateOfExpiry = "270301", Primary = "SPECIMEN", Secondary = "LEYLA" });
        var seal = SealDraft.ArrivalAttestation("UTO", zone, "UT0000000017", new(2026, 3, 1), new(2026, 3, 1)).Sign(signer).Bytes.ToArray();
        var list = VoidList.Create(new("UTO", Now), [new(new("UTO", "IR", "A1"), VoidReason.Lost)]).Sign(lister);
        var trust = TrustFolder.Of(new() { Specimen = true }, [new("a", authority.Certificate.RawData)], [new("s", signer.Certificate.RawData)], [], list);
        var barcode = new IcaoBarcodeDraft { Country = "UTO", SignatureDate = new(2026, 3, 1), Features = [new(134, new byte[] { 13 })] }.Make(signer);
        var json = JsonSeal.Make("nansen.test", 1, "UTO", JsonSerializer.SerializeToElement(new { n = "A  B", x = 1.5 }), signer);
        var grid = DataMatrix.Encode(seal);
        var page = PageDrawing.Pdf(new() { Number = "A1", Title = "T", IssuedAt = Now, Zone = zone, Symbol = grid });
        var revocations = authority.Revoke([3], 1, Now);

        yield return new("mrz", 1, [Encoding.ASCII.GetBytes(string.Join('|', zone)), "I<UTOD23145890<7349<<<<<<<<<<<|3407127M9507122UTO<<<<<<<<<<<2|STEVENSON<<PETER<JOHN<<<<<<<<<"u8.ToArray()], d => Mrz.Read(Encoding.Latin1.GetString(d)) is { WellFormed: false, CheckDigitsValid: true });
        yield return new("seal", 1, [seal], d => Seal.TryRead(d, out var read, out _) && (Reads(read!) || d.Length < seal.Length && seal.AsSpan().StartsWith(d)));
        yield return new("signed seal", 40, [seal], d => !d.AsSpan().SequenceEqual(seal) && Verifier.Verify(d, trust, Now).Result == VerdictResult.Valid);
        yield return new("bit-flipped seal", 1, [seal], d => Verifier.Verify(d, trust, Now).Result == VerdictResult.Valid) { Make = Flipped, Fixed = 1_000_000 };
        yield return new("random document", 1, [[]], RandomZones.IsLost) { Make = static (_, random) => BitConverter.GetBytes(random.NextInt64()), Fixed = 1_000_000 };
        yield return new("barcode", 2, [Encoding.ASCII.GetBytes(barcode)], d => IcaoBarcode.TryRead(Encoding.Latin1.GetString(d), out _, out _) && false);
        yield return new("json seal", 10, [Encoding.UTF8.GetBytes(json)], d => JsonSeal.TryRead(d, out _) is null && false);
        yield return new("void list", 20, [list], d => VoidList.TryRead(d, out var read, out _) && read!.SignatureValid && !d.AsSpan().SequenceEqual(list));
        yield return new("revocations", 5, [revocations], d => RevocationList.TryRead(d)?.Revokes(7) == true && false);
        yield return new("symbol", 100, [seal], d => Symbol(grid, d));
        yield return new("transliteration", 2, [Encoding.UTF8.GetBytes("Әсел Қасымова-მეღვინე مُحَمَّد")], d => Transliterator.ToMrz(Encoding.UTF8.GetString(d), "uk").Text.Any(c => c is not ((>= 'A' and <= 'Z') or '<')));
        yield return new("page", 2000, [page], d => Verifier.VerifyPage(d, trust, Now).Result == VerdictResult.Valid && !Verifier.VerifyPage(d, trust, Now).Seal!.Bytes.Span.SequenceEqual(seal));
    }

    private static bool Reads(Seal seal)
    {
        _ = (seal.Header.IssuingCountry, seal.Header.SignerIdentifier, seal.Header.CertificateReference, seal.Header.IssueDate.Day, seal.Header.SignatureDate.ToString());
        foreach (var feature in seal.Features) _ = FeatureText.Read(seal.Profile?.Feature(feature.Tag)?.Coding ?? FeatureCoding.C40, feature.Value.Span);
        return false;
    }

    private static bool Symbol(SymbolGrid grid, byte[] noise)
    {
        var damaged = new SymbolGrid(grid.Width, grid.Height);
        for (var y = 0; y < grid.Height; y++)
            for (var x = 0; x < grid.Width; x++) damaged[x, y] = grid[x, y];
        for (var i = 0; i + 1 < noise.Length; i += 2) damaged[noise[i] % grid.Width, noise[i + 1] % grid.Height] ^= true;
        DataMatrix.Decode(damaged);
        return false;
    }

    private static byte[] Flipped(byte[] seed, Random random)
    {
        var data = (byte[])seed.Clone();
        for (var flips = random.Next(1, 4); flips > 0; flips--) data[random.Next(data.Length)] ^= (byte)(1 << random.Next(8));
        // Two flips of one bit are none.
        if (data.AsSpan().SequenceEqual(seed)) data[random.Next(data.Length)] ^= 1;
        return data;
    }

    private static string? Fuzz(Target target, int inputs, int seed)
    {
        var workers = Environment.ProcessorCount;
        string? fault = null;
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            var random = new Random(seed * 1000 + worker);
            for (var i = worker; i < inputs && Volatile.Read(ref fault) is null; i += workers)
                if (Feed(target, target.Make(target.Seeds[random.Next(target.Seeds.Length)], random)) is { } found) Interlocked.CompareExchange(ref fault, found, null);
        });
        return fault;
    }

    private static string? Feed(Target target, byte[] input)
    {
        try
        {
            return target.Feed(input) ? $"accepted: {Convert.ToHexStringLower(input)}" : null;
        }
#pragma warning disable CA1031 // The point of the run: whatever escapes is a fault.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return $"{error.GetType().Name}: {error.Message}: {Convert.ToHexStringLower(input)}";
        }
    }

    private static byte[] Mutated(byte[] seed, Random random)
    {
        var data = new List<byte>(seed);
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(data.Count + 1);
            switch (random.Next(7))
            {
                case 0 when at < data.Count: data[at] ^= (byte)(1 << random.Next(8)); break;
                case 1 when at < data.Count: data[at] = (byte)random.Next(256); break;
                case 2 when at < data.Count: data.RemoveAt(at); break;
                case 3: data.Insert(at, (byte)random.Next(256)); break;
                case 4: data.RemoveRange(at, data.Count - at); break;
                case 5 when at < data.Count: data[at] = random.Next(4) switch { 0 => 0, 1 => 0x7F, 2 => 0x80, _ => 0xFF }; break;
                case 6 when at < data.Count:
                    var length = random.Next(1, Math.Min(32, data.Count - at) + 1);
                    data.InsertRange(random.Next(data.Count + 1), data.GetRange(at, length));
                    break;
            }
        }

        return [.. data];
    }
}
