namespace Nansen.Bench;

/// <summary>Changes a good input a little: bits, bytes, cuts, insertions, repetitions.</summary>
internal static class Mutator
{
    /// <summary>Room that an input may need beyond its seed's length.</summary>
    public const int Spare = 256;

    private static ReadOnlySpan<byte> Telling => [0, 1, 0x7F, 0x80, 0x81, 0x82, 0xFE, 0xFF, (byte)'<', (byte)'|', (byte)'"', (byte)'{'];

    /// <summary>One to four changes at random places.</summary>
    public static int Change(ReadOnlySpan<byte> seed, Span<byte> room, Random random)
    {
        seed.CopyTo(room);
        var length = seed.Length;
        for (var changes = random.Next(1, 5); changes > 0; changes--) length = Once(room, length, random);
        return length;
    }

    /// <summary>One to three bits, never none.</summary>
    public static int Flip(ReadOnlySpan<byte> seed, Span<byte> room, Random random)
    {
        seed.CopyTo(room);
        for (var flips = random.Next(1, 4); flips > 0; flips--) room[random.Next(seed.Length)] ^= (byte)(1 << random.Next(8));
        // Two flips of one bit are none.
        if (room[..seed.Length].SequenceEqual(seed)) room[random.Next(seed.Length)] ^= 1;
        return seed.Length;
    }

    /// <summary>Eight random bytes, for targets that make their own input of them.</summary>
    public static int Number(ReadOnlySpan<byte> seed, Span<byte> room, Random random)
    {
        random.NextBytes(room[..8]);
        return 8;
    }

    private static int Once(Span<byte> data, int length, Random random)
    {
        var at = random.Next(length + 1);
        switch (random.Next(7))
        {
            case 0 when at < length: data[at] ^= (byte)(1 << random.Next(8)); return length;
            case 1 when at < length: data[at] = (byte)random.Next(256); return length;
            case 2 when at < length: data[at] = Telling[random.Next(Telling.Length)]; return length;
            case 3 when at < length: data[(at + 1)..length].CopyTo(data[at..]); return length - 1;
            case 4: return at;
            case 5 when length < data.Length:
                data[at..length].CopyTo(data[(at + 1)..]);
                data[at] = (byte)random.Next(256);
                return length + 1;
            case 6 when at < length: return Repeat(data, length, at, random);
            default: return length;
        }
    }

    private static int Repeat(Span<byte> data, int length, int from, Random random)
    {
        var count = Math.Min(random.Next(1, 33), Math.Min(length - from, data.Length - length));
        Span<byte> piece = stackalloc byte[32];
        data.Slice(from, count).CopyTo(piece);
        var to = random.Next(length + 1);
        data[to..length].CopyTo(data[(to + count)..]);
        piece[..count].CopyTo(data[to..]);
        return length + count;
    }
}
