using System.Diagnostics;
using Npgsql;

[assembly: AssemblyFixture(typeof(Nansen.Journal.Tests.PostgresServer))]

namespace Nansen.Journal.Tests;

/// <summary>
/// A real PostgreSQL server of this test run alone: started unprivileged in a temporary directory, reached by a Unix
/// socket there, gone afterwards. As root it runs as the user <c>postgres</c>, for PostgreSQL refuses root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Lazy<Task<string>> _started;
    private string? _folder;
    private int _databases;

    public PostgresServer() => _started = new(StartAsync);

    private static bool Root => Environment.UserName == "root";

    /// <summary>A new, empty database.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var folder = await _started.Value;
        var name = $"t{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionTo(folder, "postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return ConnectionTo(folder, name);
    }

    private static string ConnectionTo(string folder, string database) =>
        $"Host={folder};Username=nansen;Database={database};Pooling=true;Minimum Pool Size=0;Maximum Pool Size=20;No Reset On Close=true";

    private async Task<string> StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("nansen-postgres-").FullName;
        if (Root) await RunAsync("chown", "postgres", _folder);
        await RunAsync(Program("initdb"), "-D", $"{_folder}/data", "-U", "nansen", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await RunAsync(Program("pg_ctl"), "-D", $"{_folder}/data", "-w", "-l", $"{_folder}/log", "-o", $"-c listen_addresses='' -c unix_socket_directories='{_folder}' -c max_connections=200 -c max_prepared_transactions=0", "start");
        return _folder;
    }

    private static string Program(string name)
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => $"{version}/bin/{name}").Where(File.Exists).OrderDescending(StringComparer.Ordinal).FirstOrDefault()
            : null;
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return installed ?? inPath ?? throw new InvalidOperationException("These tests need PostgreSQL: apt-get install postgresql (the server programs suffice; no service has to run).");
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var asPostgres = Root && program != "chown";
        var start = new ProcessStartInfo(asPostgres ? "runuser" : program, asPostgres ? ["-u", "postgres", "--", program, .. arguments] : arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}.");
    }

    /// <summary>Stops the server at once, as a power cut would.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated) return;
        await _started.Value;
        NpgsqlConnection.ClearAllPools();
        await RunAsync(Program("pg_ctl"), "-D", $"{_folder}/data", "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder!, recursive: true);
    }
}

public sealed class PostgresJournalTests(PostgresServer server) : JournalContract
{
    protected override async Task<TestNode> NodeAsync(JournalOptions? options = null, IRowFold? fold = null) =>
        await TestNode.CreateAsync((options ?? new()) with { PostgreSql = await server.NewDatabaseAsync() }, fold);
}
