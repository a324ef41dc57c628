using Nansen.Values;

namespace Nansen.Statistics.Tests;

/// <summary>Sentences that build a small statistics book.</summary>
internal sealed class BookBuilder
{
    private readonly Dictionary<string, Guid> ids = new(StringComparer.Ordinal);

    public PeriodBook Book { get; } = new();

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static DateTimeOffset At(string day) => new(Day(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public Guid Id(string name) => ids.TryGetValue(name, out var id) ? id : ids[name] = Guid.NewGuid();

    public BookBuilder Opens(string who, string on, string birth = "1990-01-01", string coo = "SYR", string sex = "F",
        string status = "asylum_seeker", string cause = "applied", string? recorded = null)
    {
        var born = birth.Length == 0 ? (PartialDate?)null : PartialDate.Parse(birth);
        Book.Append(
            new PeriodOpened(Id(who), status, new Dictionary<string, string> { ["coo"] = coo, ["sex"] = sex }, Day(on), cause,
                AgeBand.On(born, Day(on)), AgeBand.CrossingsAfter(born, Day(on))),
            At(recorded ?? on));
        return this;
    }

    public BookBuilder Closes(string who, string on, string cause = "recognised", int? band = null, string? recorded = null) =>
        Adds(new PeriodClosed(Id(who), Day(on), cause, band), recorded ?? on);

    public BookBuilder Adds(StatisticsEntry entry, string recorded)
    {
        Book.Append(entry, At(recorded));
        return this;
    }

    public string Account(int from, int to, params string[] by) =>
        Book.Account(AccountQuery.Years(from, to, by) with { Status = "asylum_seeker" }).ToCsv().ReplaceLineEndings("\n").TrimEnd('\n');
}
