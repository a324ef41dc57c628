namespace Nansen.Documents;

/// <summary>The modules of a symbol, dark or light, without quiet zone; row 0 is the upper one.</summary>
public sealed class SymbolGrid
{
    private readonly bool[] modules;

    /// <summary>A light grid.</summary>
    public SymbolGrid(int width, int height) => (Width, Height, modules) = (width, height, new bool[width * height]);

    /// <summary>Modules in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>How many light modules are left around it when it is drawn: two for a DataMatrix, four for a QR code.</summary>
    public int Quiet { get; init; } = 2;

    /// <summary>Whether a module is dark.</summary>
    public bool this[int x, int y]
    {
        get => modules[y * Width + x];
        set => modules[y * Width + x] = value;
    }

    /// <summary>A quarter turn to the right.</summary>
    public SymbolGrid Turned()
    {
        var turned = new SymbolGrid(Height, Width) { Quiet = Quiet };
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++) turned[Height - 1 - y, x] = this[x, y];
        return turned;
    }
}
