using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nansen.Journal;

namespace Nansen.Cli;

/// <summary><c>nansen journal verify</c>, <c>nansen journal checkpoint</c>, <c>nansen backup</c> and <c>nansen restore</c>.</summary>
internal static class JournalVerbs
{
    public static IEnumerable<Command> All() => [Journal(), Backup(), Restore()];

    private static Option<DirectoryInfo> Data() => new("--data") { Description = "The node's data directory.", Required = true };

    private static Command Journal() => new("journal", "Prove and keep the books.") { Subcommands = { Verify(), Checkpoint(), Rebuild() } };

    private static Command Verify()
    {
        var data = Data();
        var verb = new Command("verify", "Read every entry and tell whether it is as it was written: exit code 0 or 1.") { Options = { data } };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var verdict = await JournalDirectory.VerifyAsync(parsed.GetRequiredValue(data).FullName, cancellation: cancellation);
            Print(verdict.Ok
                ? new JsonObject { ["ok"] = true, ["entries"] = verdict.Entries }
                : new JsonObject { ["ok"] = false, ["book"] = verdict.Book, ["seq"] = verdict.Seq, ["reason"] = verdict.Reason });
            return verdict.Ok ? 0 : 1;
        });
        return verb;
    }

    private static Command Checkpoint()
    {
        var data = Data();
        var verb = new Command("checkpoint", "Sign where the books stand; keep the printed line where nobody who can write the database can write.") { Options = { data } };
        verb.SetAction((parsed, cancellation) => ForPeopleAsync(async () =>
        {
            await using var journal = await JournalDirectory.OpenAsync(parsed.GetRequiredValue(data).FullName, cancellation: cancellation);
            Console.Out.WriteLine((await journal.CheckpointAsync(cancellation)).Text);
        }));
        return verb;
    }

    private static Command Rebuild()
    {
        var data = DataFolder.Option();
        var verb = new Command("rebuild", "Throw the rows away and fold every entry anew; the digests are equal when the rows were right.") { data };
        verb.SetAction((parsed, cancellation) => DataFolder.WithNodeAsync(parsed.GetValue(data)!, async node =>
        {
            var result = await node.Journal.RebuildAsync(cancellation: cancellation);
            Print(new JsonObject { ["digestBefore"] = result.DigestBefore, ["digestAfter"] = result.DigestAfter, ["entries"] = result.Entries });
            return result.DigestBefore == result.DigestAfter ? 0 : 1;
        }));
        return verb;
    }

    private static Command Backup()
    {
        var data = Data();
        var file = new Option<FileInfo>("--out") { Description = "The tar file to write.", Required = true };
        var keys = new Option<bool>("--with-keys") { Description = "Put the master key in as well. Whoever has the file then can read everything." };
        var verb = new Command("backup", "Copy books, blobs, checkpoints and wrapped keys into one file, while the node runs, and verify the copy.") { Options = { data, file, keys } };
        verb.SetAction((parsed, cancellation) => ForPeopleAsync(async () =>
        {
            var (target, withKeys) = (parsed.GetRequiredValue(file).FullName, parsed.GetValue(keys));
            var verdict = await JournalDirectory.BackupAsync(parsed.GetRequiredValue(data).FullName, target, withKeys, cancellation);
            Print(new JsonObject { ["file"] = target, ["entries"] = verdict.Entries, ["bytes"] = new FileInfo(target).Length, ["masterKey"] = withKeys });
        }));
        return verb;
    }

    private static Command Restore()
    {
        var data = Data();
        var file = new Option<FileInfo>("--from") { Description = "The tar file that backup wrote.", Required = true };
        var key = new Option<FileInfo?>("--master-key") { Description = "The node's master key, when the backup does not have it." };
        var verb = new Command("restore", "Unpack a backup into a new data directory and let its books go on as successors.") { Options = { data, file, key } };
        verb.SetAction((parsed, cancellation) => ForPeopleAsync(async () =>
        {
            var verdict = await JournalDirectory.RestoreAsync(parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(data).FullName, parsed.GetValue(key)?.FullName, cancellation);
            await JournalDirectory.SucceedAsync(parsed.GetRequiredValue(data).FullName, cancellation: cancellation);
            Print(new JsonObject { ["ok"] = true, ["entries"] = verdict.Entries });
        }));
        return verb;
    }

    private static async Task<int> ForPeopleAsync(Func<Task> act)
    {
        try
        {
            await act();
            return 0;
        }
        catch (Exception error) when (error is JournalDirectoryException or JournalUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
    }

    private static void Print(JsonObject json) => Console.Out.WriteLine(json.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
}
