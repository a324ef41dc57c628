using System.Globalization;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>Random documents of all formats: what is made into a zone must be read from it again.</summary>
internal static class RandomZones
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Signs = "0123456789" + Letters;

    private static readonly MrzFormat[] Formats = [MrzFormat.TD1, MrzFormat.TD2, MrzFormat.TD3, MrzFormat.MRVA, MrzFormat.MRVB];

    /// <summary>Whether the document of a seed is not read as it was made.</summary>
    public static bool IsLost(byte[] seed)
    {
        var random = new Random(BitConverter.ToInt32(seed) ^ BitConverter.ToInt32(seed, 4));
        var made = Document(random);
        var zone = Mrz.Make(made);
        var reading = zone.Count == 3 ? Mrz.Read(zone[0], zone[1], zone[2]) : Mrz.Read(zone[0], zone[1]);
        if (!reading.WellFormed || !reading.CheckDigitsValid) return true;
        var read = reading.Document()!;
        // A long name is cut: what is there must be its beginning.
        return (made.Format, made.DocumentCode, made.Issuer, made.Nationality, made.DocumentNumber, made.DateOfBirth, made.Sex, made.DateOfExpiry)
                != (read.Format, read.DocumentCode, read.Issuer, read.Nationality, read.DocumentNumber, read.DateOfBirth, read.Sex, read.DateOfExpiry)
            || !made.Primary.StartsWith(read.Primary.Split(' ')[0], StringComparison.Ordinal);
    }

    private static MrzDocument Document(Random random)
    {
        var format = Formats[random.Next(Formats.Length)];
        var born = new DateTime(1930, 1, 1).AddDays(random.Next(35_000));
        return new()
        {
            Format = format,
            DocumentCode = format switch { MrzFormat.TD3 => "P" + "RST"[random.Next(3)], MrzFormat.MRVA or MrzFormat.MRVB => "V", _ => "I" + "FSH"[random.Next(3)] },
            Issuer = "UTO",
            Nationality = new[] { "XXA", "XXB", "XXC", "UTO" }[random.Next(4)],
            DocumentNumber = Word(random, Signs, random.Next(1, 10)),
            DateOfBirth = random.Next(20) switch { 0 => "<<<<<<", 1 => born.ToString("yy", CultureInfo.InvariantCulture) + "<<<<", _ => born.ToString("yyMMdd", CultureInfo.InvariantCulture) },
            Sex = "MF<"[random.Next(3)].ToString(),
            DateOfExpiry = born.AddYears(90).ToString("yyMMdd", CultureInfo.InvariantCulture),
            Primary = Word(random, Letters, random.Next(1, 30)),
            Secondary = random.Next(8) == 0 ? "" : Word(random, Letters, random.Next(1, 12)),
        };
    }

    private static string Word(Random random, string alphabet, int length) => string.Create(length, (random, alphabet), static (text, with) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = with.alphabet[with.random.Next(with.alphabet.Length)];
    });
}
