using System.Globalization;
using System.Text;
using CsCheck;

namespace Nansen.Statistics.Tests;

/// <summary>Random period journals: openings, closings, corrections and voids in any order, many on birthdays and leap days.</summary>
internal static class RandomJournal
{
    private static readonly DateOnly First = new(1998, 1, 1);

    /// <summary>One line without its sequence number; <c>Recorded</c> orders the lines.</summary>
    public sealed record Line(DateOnly Recorded, int Period, string Rest);

    private static readonly Gen<DateOnly> Days = Gen.Frequency(
        (8, Gen.Int[0, 9000].Select(First.AddDays)),
        (1, Gen.Int[0, 5].Select(n => new DateOnly(2000 + 4 * n, 2, 29))),
        (1, Gen.Int[1998, 2022].Select(y => new DateOnly(y, 12, 31))),
        (1, Gen.Int[1998, 2022].Select(y => new DateOnly(y, 2, 28))));

    private static readonly Gen<string> Birth = Gen.Frequency(
        (1, Gen.Const("")), (3, Days.Select(Iso)), (3, Days.Select(d => Iso(d.AddYears(-17)))), (2, Days.Select(d => Iso(d.AddYears(-59)))),
        (2, Gen.Int[0, 15].Select(n => Iso(new DateOnly(1944 + 4 * n, 2, 29)))));

    private static readonly Gen<string> Later = Gen.Frequency(
        (4, Days.Select(d => $"CLOSE,{Iso(d)},,,,,,")),
        (1, Gen.Const("VOID,,,,,,,")),
        (1, Gen.Select(Gen.OneOfConst("d_from", "d_to"), Days, (f, d) => $"CORRECT,,,,,,{f},{Iso(d)}")),
        (1, Gen.Const("CORRECT,,,,,,d_to,")),
        (1, Birth.Select(b => $"CORRECT,,,,,,birth,{b}")),
        (1, Gen.OneOfConst("F", "M", "U").Select(s => $"CORRECT,,,,,,sex,{s}")),
        (1, Gen.OneOfConst("2", "10", "33").Select(c => $"CORRECT,,,,,,coo,{c}")));

    private static readonly Gen<(string Open, DateOnly On, (string Entry, int Delay)[] Later)> Life = Gen.Select(
        Days, Gen.OneOfConst("F", "M", "U"), Birth, Gen.OneOfConst("2", "10"), Gen.OneOfConst("asy", "ref"),
        Gen.Select(Later, Gen.Int[0, 4000]).Array[0, 4],
        (on, sex, birth, coo, status, later) => ($"OPEN,{Iso(on)},{sex},{birth},{coo},{status},,", on, later));

    public static readonly Gen<IReadOnlyList<Line>> Lines = Life.Array[1, 12].Select(lives =>
    {
        var lines = new List<Line>();
        for (var i = 0; i < lives.Length; i++)
        {
            lines.Add(new Line(lives[i].On, i, lives[i].Open));
            lines.AddRange(lives[i].Later.Select(l => new Line(lives[i].On.AddDays(l.Delay), i, l.Entry)));
        }

        return (IReadOnlyList<Line>)[.. lines.OrderBy(l => l.Recorded)];
    });

    public static string Csv(IEnumerable<Line> lines)
    {
        var csv = new StringBuilder("seq,recorded_on,period_id,op,effective_on,sex,birth,coo,status,field,value\n");
        var seq = 0;
        foreach (var line in lines) csv.Append(CultureInfo.InvariantCulture, $"{++seq},{Iso(line.Recorded)},p{line.Period},{line.Rest}\n");
        return csv.ToString();
    }

    public static PeriodJournal Read(string csv, DateOnly? until = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return PeriodJournal.Read(stream, until);
    }

    /// <summary>Appends the lines from a place on to a journal, through the reader of its own form; gives what each was answered.</summary>
    public static IEnumerable<string?> EntriesFrom(IReadOnlyList<Line> lines, int start, PeriodJournal journal)
    {
        for (var i = start; i < lines.Count; i++)
            yield return journal.AppendLine($"{i + 1},{Iso(lines[i].Recorded)},p{lines[i].Period},{lines[i].Rest}");
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
