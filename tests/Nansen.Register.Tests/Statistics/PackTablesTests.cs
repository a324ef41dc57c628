using Nansen.Packs;
using Nansen.Statistics;
using Nansen.Values;

namespace Nansen.Register.Tests;

/// <summary>The model pack's tables on statistics books made for the purpose, also those whose procedure the pack does not have yet.</summary>
public sealed class PackTablesTests
{
    private static readonly Pack Pack = PackLoader.Load(Home.PathOf("packs", "model")).Pack!;
    private static readonly PackTables Tables = new(Pack, "UTO");
    private readonly PeriodBook book = new();
    private long reference;

    [Fact]
    public void Refugees_come_out_in_the_lines_of_the_annual_report_and_what_no_line_takes_is_other()
    {
        var a = Opens("refugee_convention", "2024-02-01", "recognition");
        Opens("temporary_protection", "2024-03-01", "group_protection");
        Opens("refugee_convention", "2024-04-01", "birth");
        Opens("refugee_convention", "2024-05-01", "reopened");
        Closes(a, "2025-01-10", "voluntary_repatriation");
        Assert.Equal("""
            year,type,asylum,origin,REFPOP_START,ARR_GRP,ARR_TMP,ARR_IND,ARR_RESTL,BIRTH,REFOTHINC,VOLREP,RESTL,CESSATION,NATURLZN,DEATH,REFOTHDEC,REFPOP_END
            2024,REF,UTO,SYR,0,0,1,1,,1,1,0,,,,0,0,4
            2025,REF,UTO,SYR,4,0,0,0,,0,0,1,,,,0,0,3
            """, Csv("asr-refugees", 2024, 2025));
    }

    [Fact]
    public void Displacement_by_conflict_and_by_disaster_are_two_accounts()
    {
        var a = Opens("idp", "2024-02-01", "displacement", ("displacement", "conflict"), ("place", "P1"), ("official", "G"));
        Opens("idp", "2024-02-01", "displacement", ("displacement", "disaster"), ("place", "P2"), ("official", "G"));
        Closes(a, "2024-06-01", "return_home");
        Assert.Equal("""
            year,country,place,official,IDPHPOP_START,IDPHNEW,IDPHOTHINC,IDPHRTN,IDPHRELOC,IDPHOTHDEC,IDPHPOP_END
            2024,UTO,P1,G,0,1,0,1,,0,0
            """, Csv("asr-idp-conflict", 2024, 2024));
        Assert.Contains("2024,UTO,P2,G,0,1,0,,,0,1", Csv("asr-idp-disaster", 2024, 2024), StringComparison.Ordinal);
        Assert.False(TableSource.Of(Pack, Pack.Tables["asr-idp-conflict"]).Exists);
    }

    [Fact]
    public void Permits_victims_and_detention_are_counted_once_a_book_holds_them()
    {
        Opens("residence_permit", "2024-02-01", "first_permit", ("reason", "work"), ("duration", "12+"));
        Counts("vot_presumed", "2024-03-01", ("sex", "F"), ("band", "18-59"), ("exploitation", "labour"));
        Counts("vot_identified", "2024-03-02", ("sex", "F"), ("band", "18-59"), ("exploitation", "labour"));
        var held = Opens("immigration_detention", "2024-02-01", "placement", ("ground", "G1"));
        Closes(held, "2024-02-20", "release");
        Assert.Contains("2024,UTO,SYR,work,12+,1", Csv("migr_resfirst", 2024, 2024), StringComparison.Ordinal);
        Assert.Contains("2024,UTO,SYR,work,12+,1", Csv("migr_resvalid", 2024, 2024), StringComparison.Ordinal);
        // No help was recorded, and the pack has no step that would: not available, which is not nobody.
        Assert.Contains("2024,F,18-59,labour,1,1,,,", Csv("trafficking-victims", 2024, 2024), StringComparison.Ordinal);
        Assert.Contains("2024,G1,F,18-59,0,1,0,0,1,,,0,0,0", Csv("detention-persons", 2024, 2024), StringComparison.Ordinal);
    }

