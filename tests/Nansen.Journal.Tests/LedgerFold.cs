namespace Nansen.Journal.Tests;

/// <summary>A fold of the test's own: for each stream, how many entries it has and the text of the last.</summary>
public sealed class LedgerFold : IRowFold
{
    public int Version { get; init; } = 1;

    public IReadOnlyList<string> Tables => ["ledger"];

    public string Schema(SqlDialect dialect) =>
        $"create table ledger (stream {dialect.Bytes} not null primary key, entries {dialect.Integer} not null, last {dialect.Text}, version {dialect.Integer} not null)";

    public void Apply(IRowTransaction tx, IReadOnlyList<Entry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.Book.Kind == BookKind.Records))
        {
            var text = Make.Text(entry.Parts[0]);
            if (text == "refuse") throw new InvalidOperationException("The fold refuses this.");
            tx.Execute(
                "insert into ledger (stream, entries, last, version) values (@p0, 1, @p1, @p2) on conflict (stream) do update set entries = ledger.entries + 1, last = excluded.last",
                entry.Stream, text, Version);
        }
    }
}
