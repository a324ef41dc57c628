using System.Diagnostics;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>Reads pages in processes beside this one, one a thread, as a server does; counts what was given up for time or memory.</summary>
internal sealed class FuzzPageReader : IDisposable
{
    /// <summary>The word that makes this program such a process.</summary>
    public const string Word = "read-pages";

    private readonly ThreadLocal<PageReaderProcess> readers = new(() => new(new ProcessStartInfo("dotnet", [typeof(FuzzPageReader).Assembly.Location, Word]), TimeSpan.FromSeconds(10)), trackAllValues: true);

    private int givenUp;

    /// <summary>How many files were given up.</summary>
    public int GivenUp => givenUp;

    public PageReading Read(ReadOnlyMemory<byte> file)
    {
        var reading = readers.Value!.ReadAsync(file).GetAwaiter().GetResult();
        if (reading.Fault?.StartsWith("The file could not be read", StringComparison.Ordinal) == true)
        {
            Interlocked.Increment(ref givenUp);
            Console.Error.WriteLine($"{reading.Fault} {Convert.ToHexStringLower(file.Span)}");
        }

        return reading;
    }

    public void Dispose()
    {
        foreach (var reader in readers.Values) reader.Dispose();
        readers.Dispose();
    }
}