    [Fact]
    public void Persons_and_cases_never_stand_in_one_table()
    {
        Counts("application", "2024-03-01", ("app_type", "N"), ("sex", "F"), ("age_eu", "Y18-34"));
        Counts("application", "2024-03-01", ("app_type", "R"), ("sex", "F"), ("age_eu", "Y18-34"));
        Counts("application", "2024-03-01", ("app_type", "N"), ("sex", "F"), ("age_eu", "Y18-34"), ("unit", "C"));
        Assert.Contains("2024-03,UTO,SYR,F,Y18-34,unknown,1,1,2", Csv("migr_asyappctz", 2024, 2024), StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_of_random_lives_balance_and_open_as_they_closed()
    {
        var random = new Random(7);
        string[] statuses = ["asylum_seeker", "refugee_convention", "temporary_protection", "tolerated", "idp", "stateless_person", "migrant_worker", "immigration_detention", "asylum_cases", "border_cases", "removal_cases", "recorded_in_groups"];
        string[] causes = ["application", "recognition", "birth", "reopened", "displacement", "first_permit", "placement", "other", "nationality_loss"];
        string[] ends = ["death", "rejected", "voluntary_repatriation", "return_home", "release", "expired_not_renewed", "replaced_by_other_status"];
        for (var i = 0; i < 600; i++)
        {
            var from = new DateOnly(2020, 1, 1).AddDays(random.Next(1500));
            var period = Opens(statuses[random.Next(statuses.Length)], $"{from:yyyy-MM-dd}", causes[random.Next(causes.Length)],
                ("displacement", random.Next(2) == 0 ? "conflict" : "disaster"), ("place", $"P{random.Next(3)}"));
            if (random.Next(2) == 0) Closes(period, $"{from.AddDays(random.Next(900)):yyyy-MM-dd}", ends[random.Next(ends.Length)]);
            if (random.Next(8) == 0) Append(new PeriodReclassified(Guid.NewGuid(), period, from.AddDays(random.Next(900)), new Dictionary<string, string?> { ["coo"] = "AFG", ["place"] = "P9" }));
            if (random.Next(10) == 0) Append(new PeriodCorrected(period) { Dims = new Dictionary<string, string?> { ["coo"] = "IRN" } });
            if (random.Next(15) == 0) Append(new Voided(period));
        }

        foreach (var table in Pack.Tables.Values.Where(t => t.Kind == TableKind.Account))
        {
            var lines = table.Lines.ToDictionary(l => l.Key, l => TableLine.Read(l.Value)!);
            var figures = Table(table.Code, 2020, 2026);
            Assert.True(figures.Rows.Count > 0, table.Code);
            var closings = new Dictionary<string, decimal>();
            foreach (var row in figures.Rows)
            {
                decimal Sum(Func<TableLine, bool> which) => lines.Where(l => which(l.Value)).Sum(l => figures.Value(row, l.Key) ?? 0);
                var opening = Sum(l => l.Kind == LineKind.Opening);
                var closing = Sum(l => l.Kind == LineKind.Closing);
                Assert.Equal(closing, opening + Sum(l => l.IsIn) - Sum(l => l.IsOut));
                var cell = string.Join('|', row.Keys.Skip(1));
                Assert.Equal(closings.GetValueOrDefault($"{SpanBefore(row.Keys[0])}|{cell}"), opening);
                closings[$"{row.Keys[0]}|{cell}"] = closing;
            }
        }
    }

    [Fact]
    public void As_known_then_gives_the_bytes_of_then_and_the_restatement_names_the_entries_between()
    {
        var a = Opens("asylum_seeker", "2024-02-01", "application", at: "2024-02-01");
        Opens("asylum_seeker", "2024-03-01", "application", at: "2024-03-01");
        var then = At("2024-06-30");
        var query = Tables.Query("asr-rsd", 2024, 2024)! with { Horizon = new DateOnly(2024, 6, 30) };
        var produced = book.Table(query).ToCsv();
        var correction = Append(new PeriodCorrected(a) { Dims = new Dictionary<string, string?> { ["coo"] = "AFG" } }, "2024-09-01");
        Opens("asylum_seeker", "2024-08-01", "application", at: "2024-09-02");
        Assert.Equal(produced, book.Table(query with { AsKnownAt = then }).ToCsv());
        Assert.NotEqual(produced, book.Table(query).ToCsv());
        var restated = book.Restatement(query, then, At("2024-12-31"));
        // The later application lies after the day of the older knowledge: no restatement.
        Assert.Equal(
            ["2024 UTO AFG ASYAPP 0 1", "2024 UTO AFG ASYPOP_END 0 1", "2024 UTO SYR ASYAPP 2 1", "2024 UTO SYR ASYPOP_END 2 1"],
            restated.Select(r => $"{string.Join(' ', r.Keys)} {r.Measure} {r.Old} {r.New}").Order());
        Assert.All(restated, r => Assert.Equal([correction], r.Causes));
    }

    [Fact]
    public void Every_figure_is_the_sum_of_what_it_is_traced_to_and_each_entry_names_it_back()
    {
        var a = Opens("asylum_seeker", "2024-02-01", "application");
        Opens("asylum_seeker", "2024-03-01", "application");
        Closes(a, "2024-05-01", "recognised");
        Counts("decision", "2024-05-01", ("outcome", "recognised"), ("result", "REC-CONV"), ("dec_level", "FI"), ("sex", "F"), ("age_eu", "Y18-34"));
        foreach (var code in new[] { "asr-rsd", "asr-demographics", "migr_asypenctzm", "migr_asydcfstq" })
        {
            var query = Tables.Query(code, 2024, 2024)!;
            var table = book.Table(query);
            Assert.NotEmpty(table.Rows);
            foreach (var row in table.Rows)
            {
                foreach (var measure in table.Measures.Where(m => table.Value(row, m) > 0))
                {
                    var traced = book.Trace(query, row.Keys, measure);
                    Assert.Equal(table.Value(row, measure), traced.Count);
                    Assert.All(traced, t => Assert.Contains(t.Entries, e => book.Touched(query, e).Any(c => c.Measure == measure && c.Keys.SequenceEqual(row.Keys))));
                }
            }
        }
    }

    [Theory]
    [InlineData("reception-places", "place_allocated", "needs", "met", "2,1")]
    [InlineData("integration-plans", "integration_plan_reviewed", "goals", "reached", "2,1,0")]
    [InlineData("naturalisations", "naturalisation_decided", "result", "granted", "1,0,2")]
    [InlineData("nationality-releases", "nationality_released", "other_nationality", "none", "2,1")]
    [InlineData("fdp-solutions", "fdp_case_ended", "result", "solved", "1,0,2")]
    [InlineData("idp-criteria", "idp_criterion_reviewed", "result", "progress", "2,1")]
    [InlineData("hate-incidents", "hate_incident", "answer", "yes", "2,1")]
    [InlineData("early-warnings", "early_warning", "result", "false_alarm", "2,1")]
    [InlineData("police-requests", "law_enforcement_request", "person", "informed", "2,0,0,1")]
    [InlineData("training", "training_checked", "training", "valid", "2,1")]
    public void What_waits_for_a_procedure_counts_once_something_feeds_it(string table, string code, string dimension, string counted, string figures)
    {
        Assert.NotNull(Pack.Tables[table].WaitsFor);
        Counts(code, "2024-03-01", (dimension, counted));
        Counts(code, "2024-03-01", (dimension, "other"));
        Assert.EndsWith("," + figures, Csv(table, 2024, 2024), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_has_a_source_or_says_what_it_waits_for()
    {
        Assert.All(Pack.Tables.Values, t => Assert.True(TableSource.Of(Pack, t).Exists || t.WaitsFor is not null, t.Code));
        Assert.All(Pack.Tables.Values, t => Assert.NotNull(t.Group));
        Assert.True(Pack.Tables.Count >= 40);
    }

    // 2024 → 2023, 2024-Q1 → 2023-Q4, 2024-03 → 2024-02
    private static string SpanBefore(string span)
    {
        var year = int.Parse(span[..4]);
        if (span.Length == 4) return $"{year - 1}";
        var (letter, last) = span[5] == 'Q' ? ("Q", 4) : ("", 12);
        var part = int.Parse(span[(5 + letter.Length)..]);
        var (of, before) = part > 1 ? (year, part - 1) : (year - 1, last);
        return $"{of}-{letter}{(last == 4 ? $"{before}" : $"{before:00}")}";
    }

    private FigureTable Table(string code, int from, int to) => book.Table(Tables.Query(code, from, to)!);

    private string Csv(string code, int from, int to) => Table(code, from, to).ToCsv().TrimEnd('\n').ReplaceLineEndings();

    private Guid Opens(string status, string on, string cause, params ReadOnlySpan<(string Name, string Code)> dimensions) => Opens(status, on, cause, null, dimensions);

    private Guid Opens(string status, string on, string cause, string? at, params ReadOnlySpan<(string Name, string Code)> dimensions)
    {
        var id = Guid.NewGuid();
        var birth = PartialDate.Parse("1990-01-01");
        var day = DateOnly.Parse(on);
        Append(new PeriodOpened(id, status, Codes(dimensions), day, cause, AgeBand.On(birth, day), AgeBand.CrossingsAfter(birth, day)), at);
        return id;
    }

    private void Closes(Guid period, string on, string cause) => Append(new PeriodClosed(period, DateOnly.Parse(on), cause, null));

    private void Counts(string code, string on, params ReadOnlySpan<(string Name, string Code)> dimensions) =>
        Append(new EventCounted(Guid.NewGuid(), code, DateOnly.Parse(on), Codes(dimensions), 1));

    private long Append(StatisticsEntry entry, string? at = null)
    {
        book.Append(entry, At(at ?? "2024-01-01"), ++reference);
        return reference;
    }

    private static Dictionary<string, string> Codes(ReadOnlySpan<(string Name, string Code)> dimensions)
    {
        var codes = new Dictionary<string, string> { ["coo"] = "SYR", ["sex"] = "F" };
        foreach (var (name, code) in dimensions) codes[name] = code;
        return codes;
    }

    private static DateTimeOffset At(string day) => new(DateOnly.Parse(day).ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);
}
