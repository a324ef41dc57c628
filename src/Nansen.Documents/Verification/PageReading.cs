namespace Nansen.Documents;

/// <summary>What could be read from a page: seals from its symbols, and the printed zone from its text.</summary>
internal sealed record PageReading(IReadOnlyList<ReadOnlyMemory<byte>> Seals, IReadOnlyList<string>? Zone, string? Fault)
{
    public static PageReading Read(ReadOnlyMemory<byte> pdf) => new([], null, pdf.IsEmpty ? "The file is empty." : "The page cannot be read.");
}
