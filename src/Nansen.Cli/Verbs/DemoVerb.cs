using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Nansen.Cooperation;
using Nansen.Journal;
using Nansen.Register;
using Spectre.Console;

namespace Nansen.Cli;

/// <summary><c>nansen demo</c>: makes State Utopia's register on the published figures of a State, when there is none yet.</summary>
internal static class DemoVerb
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Make()
    {
        var noServe = new Option<bool>("--no-serve") { Description = "Only make the register; the last line is JSON." };
        var like = new Option<string>("--like") { Description = "UNHCR's code of the State whose figures it equals (GEO is Georgia).", DefaultValueFactory = _ => "GEO" };
        var from = new Option<int>("--from") { Description = "First year.", DefaultValueFactory = _ => 2014 };
        var to = new Option<int>("--to") { Description = "Last year.", DefaultValueFactory = _ => 2025 };
        var seed = new Option<long>("--seed") { Description = "The same seed makes the same register.", DefaultValueFactory = _ => 7 };
        var today = new Option<DateOnly?>("--today") { Description = "The day it is taken to be, YYYY-MM-DD; without it, today." };
        var port = new Option<int>("--port") { Description = "Port on this machine.", DefaultValueFactory = _ => 5080 };
        var data = DataFolder.Option();
        var demo = new Command("demo", "Makes and serves a demonstration register on real figures; everybody in it is invented.") { noServe, like, from, to, seed, data, today, port };
        demo.SetAction(async (parsed, stop) =>
        {
            var directory = parsed.GetValue(data)!;
            var options = new DemoOptions(parsed.GetValue(like)!.ToUpperInvariant(), parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(seed), parsed.GetValue(today));
            try
            {
                var summary = File.Exists(Path.Combine(directory, "register.json")) ? null : await WithProgressAsync(directory, options, stop);
                if (!parsed.GetValue(noServe)) return await HostingVerbs.ServeDemoAsync(directory, parsed.GetValue(port), stop);
                summary ??= await DemoRegister.CountAsync(directory, stop);
                Console.Out.WriteLine(JsonSerializer.Serialize(new
                {
                    summary.Individuals,
                    summary.Cases,
                    summary.Entries,
                    Seconds = Math.Round(summary.Seconds, 2),
                    EntriesPerSecond = summary.Seconds > 0 ? Math.Round(summary.Entries / summary.Seconds) : 0,
                }, Json));
                return 0;
            }
            catch (OperationCanceledException)
            {
                return DataFolder.Fail("Stopped; nothing is left of the register that was being made.", 130);
            }
            catch (Exception problem) when (problem is RegisterException or JournalUnavailableException or JournalDirectoryException or IOException or UnauthorizedAccessException)
            {
                return DataFolder.Fail(problem.Message);
            }
        });
        return demo;
    }

    private static async ValueTask FollowUpAsync(RegisterNode node, DemoOptions options, CancellationToken stop)
    {
        await CooperationDemo.FillAsync(node, cancellation: stop);
        // Its rounding is drawn from the seed: the same seed publishes the same tables.
        await new ReleaseDesk(node).MakeAsync(new ReleaseDraft(options.From, options.To), FormattableString.Invariant($"{options.Like} {options.Seed}"), stop);
    }

    // On standard error: standard output is for the result.
    private static async Task<DemoSummary> WithProgressAsync(string directory, DemoOptions options, CancellationToken stop)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected || !console.Profile.Capabilities.Interactive)
            return await Task.Run(() => DemoRegister.BuildAsync(directory, options, new PercentLines(), (node, token) => FollowUpAsync(node, options, token), stop), stop);
        return await console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async context =>
        {
            var bar = context.AddTask("Making the register of Utopia");
            var progress = new Reports(p =>
            {
                bar.MaxValue = p.Of;
                bar.Value = p.Done;
                bar.Description = string.Create(CultureInfo.InvariantCulture, $"Making the register of Utopia: {p.Day:yyyy-MM}");
            });
            return await Task.Run(() => DemoRegister.BuildAsync(directory, options, progress, (node, token) => FollowUpAsync(node, options, token), stop), stop);
        });
    }

    private sealed class Reports(Action<DemoProgress> report) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => report(value);
    }

    private sealed class PercentLines : IProgress<DemoProgress>
    {
        private int _told = -1;

        public void Report(DemoProgress value)
        {
            var percent = value.Of == 0 ? 100 : (int)(100L * value.Done / value.Of) / 5 * 5;
            if (percent == _told) return;
            _told = percent;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{percent,3} %  {value.Day:yyyy-MM-dd}"));
        }
    }
}
