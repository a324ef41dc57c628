using System.CommandLine;
using Nansen.Statistics;

namespace Nansen.Cli;

/// <summary><c>nansen statistics account</c> and <c>restatement</c> on a journal of periods.</summary>
internal static class PeriodJournalVerbs
{
    public static Command Account()
    {
        var file = File();
        var knownAt = new Option<string>("--as-known-at") { Description = "Only entries recorded by this day; also the horizon. Default: the last day recorded." };
        var from = new Option<string>("--from") { Description = "First year. Default: the first of the journal." };
        var to = new Option<string>("--to") { Description = "Last year. Default: the year of --as-known-at." };
        var command = new Command("account", "The account of a journal of periods: each row balances.") { file, knownAt, from, to, StatisticsOutput.Format() };
        command.SetAction(r => StatisticsOutput.Write(output =>
        {
            var day = StatisticsOutput.Day(r.GetValue(knownAt), "--as-known-at");
            var first = StatisticsOutput.Year(r.GetValue(from), "--from");
            var last = StatisticsOutput.Year(r.GetValue(to), "--to");
            if (last < first) throw new FormatException($"--to {last} is before --from {first}.");
            var journal = Read(r.GetValue(file)!, day);
            var known = day ?? journal.LastRecorded ?? new DateOnly(1, 1, 1);
            journal.Account(known, first ?? journal.FirstYear, last ?? known.Year).WriteCsv(output);
        }));
        return command;
    }

    public static Command Restatement()
    {
        var file = File();
        var then = new Option<string>("--from-known") { Description = "The day of the older knowledge.", Required = true };
        var now = new Option<string>("--to-known") { Description = "The day of the newer knowledge.", Required = true };
        var causes = new Option<bool>("--causes") { Description = "Add the sequence numbers of the entries behind each change." };
        var command = new Command("restatement", "Every cell of past years that changed between two days of knowledge.") { file, then, now, causes, StatisticsOutput.Format() };
        command.SetAction(r => StatisticsOutput.Write(output =>
        {
            var older = StatisticsOutput.Day(r.GetValue(then), "--from-known")!.Value;
            var newer = StatisticsOutput.Day(r.GetValue(now), "--to-known")!.Value;
            if (newer < older) throw new FormatException("--to-known is before --from-known.");
            var journal = Read(r.GetValue(file)!, newer);
            var account = (journal.InOrder ? journal : Read(r.GetValue(file)!, older)).Account(older, journal.FirstYear, older.Year);
            var withCauses = r.GetValue(causes);
            Statistics.Restatement.WriteCsv(journal.RestatementSince(account, older, newer, withCauses), withCauses, output);
        }));
        return command;
    }

    private static Argument<string> File() => new("PERIODS.csv") { Description = "seq,recorded_on,period_id,op,effective_on,sex,birth,coo,status,field,value" };

    private static PeriodJournal Read(string path, DateOnly? knownUntil)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        try
        {
            return PeriodJournal.Read(stream, knownUntil);
        }
        catch (PeriodJournalException wrong)
        {
            throw new FormatException($"{path}, {wrong.Message}", wrong);
        }
    }
}
