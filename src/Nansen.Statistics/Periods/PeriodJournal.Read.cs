using System.Buffers.Text;
using System.Text;

namespace Nansen.Statistics;

/// <summary>A journal file that cannot be read: where and why.</summary>
/// <param name="line">Line of the file, from 1.</param>
/// <param name="reason">What is wrong and what would be right.</param>
public sealed class PeriodJournalException(int line, string reason) : FormatException($"line {line}: {reason}")
{
    /// <summary>Line of the file, from 1.</summary>
    public int Line { get; } = line;
}

public sealed partial class PeriodJournal
{
    private static readonly string[] Columns =
        ["seq", "recorded_on", "period_id", "op", "effective_on", "sex", "birth", "coo", "status", "field", "value"];

    /// <summary>
    /// Reads a journal in CSV, as a stream: <c>seq,recorded_on,period_id,op,effective_on,sex,birth,coo,status,field,value</c>.
    /// </summary>
    /// <param name="csv">The file, UTF-8.</param>
    /// <param name="knownUntil">Entries recorded after this day are passed over.</param>
    /// <exception cref="PeriodJournalException">It is not such a journal.</exception>
    public static PeriodJournal Read(Stream csv, DateOnly? knownUntil = null)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var journal = new PeriodJournal();
        var lines = new Utf8Lines(csv);
        if (!lines.Next(out var header)) throw new PeriodJournalException(1, "the file is empty; it must begin with the column names");
        var order = ColumnOrder(Encoding.UTF8.GetString(header));
        try
        {
            ReadLines(ref lines, order, knownUntil?.DayNumber ?? int.MaxValue, journal);
        }
        catch (FormatException wrong) when (wrong is not PeriodJournalException)
        {
            throw new PeriodJournalException(lines.Number, wrong.Message);
        }

