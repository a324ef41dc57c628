using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>Bytes of the system's random generator, drawn 4 KiB at a time: a call for each nonce would cost more than sealing.</summary>
internal static class RandomBytes
{
    [ThreadStatic] private static byte[]? _pool;
    [ThreadStatic] private static int _left;

    public static void Fill(Span<byte> target)
    {
        if (target.Length > 64)
        {
            RandomNumberGenerator.Fill(target);
            return;
        }
        var pool = _pool ??= new byte[4096];
        if (_left < target.Length)
        {
            RandomNumberGenerator.Fill(pool);
            _left = pool.Length;
        }
        var drawn = pool.AsSpan(_left - target.Length, target.Length);
        drawn.CopyTo(target);
        drawn.Clear();
        _left -= target.Length;
    }
}
