using System.Text.Json;
using Nansen.Documents;

namespace Nansen.Bench;

/// <summary>
/// Every single-character substitution of the specimen zones: caught by a digit or by a field's form, or one of the provable
/// blind spots: a character under no digit, or one whose value is equal modulo 10.
/// </summary>
internal static class BlindSpotsBench
{
    private static readonly string[] Specimens =
    [
        "I<UTOD231458907<<<<<<<<<<<<<<<|7408122F1204159UTO<<<<<<<<<<<6|ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<|D231458907UTO7408122F1204159<<<<<<<6",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C<3UTO6908061F9406236ZE184226B<<<<<<<",
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<|L898902C<3UTO6908061F9406236ZE184226",
    ];

    public static Task<int> Run(string[] args)
    {
        var unexplained = 0;
        foreach (var zone in Specimens)
        {
            var counts = Count(zone);
            unexplained += counts.Unexplained;
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                format = Mrz.Read(zone).Format.ToString(),
                substitutions = counts.All,
                caughtByDigit = counts.Digit,
                caughtByForm = counts.Form,
                blindNoDigit = counts.Uncovered,
                blindLookAlike = counts.LookAlike,
                unexplained = counts.Unexplained,
            }));
        }

        return Task.FromResult(unexplained == 0 ? 0 : 1);
    }

    private static (int All, int Digit, int Form, int Uncovered, int LookAlike, int Unexplained) Count(string zone)
    {
        var known = Mrz.Read(zone);
        var (all, digit, form, uncovered, lookAlike, unexplained) = (0, 0, 0, 0, 0, 0);
        for (var i = 0; i < zone.Length; i++)
        {
            if (zone[i] == '|') continue;
            var covered = IsCovered(zone, i);
            foreach (var c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<")
            {
                if (c == zone[i]) continue;
                all++;
                var reading = Mrz.Read(string.Concat(zone.AsSpan(0, i), [c], zone.AsSpan(i + 1)));
                if (!reading.CheckDigitsValid) digit++;
                else if ((reading.Findings & ~known.Findings) != 0) form++;
                else if (!covered) uncovered++;
                else if (CheckDigit.LookAlikes(zone[i]).Contains(c)) lookAlike++;
                else unexplained++;
            }
        }

        return (all, digit, form, uncovered, lookAlike, unexplained);
    }

    // A position stands under a digit when some other character there makes a digit wrong.
    private static bool IsCovered(string zone, int at)
    {
        foreach (var c in "0123456789")
            if (c != zone[at] && !Mrz.Read(string.Concat(zone.AsSpan(0, at), [c], zone.AsSpan(at + 1))).CheckDigitsValid) return true;
        return false;
    }
}