        return journal;
    }

    private static void ReadLines(ref Utf8Lines lines, int[] order, int known, PeriodJournal journal)
    {
        var openedLater = new HashSet<UInt128>();
        Span<Range> fields = stackalloc Range[32];
        while (lines.Next(out var line))
        {
            if (line.IsEmpty) continue;
            var count = lines.Split(ref line, fields);
            var error = count != order.Length ? WrongCount(count, $"the header has {order.Length}")
                : ReadEntry(line, fields, order, out var entry) is { } wrong ? wrong
                : entry.RecordedOn <= known ? AppendKnown(journal, entry, openedLater) : PassOver(entry, openedLater);
            if (error is not null) throw new PeriodJournalException(lines.Number, error);
        }
    }

    private static string? PassOver(in PeriodEntry entry, HashSet<UInt128> openedLater)
    {
        if (entry.Operation == PeriodOperation.Open) openedLater.Add(PeriodIndex.Key(entry.Period));
        return null;
    }

    /// <summary>Days of recording can run backwards: what is known of a period whose opening is not yet known changes nothing.</summary>
    private static string? AppendKnown(PeriodJournal journal, in PeriodEntry entry, HashSet<UInt128> openedLater) =>
        openedLater.Count > 0 && openedLater.Contains(PeriodIndex.Key(entry.Period)) ? null : journal.Append(entry);

    private static string WrongCount(int count, string wanted) =>
        count < 0 ? "a quotation mark is opened and not closed on the line" : $"has {count} fields; {wanted}";

    /// <summary>Appends one line in the columns' usual order; says what is wrong, or null.</summary>
    public string? AppendLine(string line)
    {
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(line);
        Span<Range> fields = stackalloc Range[Columns.Length + 1];
        var count = new Utf8Lines(Stream.Null).Split(ref bytes, fields);
        if (count != Columns.Length) return WrongCount(count, $"there must be {Columns.Length}");
        return ReadEntry(bytes, fields, [.. Enumerable.Range(0, Columns.Length)], out var entry) ?? Append(entry);
    }

    private static int[] ColumnOrder(string header)
    {
        var names = header.Split(',').Select(n => n.Trim().Trim('"')).ToList();
        var missing = Columns.Where(c => !names.Contains(c)).ToList();
        if (missing.Count > 0) throw new PeriodJournalException(1, $"column {missing[0]} is missing; the columns are {string.Join(',', Columns)}");
        if (names.Count > 32) throw new PeriodJournalException(1, "has more than 32 columns");
        return [.. Columns.Select(c => names.IndexOf(c)), .. names.Skip(Columns.Length).Select(_ => -1)];
    }

    private static string? ReadEntry(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields, int[] order, out PeriodEntry entry)
    {
        entry = new PeriodEntry();
        var seq = line[fields[order[0]]];
        if (!Utf8Parser.TryParse(seq, out entry.Seq, out var used) || used != seq.Length) return "seq must be a whole number";
        if (!Day(line[fields[order[1]]], out entry.RecordedOn)) return "recorded_on must be a day such as 2024-12-31";
        entry.Period = line[fields[order[2]]];
        if (entry.Period.IsEmpty) return "period_id is empty";
        var op = line[fields[order[3]]];
        if (op.SequenceEqual("OPEN"u8)) entry.Operation = PeriodOperation.Open;
        else if (op.SequenceEqual("CLOSE"u8)) entry.Operation = PeriodOperation.Close;
        else if (op.SequenceEqual("CORRECT"u8)) return ReadCorrection(line[fields[order[9]]], line[fields[order[10]]], ref entry);
        else if (op.SequenceEqual("VOID"u8))
        {
            entry.Operation = PeriodOperation.Void;
            return null;
        }
        else return $"op is '{Encoding.UTF8.GetString(op)}'; it must be OPEN, CLOSE, CORRECT or VOID";

        if (!Day(line[fields[order[4]]], out entry.EffectiveOn)) return "effective_on must be a day such as 2024-12-31";
        if (entry.Operation == PeriodOperation.Close) return null;
        entry.Coo = line[fields[order[7]]];
        entry.Status = line[fields[order[8]]];
        if (!SexOf(line[fields[order[5]]], out entry.Sex)) return "sex must be F, M or U";
        return DayOrNone(line[fields[order[6]]], YearCounters.NoBirth, out entry.Birth) ? null : "birth must be a day such as 1999-02-28, or empty";
    }

    private static string? ReadCorrection(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value, ref PeriodEntry entry)
    {
        entry.Operation = PeriodOperation.Correct;
        const string Wanted = "value must be a day such as 2024-12-31, or empty";
        if (field.SequenceEqual("d_from"u8))
        {
            // Without a first day nobody can say when she was there: the period is active on no day.
            entry.Field = CorrectedField.From;
            return DayOrNone(value, int.MaxValue, out entry.EffectiveOn) ? null : Wanted;
        }

        if (field.SequenceEqual("d_to"u8))
        {
            entry.Field = CorrectedField.To;
            return DayOrNone(value, YearCounters.Open, out entry.EffectiveOn) ? null : Wanted;
        }

        if (field.SequenceEqual("birth"u8))
        {
            entry.Field = CorrectedField.Birth;
            return DayOrNone(value, YearCounters.NoBirth, out entry.Birth) ? null : Wanted;
        }

        if (field.SequenceEqual("sex"u8))
        {
            entry.Field = CorrectedField.Sex;
            return SexOf(value, out entry.Sex) ? null : "value must be F, M or U";
        }

        if (!field.SequenceEqual("coo"u8)) return $"field is '{Encoding.UTF8.GetString(field)}'; it must be sex, birth, coo, d_from or d_to";
        entry.Field = CorrectedField.Coo;
        entry.Coo = value;
        return null;
    }

    private static bool SexOf(ReadOnlySpan<byte> text, out byte sex)
    {
        sex = text.Length == 0 ? (byte)2 : (byte)SexCodes.IndexOf((char)text[0], StringComparison.Ordinal);
        return text.Length <= 1 && sex < 3;
    }

    private static bool DayOrNone(ReadOnlySpan<byte> text, int none, out int day)
    {
        day = none;
        return text.IsEmpty || Day(text, out day);
    }

    private static bool Day(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        if (!Number(text[..4], out var year) || !Number(text[5..7], out var month) || !Number(text[8..], out var dayOfMonth)) return false;
        if (year < 1 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month)) return false;
        day = new DateOnly(year, month, dayOfMonth).DayNumber;
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            number = number * 10 + digit - '0';
        }

        return true;
    }
}
