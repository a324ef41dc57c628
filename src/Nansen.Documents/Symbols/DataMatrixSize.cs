namespace Nansen.Documents;

/// <summary>One square size of ECC 200 (ISO/IEC 16022, table 7).</summary>
internal sealed record DataMatrixSize(int Modules, int Regions, int Data, int Correction, int Blocks)
{
    public static readonly DataMatrixSize[] All =
    [
        new(10, 1, 3, 5, 1), new(12, 1, 5, 7, 1), new(14, 1, 8, 10, 1), new(16, 1, 12, 12, 1), new(18, 1, 18, 14, 1), new(20, 1, 22, 18, 1),
        new(22, 1, 30, 20, 1), new(24, 1, 36, 24, 1), new(26, 1, 44, 28, 1), new(32, 2, 62, 36, 1), new(36, 2, 86, 42, 1), new(40, 2, 114, 48, 1),
        new(44, 2, 144, 56, 1), new(48, 2, 174, 68, 1), new(52, 2, 204, 84, 2), new(64, 4, 280, 112, 2), new(72, 4, 368, 144, 4), new(80, 4, 456, 192, 4),
        new(88, 4, 576, 224, 4), new(96, 4, 696, 272, 4), new(104, 4, 816, 336, 6), new(120, 6, 1050, 408, 6), new(132, 6, 1304, 496, 8), new(144, 6, 1558, 620, 10),
    ];

    private readonly Lazy<int[]> placement = new(() => DataMatrixPlacement.Compute(Modules - 2 * Regions));

    /// <summary>Side of the data area, finder patterns left out.</summary>
    public int Mapping => Modules - 2 * Regions;

    /// <summary>For each module of the data area: 8 × codeword + bit (7 is the highest), or -1 dark and -2 light where no codeword reaches.</summary>
    public int[] Placement => placement.Value;

    /// <summary>Data codewords of one interleaved block; in 144 × 144 the last two have one fewer.</summary>
    public int BlockData(int block) => (Data - block + Blocks - 1) / Blocks;

    /// <summary>Where a module of the data area stands in the symbol: each region has a finder module on either side.</summary>
    public int InSymbol(int place)
    {
        var region = Mapping / Regions;
        return place / region * (region + 2) + place % region + 1;
    }
}
