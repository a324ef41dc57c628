using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>Documents: zones, seals, verdicts beside the bare signature check of the same run, symbols, void list, pages.</summary>
internal static class DocumentsBench
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Task<int> Run(string[] args)
    {
        var results = new SortedDictionary<string, object>(StringComparer.Ordinal);
        using var utopia = new SpecimenState();
        Zones(results);
        var seal = utopia.Attestation();
        Seals(results, seal, utopia.Signer, utopia.Trust(voided: Entries(1_000_000)));
        Symbols(results, seal);
        Lists(results, utopia.ListSigner);
        Pages(results, seal);
        Console.WriteLine(JsonSerializer.Serialize(results, Indented));
        DocumentsGoals.Say(results);
        return Task.FromResult(0);
    }

    private static void Zones(SortedDictionary<string, object> results)
    {
        var td3 = SpecimenState.Document with { Format = MrzFormat.TD3, DocumentCode = "PR" };
        var lines = Mrz.Make(td3);
        var (upper, lower) = (lines[0], lines[1]);
        var valid = 0;
        results["mrzParsePerSecond"] = Rate(() => valid += Mrz.Read(upper, lower).CheckDigitsValid ? 1 : 0);
        // The runtime's first quick code boxes, and it compiles anew in the background: the least of several windows is the code that stays.
        var allocated = long.MaxValue;
        for (var window = 0; window < 20; window++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++) valid += Mrz.Read(upper, lower).CheckDigitsValid ? 1 : 0;
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        results["mrzParseAllocatedBytes"] = allocated;
        results["mrzGeneratePerSecond"] = Rate(() => Mrz.Make(td3));
    }

    private static void Seals(SortedDictionary<string, object> results, Seal seal, DocumentSigner signer, TrustFolder trust)
    {
        using var key = signer.Certificate.GetECDsaPublicKey()!;
        var hash = SHA256.HashData(seal.Signed.Span);
        var signature = seal.Signature.ToArray();
        var zone = SpecimenState.Zone;
        results["sealParsePerSecond"] = Rate(() => Seal.TryRead(seal.Bytes, out _, out _));
        using var own = SealKey.Of(signer.Certificate, out _)!;
        // In turns, so that what else the machine does hits all three alike.
        double bare = 0, verify = 0, verdict = 0;
        for (var round = 0; round < 5; round++)
        {
            bare += Rate(() => key.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation), 0.4);
            verify += Rate(() =>
            {
                Seal.TryRead(seal.Bytes, out var read, out _);
                own.Verify(read!.Signed.Span, read.Signature.Span);
            }, 0.4);
            verdict += Rate(() => Verifier.Verify(seal.Bytes, trust, SpecimenState.Now, zone), 0.4);
        }

        results["bareVerifyHashPerSecond"] = Math.Round(bare / 5);
        results["sealVerifyPerSecond"] = Math.Round(verify / 5);
        results["sealVerifyShareOfBare"] = Math.Round(verify / bare, 3);
        results["borderVerdictPerSecond"] = Math.Round(verdict / 5);
        results["borderVerdictShareOfBare"] = Math.Round(verdict / bare, 3);
    }

    private static void Symbols(SortedDictionary<string, object> results, Seal seal)
    {
        var grid = DataMatrix.Encode(seal.Bytes.Span, 48);
        results["dataMatrix48EncodeMilliseconds"] = Milliseconds(Rate(() => DataMatrix.Encode(seal.Bytes.Span, 48)));
        results["dataMatrix48DecodeMilliseconds"] = Milliseconds(Rate(() => DataMatrix.Decode(grid)));
    }

    private static void Lists(SortedDictionary<string, object> results, DocumentSigner lister)
    {
        const int count = 10_000_000;
        var file = VoidList.Create(new("UTO", SpecimenState.Now), Entries(count)).Sign(lister);
        results["voidListBytesFor10Million"] = file.Length;
        VoidList.TryRead(file, out var list, out _);
        var next = 0;
        var references = Enumerable.Range(0, 1 << 16).Select(i => new DocumentReference("UTO", "IR", $"A{i * 149:00000000}")).ToArray();
        results["voidListLookUpNanoseconds"] = Math.Round(1e9 / Rate(() => list!.List.Contains(references[next++ & 0xFFFF])));
        var missed = 0;
        for (var i = 0; i < count; i += 7)
            if (!list!.List.Contains(new("UTO", "IR", $"A{i:00000000}"))) missed++;
        results["voidListMissed"] = missed;
        var wrong = 0;
        const int strangers = 4_000_000;
        for (var i = 0; i < strangers; i++)
            if (list!.List.Contains(new("UTO", "IR", $"B{i:00000000}"))) wrong++;
        results["voidListFalselyListedPerMillion"] = wrong / (strangers / 1e6);
    }

    private static void Pages(SortedDictionary<string, object> results, Seal seal)
    {
        var page = new DocumentPage
        {
            Number = "A00000017",
            Title = "Asylum-seeker certificate",
            SecondTitle = "Свидетельство",
            IssuedAt = SpecimenState.Now,
            Zone = SpecimenState.Zone,
            Symbol = DataMatrix.Encode(seal.Bytes.Span),
            Fields = [new("Name", "SPECIMEN LEYLA") { SecondLabel = "Имя", SecondValue = "ليلى" }],
        };
        results["pdfPagesPerSecond"] = Rate(() => PageDrawing.Pdf(page));
        results["pdfBytes"] = PageDrawing.Pdf(page).Length;
    }

    private static VoidEntry[] Entries(int count)
    {
        var entries = new VoidEntry[count];
        for (var i = 0; i < count; i++) entries[i] = new(new("UTO", "IR", $"A{i:00000000}"), (VoidReason)(i % 7 + 1));
        return entries;
    }

    private static double Milliseconds(double rate) => Math.Round(1000 / rate, 4);

    // Times of the processor, not of the wall clock: what else the machine does must not count.
    private static double Rate(Action action, double seconds = 1)
    {
        for (var i = 0; i < 50; i++) action();
        var start = Environment.CpuUsage.TotalTime;
        long done = 0;
        TimeSpan used;
        do
        {
            var batch = Stopwatch.StartNew();
            while (batch.ElapsedMilliseconds < 20)
            {
                for (var i = 0; i < 32; i++) action();
                done += 32;
            }

            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used.TotalSeconds < seconds);
        return Math.Round(done / used.TotalSeconds);
    }
}
