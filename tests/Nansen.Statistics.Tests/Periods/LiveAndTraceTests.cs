using CsCheck;

namespace Nansen.Statistics.Tests;

public sealed class LiveAndTraceTests
{
    private static readonly DateOnly Known = new(2034, 12, 31);

    [Fact]
    public void Follow_EntriesAppendedLater_GivesTheAccountOfAllOfThem() => RandomJournal.Lines.Sample(lines =>
    {
        var whole = RandomJournal.Read(RandomJournal.Csv(lines));
        var growing = RandomJournal.Read(RandomJournal.Csv(lines.Take(lines.Count / 2)));
        var live = growing.Live(2000, 2024, Known);
        foreach (var version in RandomJournal.EntriesFrom(lines, lines.Count / 2, growing)) Assert.Null(version);
        live.Follow();
        Assert.Equal(whole.Account(Known, 2000, 2024).Rows, live.Account().Rows);
    }, iter: 200);

    [Fact]
    public void Trace_OfEveryRow_NamesPeriodsThatAccountForIt() => RandomJournal.Lines.Sample(lines =>
    {
        var journal = RandomJournal.Read(RandomJournal.Csv(lines));
        foreach (var row in journal.Account(Known, 2000, 2024).Rows.Take(10))
        {
            var periods = journal.Trace(row.Key, Known);
            var behind = periods.SelectMany(p => p).Order().Select(seq => lines[(int)seq - 1]).ToList();
            Assert.Equal(row.Figures, SimplePeriods.Account(behind, Known, row.Key.Year).GetValueOrDefault(row.Key));
        }
    }, iter: 100);

    [Fact]
    public void Columns_OfAJournalsState_GiveTheSameAccountRawAndPrepared() => RandomJournal.Lines.Sample(lines =>
    {
        var journal = RandomJournal.Read(RandomJournal.Csv(lines));
        var expected = journal.Account(Known, 2003, 2034).Rows;
        var columns = journal.StateAt(Known);
        Assert.Equal(expected, columns.Account(2003, 2034, Known).Rows);
        Assert.Equal(expected, new PreparedColumns(columns, Known).Account(2003, 2034).Rows);
    }, iter: 100);
}
