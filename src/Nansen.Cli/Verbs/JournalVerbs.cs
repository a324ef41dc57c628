using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nansen.Journal;
using Nansen.Register;

namespace Nansen.Cli;

/// <summary><c>nansen journal verify</c>, <c>nansen journal checkpoint</c>, <c>nansen backup</c>, <c>nansen restore</c> and <c>nansen recover</c>.</summary>
internal static class JournalVerbs
{
    public static IEnumerable<Command> All() => [Journal(), Backup(), Restore(), Recover()];

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
        var keys = new Option<bool>("--with-keys") { Description = "Put the keys in as well: master key, document signers, sign-in. Whoever has the file then can read everything and issue documents." };
        var verb = new Command("backup", "Copy books, blobs, checkpoints, wrapped keys, settings, accounts and trust lists into one file, while the node runs, and verify the copy.") { Options = { data, file, keys } };
        verb.SetAction((parsed, cancellation) => ForPeopleAsync(async () =>
        {
            var (target, withKeys) = (parsed.GetRequiredValue(file).FullName, parsed.GetValue(keys));
            var verdict = await JournalDirectory.BackupAsync(parsed.GetRequiredValue(data).FullName, target, withKeys, RegisterNode.KeptBeside, cancellation);
            Print(new JsonObject { ["file"] = target, ["entries"] = verdict.Entries, ["bytes"] = new FileInfo(target).Length, ["masterKey"] = withKeys });
        }));
        return verb;
    }

    private static Command Restore()
    {
        var data = Data();
        var file = new Option<FileInfo>("--from") { Description = "The tar file that backup wrote.", Required = true };
        var key = new Option<FileInfo?>("--master-key") { Description = "The node's master key, when the backup does not have it." };
        var shares = new Option<FileInfo[]>("--share") { Description = "A recovery share, when the master key is lost; give as many as it takes.", AllowMultipleArgumentsPerToken = true };
        var verb = new Command("restore", "Unpack a backup into a new data directory and let its books go on as successors.") { Options = { data, file, key, shares } };
        verb.SetAction((parsed, cancellation) => ForPeopleAsync(async () =>
        {
            var (from, directory, held) = (parsed.GetRequiredValue(file).FullName, parsed.GetRequiredValue(data).FullName, parsed.GetValue(shares) ?? []);
            var verdict = await JournalDirectory.RestoreAsync(from, directory, parsed.GetValue(key)?.FullName, cancellation);
            try
            {
                var recovered = held.Length == 0 ? 0 : await JournalDirectory.RecoverKeysAsync(directory, [.. held.Select(s => s.FullName)], cancellation: cancellation);
                await JournalDirectory.SucceedAsync(directory, cancellation: cancellation);
                Print(new JsonObject { ["ok"] = true, ["entries"] = verdict.Entries, ["keysRecovered"] = recovered, ["documentKeys"] = Directory.Exists(Path.Combine(directory, "keys", "documents")) });
            }
            catch
            {
                // What cannot go on is no node; the backup is still there.
                Directory.Delete(directory, recursive: true);
                throw;
            }
        }));
        return verb;
    }

    private static Command Recover()
    {
        var data = Data();
        var shares = new Option<FileInfo[]>("--share") { Description = "A recovery share; give as many as it takes.", Required = true, AllowMultipleArgumentsPerToken = true };
        var verb = new Command("recover", "Bring a node's lost master key back from its recovery shares.") { Options = { data, shares } };
        verb.SetAction((parsed, cancellation) => ForPeopleAsync(async () =>
        {
            var keys = await JournalDirectory.RecoverKeysAsync(parsed.GetRequiredValue(data).FullName, [.. parsed.GetRequiredValue(shares).Select(s => s.FullName)], cancellation: cancellation);
            Print(new JsonObject { ["ok"] = true, ["keysRecovered"] = keys });
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
