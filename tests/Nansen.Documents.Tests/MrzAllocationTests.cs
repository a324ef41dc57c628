namespace Nansen.Documents.Tests;

public sealed class MrzAllocationTests
{
    [Theory]
    [InlineData(MrzFormat.TD2, "IR")]
    [InlineData(MrzFormat.TD2, "IR", "A00000017234")]
    [InlineData(MrzFormat.TD1, "IR", "A00000017234")]
    [InlineData(MrzFormat.TD3, "PR")]
    [InlineData(MrzFormat.TD1, "IF")]
    public void Read_ValidZone_AllocatesNothing(MrzFormat format, string code, string number = "A00000017")
    {
        var zone = Mrz.Make(SpecimenState.Document with { Format = format, DocumentCode = code, DocumentNumber = number });
        // The runtime compiles hot code anew in the background, and its first quick code boxes: what counts is the code that stays.
        var allocated = long.MaxValue;
        for (var window = 0; window < 1000 && allocated > 0; window++)
        {
            var (before, valid) = (GC.GetAllocatedBytesForCurrentThread(), 0);
            for (var i = 0; i < 2000; i++) valid += Read(zone) ? 1 : 0;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(2000, valid);
        }

        Assert.Equal(0, allocated);
    }

    private static bool Read(IReadOnlyList<string> zone)
    {
        var reading = zone.Count == 3 ? Mrz.Read(zone[0], zone[1], zone[2]) : Mrz.Read(zone[0], zone[1]);
        return reading is { WellFormed: true, CheckDigitsValid: true };
    }
}
