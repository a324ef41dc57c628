using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Nansen.Documents;

namespace Nansen.EndToEnd.Tests;

/// <summary>What the phone says of a seal is what the library says, whatever its form and its signer's curve.</summary>
[Collection("browser")]
public sealed class PhoneFormsInBrowserTests(Utopia utopia)
{
    private static readonly DateTimeOffset Now = SpecimenState.Now;
    private static readonly DateOnly Day = new(2026, 3, 1);

    private static readonly IReadOnlyList<string> Zone = Mrz.Make(SpecimenState.Document with { DocumentCode = "AS" });

    [Theory, InlineData("P-256"), InlineData("P-384"), InlineData("brainpoolP256r1"), InlineData("brainpoolP384r1"), InlineData("brainpoolP512r1")]
    public async Task The_phone_judges_as_the_library_does(string curve)
    {
        using var utopia = new SpecimenState(curve);
        using var strangers = new SpecimenState(curve);
        var (authority, signer, lists, stranger) = (utopia.Authority, utopia.Signer, utopia.ListSigner, strangers.Signer);
        var folder = Directory.CreateTempSubdirectory("nansen-phone");
        try
        {
            Documents.TrustFolder.Write(folder.FullName, TrustPolicy.Production with { Specimen = true }, [authority.Certificate], [signer.Certificate, lists.Certificate], [authority.Revoke([], 1, Now.AddDays(-1))], VoidList.Create(new("UTO", Now.AddDays(-1)), []).Sign(lists));
            var trust = Documents.TrustFolder.Load(folder.FullName);
            byte[][] shown = [.. Shown(signer), .. Shown(stranger)];
            var expected = shown.Select(bytes => Said(Library(bytes, trust))).ToArray();
            Assert.Equal(["Valid", "Valid", "Valid"], new[] { expected[0], expected[ForgeriesOfEach + 1], expected[2 * (ForgeriesOfEach + 1)] });
            Assert.Equal(3, expected.Count(e => e == "Valid"));
            Assert.Equal(expected, await PhoneAsync(CheckpointBundle.Pack(folder.FullName, lists, Now), shown));
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public async Task The_phone_knows_the_term_and_the_whole_number_of_every_kind_of_document()
    {
        using var utopia = new SpecimenState();
        var longNumber = SpecimenState.Document with { DocumentNumber = "A00000017234" };
        byte[][] shown =
        [
            Visa(utopia, "260302"), Visa(utopia, "260301"), Administrative(utopia, "20260302"), Administrative(utopia, "20260301"), Barcode(utopia, Day.AddDays(1)), Barcode(utopia, Day),
            utopia.Attestation(Mrz.Make(longNumber)).Bytes.ToArray(), utopia.Attestation(Mrz.Make(longNumber with { DocumentNumber = "A00000017235" })).Bytes.ToArray(), utopia.Attestation().Bytes.ToArray(),
        ];
        var bundle = Bundle(utopia, [utopia.Authority.Revoke([], 1, Now.AddDays(-1))], VoidList.Create(new("UTO", Now.AddDays(-1)), [new(DocumentReference.Of(longNumber), VoidReason.Lost)]).Sign(utopia.ListSigner));
        var expected = shown.Select(bytes => Said(Verifier.Verify(bytes, CheckpointBundle.Open(bundle, [utopia.Authority.Certificate]), Now))).ToArray();
        Assert.Equal(["Valid", "NotValid EXPIRED_DOCUMENT", "Valid", "NotValid EXPIRED_DOCUMENT", "Valid", "NotValid EXPIRED_DOCUMENT", "NotValid VOID_DOCUMENT", "Valid", "Valid"], expected);
        Assert.Equal(expected, await PhoneAsync(bundle, shown));
    }

    [Fact]
    public async Task The_phone_never_says_valid_without_fresh_revocations_or_with_a_clock_before_its_lists()
    {
        using var utopia = new SpecimenState();
        byte[][] shown = [utopia.Attestation().Bytes.ToArray()];
        var list = VoidList.Create(new("UTO", Now.AddDays(-1)), []).Sign(utopia.ListSigner);
        Assert.Equal(["Stale"], await PhoneAsync(Bundle(utopia, [], list), shown));
        Assert.Equal(["Stale"], await PhoneAsync(Bundle(utopia, [utopia.Authority.Revoke([], 1, Now.AddDays(-60))], list), shown));
        Assert.Equal(["Stale"], await PhoneAsync(Bundle(utopia, [utopia.Authority.Revoke([], 1, Now.AddDays(-1))], list, Now.AddDays(9)), shown));
        Assert.Equal(["Valid"], await PhoneAsync(Bundle(utopia, [utopia.Authority.Revoke([], 1, Now.AddDays(-1))], list), shown));
    }

    [Fact]
    public async Task The_phone_asks_the_list_of_the_documents_own_State()
    {
        using var utopia = new SpecimenState();
        using var spain = StateAuthority.Create("ES", "Another trusted State", Now.AddMonths(-1));
        using var spanish = spain.IssueSigner("02", 2, Now.AddDays(-20), purpose: SignerPurpose.Lists);
        byte[][] shown = [utopia.Attestation().Bytes.ToArray(), utopia.Attestation(Mrz.Make(SpecimenState.Document with { DocumentNumber = "A00000018" })).Bytes.ToArray()];
        VoidEntry[] documents = [new(DocumentReference.Of(SpecimenState.Document), VoidReason.Stolen)];
        var folder = Directory.CreateTempSubdirectory("nansen-phone").FullName;
        try
        {
            Documents.TrustFolder.Write(folder, TrustPolicy.Production with { Specimen = true }, [utopia.Authority.Certificate, spain.Certificate], [utopia.Signer.Certificate],
                [utopia.Authority.Revoke([], 1, Now.AddDays(-1))], VoidList.Create(new("ESP", Now.AddDays(-1)), []).Sign(spanish));
            var list = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "void")).FullName, "utopia.bin");
            foreach (var (signer, expected) in new[] { (utopia.ListSigner, "NotValid VOID_DOCUMENT"), (spanish, "Valid") })
            {
                await File.WriteAllBytesAsync(list, VoidList.Create(new("UTO", Now.AddDays(-1)), documents).Sign(signer), TestContext.Current.CancellationToken);
                var bundle = CheckpointBundle.Pack(folder, utopia.ListSigner, Now);
                Assert.Equal([expected, "Valid"], shown.Select(bytes => Said(Verifier.Verify(bytes, CheckpointBundle.Open(bundle, [utopia.Authority.Certificate]), Now))));
                Assert.Equal([expected, "Valid"], await PhoneAsync(bundle, shown));
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static byte[] Visa(SpecimenState utopia, string expiry)
    {
        var zone = Mrz.Make(SpecimenState.Document with { Format = MrzFormat.MRVA, DocumentCode = "V", DateOfExpiry = expiry, Nationality = "UTO" });
        return Sealed(utopia, "VISA", new("MRZ_MRVA", $"{zone[0]}|{zone[1][..28]}"), new("DURATION_OF_STAY", "000000"), new("PASSPORT_NUMBER", "P12345678"));
    }

    private static byte[] Administrative(SpecimenState utopia, string until) =>
        Sealed(utopia, "ADMINISTRATIVE_DOCUMENTS_V9", new("DOC_PROFILE_NUMBER", new string('0', 32)), new("VALID_FROM", "20250101"), new("VALID_TO", until), new("PROFILE_URI", "urn:p"), new("CERTIFICATE_URI", "urn:c"));

    private static byte[] Sealed(SpecimenState utopia, string profile, params KeyValuePair<string, string>[] texts) =>
        new SealDraft { Profile = SealProfiles.Named(profile)!, IssuingCountry = "UTO", IssueDate = Day, SignatureDate = Day, Texts = texts }.Sign(utopia.Signer).Bytes.ToArray();

    private static byte[] Barcode(SpecimenState utopia, DateOnly until) =>
        Encoding.ASCII.GetBytes(new IcaoBarcodeDraft { Country = "UTO", SignatureDate = Day, Features = [new(132, MaskedDate.Encode(until))] }.Make(utopia.Signer));

    private static byte[] Bundle(SpecimenState utopia, byte[][] revocations, byte[] voidList, DateTimeOffset? made = null)
    {
        var folder = Directory.CreateTempSubdirectory("nansen-phone");
        try
        {
            Documents.TrustFolder.Write(folder.FullName, TrustPolicy.Production with { Specimen = true }, [utopia.Authority.Certificate], [utopia.Signer.Certificate], revocations, voidList);
            return CheckpointBundle.Pack(folder.FullName, utopia.ListSigner, made ?? Now);
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public async Task The_phone_takes_explicit_parameters_only_when_they_equal_a_named_curve()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("brainpoolP256r1"));
        using var other = ECDsa.Create(ECCurve.CreateFromFriendlyName("brainpoolP256r1"));
        var (curve, point) = (key.ExportExplicitParameters(false).Curve, other.ExportParameters(false).Q);
        static string Hex(params byte[]?[] parts) => string.Concat(parts.Select(p => Convert.ToHexString(p!)));
        string[] generators = [Hex([4], curve.G.X, curve.G.Y), Hex([(byte)(2 + (curve.G.Y![^1] & 1))], curve.G.X), Hex([4], point.X, point.Y), Hex([(byte)(3 - (curve.G.Y[^1] & 1))], curve.G.X)];
        var view = await PageAsync();
        var names = await view.EvaluateAsync<string?[]>($$"""
            async ([prime, a, b, order, generators]) => {
              const { curveEqualTo } = await import('{{Address("curves.js")}}'), bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16));
              return generators.map(g => curveEqualTo({ prime: bytes(prime), a: bytes(a), b: bytes(b), order: bytes(order), generator: bytes(g) })?.name ?? null);
            }
            """, new object[] { Hex(curve.Prime), Hex(curve.A), Hex(curve.B), Hex(curve.Order), generators });
        Assert.Equal(["brainpoolP256r1", "brainpoolP256r1", null, null], names);
    }

    [Fact]
    public async Task The_phone_reads_what_the_register_prints_as_QR_in_every_version()
    {
        var random = new Random(4);
        var (grids, held) = (new List<string>(), new List<string>());
        for (var length = 10; length <= 2300; length += length < 400 ? 26 : 190)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var grid = QrSymbol.Encode(bytes);
            var text = new StringBuilder(grid.Width * grid.Height);
            // Some modules are blotted: correction mends them.
            for (var y = 0; y < grid.Height; y++)
                for (var x = 0; x < grid.Width; x++) text.Append(grid[x, y] ^ (x * 31 + y * 17) % 199 == 0 ? '1' : '0');
            grids.Add(text.ToString());
            held.Add(Convert.ToHexStringLower(bytes));
        }

        var view = await PageAsync();
        var read = await view.EvaluateAsync<string[]>($$"""
            async grids => {
              const { qrSizes } = await import('{{Address("qr.js")}}');
              return grids.map(grid => {
                const size = qrSizes.find(s => s.modules ** 2 === grid.length), bytes = size.decode((x, y) => grid[y * size.modules + x] === '1');
                return Array.from(bytes ?? [], b => b.toString(16).padStart(2, '0')).join('');
              });
            }
            """, grids);
        Assert.Equal(held, read);
    }

    [Fact]
    public async Task The_phone_reads_what_the_register_prints_as_DataMatrix_bytes_and_letters_alike()
    {
        var random = new Random(5);
        byte[] Letters(int length) => [.. "RDB1"u8, .. Enumerable.Range(0, length).Select(_ => (byte)"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 "[random.Next(33)])];
        byte[] Bytes(int length) { var bytes = new byte[length]; random.NextBytes(bytes); return bytes; }
        byte[][] held = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? Letters(3 + i * 11) : Bytes(1 + i * 9))];
        var grids = held.Select(h => DataMatrix.Encode(h)).Select(g => string.Concat(Enumerable.Range(0, g.Width * g.Width).Select(i => g[i % g.Width, i / g.Width] ? '1' : '0'))).ToArray();
        var view = await PageAsync();
        var read = await view.EvaluateAsync<string[]>($$"""
            async grids => {
              const { symbolSizes } = await import('{{Address("datamatrix.js")}}');
              return grids.map(grid => {
                const size = symbolSizes.find(s => s.modules ** 2 === grid.length), bytes = size.decode((x, y) => grid[y * size.modules + x] === '1');
                return Array.from(bytes ?? [], b => b.toString(16).padStart(2, '0')).join('');
              });
            }
            """, grids);
        Assert.Equal(held.Select(Convert.ToHexStringLower), read);
    }

    // How often each form is forged: a byte changed here and there, r or s zero or the order.
    private const int ForgeriesOfEach = 6;

    private static IEnumerable<byte[]> Shown(DocumentSigner signer)
    {
        var seal = SealDraft.ArrivalAttestation("UTO", Zone, "UT0000000017", Day, Day).Sign(signer);
        var whole = seal.Bytes.ToArray();
        var width = seal.Signature.Length / 2;
        yield return whole;
        foreach (var at in new[] { 30, 50, whole.Length - 1, whole.Length - width - 1 }) yield return Changed(whole, at);
        yield return [.. whole[..^width], .. new byte[width]];
        yield return [.. whole[..^(2 * width)], .. new byte[width], .. whole[^width..]];

        // The zone, and what a barcode has beside it.
        var features = new[] { new SealFeature(129, seal.Feature(2)!.Value), new SealFeature(134, new byte[] { 13 }) };
        var draft = new IcaoBarcodeDraft { Country = "UTO", Features = features, SignatureDate = Day };
        var barcode = Encoding.ASCII.GetBytes(draft.Make(signer));
        yield return barcode;
        foreach (var at in new[] { 40, 60, 80, 120 }) yield return [.. barcode[..at], barcode[at] == (byte)'A' ? (byte)'B' : (byte)'A', .. barcode[(at + 1)..]];
        yield return Encoding.ASCII.GetBytes((draft with { ShortDate = true, SignatureDate = Day.AddYears(-3) }).Make(signer));
        yield return Encoding.ASCII.GetBytes(draft.Make(null));

        var message = JsonSerializer.SerializeToElement(new { pid = new { n = "SPECIMEN  LEYLA", dob = "1991-03-05" }, uvci = "U32870", numbers = new[] { 1e21, 0.1, -0.0, 333333333.33333329 } });
        var json = JsonSeal.Make("icao.test", 1, "UTO", message, signer);
        yield return Encoding.UTF8.GetBytes(json);
        foreach (var (from, to) in new[] { ("LEYLA", "LEILA"), ("1991", "1990"), ("\"is\":\"UTO\"", "\"is\":\"D\""), ("U32870", "U32871"), ("\"v\":1", "\"v\":2"), ("icao.test", "icao.vacc") })
            yield return Encoding.UTF8.GetBytes(json.Replace(from, to, StringComparison.Ordinal));
    }

    private static byte[] Changed(byte[] whole, int at)
    {
        var changed = whole.ToArray();
        changed[at] ^= 4;
        return changed;
    }

    private static Verdict Library(byte[] bytes, TrustFolder trust) => bytes[0] switch
    {
        (byte)'R' => IcaoBarcode.TryRead(Encoding.ASCII.GetString(bytes), out var barcode, out _) ? Verifier.Verify(barcode!, trust, Now) : new Verdict { Result = VerdictResult.Unreadable, Checks = [], Lists = [], CompareByEye = [] },
        (byte)'{' => Verifier.Verify(JsonSeal.TryRead(bytes, out _)!, trust, Now),
        _ => Verifier.Verify(bytes, trust, Now),
    };

    private static string Said(Verdict verdict) =>
        string.Join(' ', [verdict.Result.ToString(), .. verdict.Checks.Select(c => c.Status).OfType<string>().Where(_ => verdict.Result == VerdictResult.NotValid).Distinct().Order(StringComparer.Ordinal)]);

    private async Task<string[]> PhoneAsync(byte[] bundle, byte[][] shown)
    {
        var view = await PageAsync();
        return await view.EvaluateAsync<string[]>($$"""
            async ([bundle, shown, now]) => {
              const { openBundle } = await import('{{Address("trust.js")}}'), { judge } = await import('{{Address("verdict.js")}}');
              const bytes = text => Uint8Array.from(atob(text), c => c.charCodeAt(0)), trust = await openBundle(bytes(bundle).buffer, null);
              return Promise.all(shown.map(async one => {
                const { result, checks } = await judge(bytes(one), trust, { UTO: 'UT', D: 'DE', ESP: 'ES' }, new Date(now));
                const status = result === 'NotValid' ? [...new Set(checks.filter(c => c.status).map(c => c.status))].sort() : [];
                return [result, ...status].join(' ');
              }));
            }
            """, new object[] { Convert.ToBase64String(bundle), shown.Select(Convert.ToBase64String).ToArray(), Now.ToUnixTimeMilliseconds() });
    }

    private static string Address(string file) => Web.LookFiles.Url("verify/" + file);

    private async Task<IPage> PageAsync()
    {
        var view = await utopia.Browser.NewPageAsync(new BrowserNewPageOptions { BaseURL = utopia.Address });
        view.SetDefaultTimeout(60_000);
        await view.GotoAsync("/verify");
        return view;
    }
}
