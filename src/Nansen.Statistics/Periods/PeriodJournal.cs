using System.Text;

namespace Nansen.Statistics;

/// <summary>What an entry of a period journal does.</summary>
public enum PeriodOperation
{
    /// <summary>A person enters a status.</summary>
    Open,

    /// <summary>She leaves it.</summary>
    Close,

    /// <summary>A field had been recorded wrong.</summary>
    Correct,

    /// <summary>The period never was.</summary>
    Void,
}

/// <summary>
/// A period journal of exact days (docs/period-journal.md) held in columns: one version of a period an entry, kept, so
/// that the account as known at a past day is one pass over the versions that stood then.
/// </summary>
public sealed partial class PeriodJournal
{
    private const int Standing = int.MaxValue;
    private readonly CodeList coos = new(), statuses = new();
    private readonly PeriodIndex index = new();
    private int[] recorded = new int[1024], superseded = new int[1024], from = new int[1024], to = new int[1024], birth = new int[1024], earlier = new int[1024];

    /// <summary>The versions of each origin, sex and status, in order: where a trace looks.</summary>
    private List<int>?[][] alike = [];
    private ushort[] coo = new ushort[1024], status = new ushort[1024];
    private byte[] sex = new byte[1024];
    private long[] seqs = new long[1024];
    private int lastRecorded;

    /// <summary>Room for statuses in the numbers of groups: a power of two, so that the numbers seldom change.</summary>
    private int statusRoom = 4;

    /// <summary>How many entries it holds.</summary>
    public int Count { get; private set; }

    /// <summary>How many periods they are about.</summary>
    public int Periods => index.Count;

    /// <summary>
    /// Whether the days of recording never run backwards. Only then is what was known at a day a front part of the
    /// journal; else read it anew up to that day (<see cref="Read"/>).
    /// </summary>
    public bool InOrder { get; private set; } = true;

    /// <summary>The first year in which anything was ever recorded to begin.</summary>
    public int FirstYear { get; private set; } = 9999;

    /// <summary>The last day on which an entry was recorded.</summary>
    public DateOnly? LastRecorded => Count == 0 ? null : DateOnly.FromDayNumber(lastRecorded);

    /// <summary>The codes of sex in the order of tables.</summary>
    internal static string SexCodes => "FMU";

    /// <summary>Takes in one entry; on bad data says why and takes nothing.</summary>
    internal string? Append(in PeriodEntry entry)
    {
        ref var latest = ref index.At(PeriodIndex.Key(entry.Period));
        if (entry.Operation == PeriodOperation.Open ? latest >= 0 : latest < 0)
            return $"period_id '{Encoding.UTF8.GetString(entry.Period)}' " + (entry.Operation == PeriodOperation.Open
                ? "is opened a second time" : $"was never opened; {entry.Operation.ToString().ToUpperInvariant()} needs an OPEN before it");
        if (Count == recorded.Length) Grow();
        var n = Count;
        if (latest >= 0)
        {
            (from[n], to[n], birth[n], coo[n], sex[n], status[n]) = (from[latest], to[latest], birth[latest], coo[latest], sex[latest], status[latest]);
            superseded[latest] = n;
        }

        // A voided period stays void whatever is recorded about it later: its days say that it ends before it begins.
        if (latest < 0 || to[n] != Voided) Apply(entry, n);
        (recorded[n], superseded[n], earlier[n], seqs[n]) = (entry.RecordedOn, Standing, latest, entry.Seq);
        if (n > 0 && recorded[n - 1] > recorded[n]) InOrder = false;
        lastRecorded = Math.Max(lastRecorded, recorded[n]);
        if (from[n] < int.MaxValue) FirstYear = Math.Min(FirstYear, DayArithmetic.Year(from[n]));
        (Alike(coo[n] * 3 + sex[n], status[n]) ??= []).Add(n);
        latest = n;
        Count++;
        return null;
    }

    private ref List<int>? Alike(int origin, int state)
    {
        if (origin >= alike.Length)
        {
            var length = alike.Length;
            Array.Resize(ref alike, Math.Max(origin + 1, length * 2));
            alike.AsSpan(length).Fill([]);
        }

        if (state >= alike[origin].Length) Array.Resize(ref alike[origin], state + 1);
        return ref alike[origin][state];
    }

    /// <summary>The last day of a period that never was.</summary>
    private const int Voided = -2;

    private void Apply(in PeriodEntry entry, int n)
    {
        switch (entry.Operation)
        {
            case PeriodOperation.Open:
                (from[n], to[n], birth[n], sex[n]) = (entry.EffectiveOn, YearCounters.Open, entry.Birth, entry.Sex);
                coo[n] = coos.Number(entry.Coo);
                status[n] = statuses.Number(entry.Status);
                while (statusRoom <= status[n]) statusRoom *= 2;
                break;
            case PeriodOperation.Close:
                to[n] = entry.EffectiveOn;
                break;
            case PeriodOperation.Void:
                to[n] = Voided;
                break;
            default:
                switch (entry.Field)
                {
                    case CorrectedField.From: from[n] = entry.EffectiveOn; break;
                    case CorrectedField.To: to[n] = entry.EffectiveOn; break;
                    case CorrectedField.Birth: birth[n] = entry.Birth; break;
                    case CorrectedField.Sex: sex[n] = entry.Sex; break;
                    default: coo[n] = coos.Number(entry.Coo); break;
                }

                break;
        }
    }

    /// <summary>How many entries had been recorded by a day.</summary>
    private int KnownBy(DateOnly day)
    {
        var at = day.DayNumber;
        if (Count == 0 || recorded[Count - 1] <= at && InOrder) return Count;
        if (!InOrder)
            return recorded.AsSpan(0, Count).ContainsAnyExceptInRange(int.MinValue, at)
                ? throw new InvalidOperationException("The days of recording run backwards; read the journal up to the day instead.") : Count;
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (recorded[middle] <= at) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Grow()
    {
        var size = recorded.Length * 2;
        Array.Resize(ref recorded, size);
        Array.Resize(ref superseded, size);
        Array.Resize(ref from, size);
        Array.Resize(ref to, size);
        Array.Resize(ref birth, size);
        Array.Resize(ref earlier, size);
        Array.Resize(ref coo, size);
        Array.Resize(ref sex, size);
        Array.Resize(ref status, size);
        Array.Resize(ref seqs, size);
    }
}
