using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Nansen.Journal.Tests;

/// <summary>The entry format, against bytes written out by hand from docs/journal-format.md.</summary>
public sealed class FormatTests
{
    private static readonly Guid Id = Guid.Parse("00112233445566778899aabbccddeeff");

    [Theory]
    [InlineData(null, "ffffffff")]
    [InlineData("", "00000000")]
    [InlineData("0f0e0d0c0b0a09080706050403020100", "000000010f0e0d0c0b0a09080706050403020100")]
    public void Hash_IsOverTheDocumentedBytes(string? after, string afterBytes)
    {
        var row = new EntryRow(1, "records:3f9a1c5e77b2", 5, EntryFormat.Bytes(Id), Filled(0x11), 0x0123456789abcdef, Filled(0x22), after is null ? null : Convert.FromHexString(after), [0xab, 0xcd], new byte[32], []);
        var expected =
            "00000001" + "00000014" + Convert.ToHexString(Encoding.ASCII.GetBytes("records:3f9a1c5e77b2")) + "0000000000000005" + "00112233445566778899aabbccddeeff"
            + new string('1', 32) + "0123456789abcdef" + new string('2', 32) + afterBytes + "00000002" + "abcd" + new string('0', 64);
        Assert.Equal(SHA256.HashData(Convert.FromHexString(expected)), EntryFormat.Hash(row));
    }

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, 16)];

    [Fact]
    public void SealParts_OpensByTheDocumentedBytesAlone()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var key = new DataKey(new(Guid.Parse("c0ffee00000000000000000000000001")), default, secret);
        var stream = Guid.Parse("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        var parts = EntryFormat.SealParts(Id, stream, [new(default, "{\"a\":1}"u8.ToArray())], [key]);
        Assert.Equal("0001" + "c0ffee00000000000000000000000001", Convert.ToHexStringLower(parts.AsSpan(0, 18)));
        Assert.Equal("00000030", Convert.ToHexStringLower(parts.AsSpan(30, 4)));
        Assert.Equal(34 + 32 + 16, parts.Length);
        var bound = Convert.FromHexString("00000001" + "00112233445566778899aabbccddeeff" + new string('a', 32) + "0000" + "0001" + "c0ffee00000000000000000000000001");
        var plain = new byte[32];
        using var cipher = new AesGcm(secret, 16);
        cipher.Decrypt(parts.AsSpan(18, 12), parts.AsSpan(34, 32), parts.AsSpan(66, 16), plain, bound);
        Assert.Equal("\u0001{\"a\":1}" + new string(' ', 24), Encoding.UTF8.GetString(plain));
    }

    [Fact]
    public void Parts_RoundTrip_AndLengthsAreMultiplesOf32() =>
        Gen.String[Gen.Char['\u0020', '\u0fff'], 0, 200].Array[1, 5].Sample(texts =>
        {
            var keys = texts.Select(_ => new DataKey(KeyId.New(), default, RandomNumberGenerator.GetBytes(32))).ToArray();
            var bytes = EntryFormat.SealParts(Id, Id, [.. texts.Select(text => new NewPart(default, Make.Json(text)))], keys);
            Assert.True(EntryFormat.TryReadParts(bytes, out var parts));
            for (var i = 0; i < texts.Length; i++)
            {
                Assert.Equal(16, parts[i].Sealed.Length % 32);
                Assert.Equal(texts[i], Make.Text(new(null, EntryFormat.OpenPart(parts[i], Id, Id, i, texts.Length, keys[i]))));
                Assert.Null(EntryFormat.OpenPart(parts[i], Id, Id, i + 1, texts.Length, keys[i]));
                Assert.Null(EntryFormat.OpenPart(parts[i], Id, Id, i, texts.Length + 1, keys[i]));
                Assert.Null(EntryFormat.OpenPart(parts[i], Guid.Empty, Id, i, texts.Length, keys[i]));
            }
        });

    [Fact]
    public void TryReadParts_AnyBytes_NeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => EntryFormat.TryReadParts(bytes, out _) || true);

    [Fact]
    public void TryReadParts_CutOrLengthened_IsRefused()
    {
        var bytes = EntryFormat.SealParts(Id, Id, [new(default, "1"u8.ToArray())], [new DataKey(KeyId.New(), default, new byte[32])]);
        for (var length = 0; length < bytes.Length; length++) Assert.False(EntryFormat.TryReadParts(bytes[..length], out _));
        Assert.False(EntryFormat.TryReadParts([.. bytes, 0], out _));
    }

    [Fact]
    public void HybridTime_NeverStandsStillAndFollowsNoFarClock()
    {
        var now = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var time = HybridTime.At(now);
        Assert.Equal((1, now), (time.Next(now).Counter, time.Next(now).Instant));
        Assert.True(time.Next(now.AddSeconds(-30)) > time);
        Assert.Equal(HybridTime.At(now), HybridTime.At(now.AddYears(10)).Next(now));
    }

    [Fact]
    public void SeededIds_RepeatAndDiffer()
    {
        var (a, b) = (IdSource.Seeded(7), IdSource.Seeded(7));
        var ids = Enumerable.Range(0, 1000).Select(_ => a.NewId()).ToList();
        Assert.Equal(ids, Enumerable.Range(0, 1000).Select(_ => b.NewId()));
        Assert.Equal(1000, ids.Distinct().Count());
        Assert.NotEqual(ids[0], IdSource.Seeded(8).NewId());
    }
}
