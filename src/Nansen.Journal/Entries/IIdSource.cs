using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>Where new ids come from. Keys and nonces never do: they always come from the system's random numbers.</summary>
public interface IIdSource
{
    /// <summary>128 bits that nothing else has.</summary>
    Guid NewId();
}

/// <summary>The two sources there are: random, and repeatable for demonstration registers.</summary>
public static class IdSource
{
    /// <summary>The system's random numbers.</summary>
    public static IIdSource Random { get; } = new RandomIds();

    /// <summary>The same ids in the same order for the same seed: for demonstration and tests, never for real people.</summary>
    public static IIdSource Seeded(long seed) => new SeededIds(seed);

    private sealed class RandomIds : IIdSource
    {
        public Guid NewId()
        {
            Span<byte> bytes = stackalloc byte[16];
            RandomBytes.Fill(bytes);
            return new Guid(bytes, bigEndian: true);
        }
    }

    private sealed class SeededIds(long seed) : IIdSource
    {
        private long _count;

        public Guid NewId()
        {
            Span<byte> input = stackalloc byte[16], hash = stackalloc byte[32];
            BinaryPrimitives.WriteInt64BigEndian(input, seed);
            BinaryPrimitives.WriteInt64BigEndian(input[8..], Interlocked.Increment(ref _count));
            SHA256.HashData(input, hash);
            return new Guid(hash[..16], bigEndian: true);
        }
    }
}
