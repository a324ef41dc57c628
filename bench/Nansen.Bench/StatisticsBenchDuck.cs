using System.Globalization;
using DuckDB.NET.Data;
using Nansen.Statistics;

namespace Nansen.Bench;

/// <summary>The same account in DuckDB: one grouped scan for each kind of flow, then running sums over the years.</summary>
internal sealed class StatisticsBenchDuck : IDisposable
{
    private static readonly string[] Statuses = ["asy", "ref", "sub", "tmp", "sta"];
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    public StatisticsBenchDuck()
    {
        connection.Open();
        Execute($"set threads = {Math.Min(2, Environment.ProcessorCount)}");
    }

    public void Dispose() => connection.Dispose();

    public void Load(PeriodColumns periods) => Load("p", periods);

    public void Prepare() => Execute("""
        create table q as
        with b as (
          select coo, sex, status, d_from, d_to, birth, least(coalesce(d_to, date '2024-12-31'), date '2024-12-31') as e,
            (birth + interval 5 year)::date as b5, (birth + interval 12 year)::date as b12, (birth + interval 18 year)::date as b18, (birth + interval 60 year)::date as b60
          from p where d_from <= date '2024-12-31')
        select coo, sex, status, year(d_from)::smallint as y_in, (case when d_to <= date '2024-12-31' then year(d_to) end)::smallint as y_out,
          (case when birth is null then 5 else (d_from >= b5)::int + (d_from >= b12)::int + (d_from >= b18)::int + (d_from >= b60)::int end)::utinyint as ag_in,
          (case when birth is null then 5 else (e >= b5)::int + (e >= b12)::int + (e >= b18)::int + (e >= b60)::int end)::utinyint as ag_out,
          year(b5)::smallint as y5, year(b12)::smallint as y12, year(b18)::smallint as y18, year(b60)::smallint as y60
        from b order by coo, sex, status
        """);

    public List<PeriodAccountRow> FromDates(bool rows) => Account(FlowsFromDates("p"), rows);

    public List<PeriodAccountRow> FromJournal(PeriodColumns? state, bool rows)
    {
        if (state is not null) Load("j", state);
        return Account(FlowsFromDates("j"), rows);
    }

    public List<PeriodAccountRow> FromPrepared(bool rows)
    {
        var flows = """
            select greatest(y_in, 1995)::smallint as y, coo, sex, status, ag_in as ag, count(*)::int as i, 0 as ai, 0 as o, 0 as ao from q group by all
            union all select greatest(y_out, 1995)::smallint, coo, sex, status, ag_out, 0, 0, count(*)::int, 0 from q where y_out is not null group by all
            """;
        foreach (var (band, birthday) in new[] { (0, "y5"), (1, "y12"), (2, "y18"), (3, "y60") })
            flows += $"""

                union all select y, coo, sex, status, unnest([{band}, {band + 1}])::utinyint, 0, unnest([0, n]), 0, unnest([n, 0]) from (
                  select greatest({birthday}, 1995)::smallint as y, coo, sex, status, count(*)::int as n from q where ag_in <= {band} and ag_out > {band} and ag_in < 5 and ag_out < 5 group by all)
                """;
        return Account(flows, rows);
    }

    private static string FlowsFromDates(string table)
    {
        const string Band = "(case when birth is null then 5 else ({0} >= birth + interval 5 year)::int + ({0} >= birth + interval 12 year)::int + ({0} >= birth + interval 18 year)::int + ({0} >= birth + interval 60 year)::int end)::utinyint";
        string BandOn(string day) => Band.Replace("{0}", day, StringComparison.Ordinal);
        var flows = $"""
            select greatest(year(d_from), 1995)::smallint as y, coo, sex, status, {BandOn("d_from")} as ag, count(*)::int as i, 0 as ai, 0 as o, 0 as ao
            from {table} where d_from <= date '2024-12-31' group by all
            union all select greatest(year(d_to), 1995)::smallint, coo, sex, status, {BandOn("d_to")}, 0, 0, count(*)::int, 0
            from {table} where d_to <= date '2024-12-31' group by all
            """;
        foreach (var (band, years) in new[] { (0, 5), (1, 12), (2, 18), (3, 60) })
            flows += $"""

                union all select y, coo, sex, status, unnest([{band}, {band + 1}])::utinyint, 0, unnest([0, n]), 0, unnest([n, 0]) from (
                  select greatest(year(b), 1995)::smallint as y, coo, sex, status, count(*)::int as n
                  from (select coo, sex, status, d_from, d_to, birth + interval {years} year as b from {table} where birth is not null)
                  where b > d_from and b <= date '2024-12-31' and (d_to is null or b <= d_to) group by all)
                """;
        return flows;
    }

    private List<PeriodAccountRow> Account(string flows, bool rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            with f as materialized ({flows}),
            g as materialized (select y, coo, sex, status, ag, sum(i)::int as i, sum(ai)::int as ai, sum(o)::int as o, sum(ao)::int as ao from f group by all),
            grid as (select t.y::smallint as y, c.* from (select distinct coo, sex, status, ag from g) c, range(1995, 2025) t(y)),
            s as (
              select grid.*, coalesce(i, 0) as i, coalesce(ai, 0) as ai, coalesce(o, 0) as o, coalesce(ao, 0) as ao,
                sum(coalesce(i + ai - o - ao, 0)) over (partition by grid.coo, grid.sex, grid.status, grid.ag order by grid.y) as closing
              from grid left join g using (y, coo, sex, status, ag))
            select y::int, coo::int, sex::int, status::int, ag::int, (closing - i - ai + o + ao)::int as opening, i::int, ai::int, o::int, ao::int
            from s where y >= 1996 and (closing <> 0 or i + ai + o + ao <> 0) order by y, coo, sex, status, ag
            """;
        using var reader = command.ExecuteReader();
        var result = new List<PeriodAccountRow>();
        while (rows && reader.Read())
            result.Add(new PeriodAccountRow(
                new AccountKey(reader.GetInt32(0), $"{reader.GetInt32(1) + 1}", "FMU"[reader.GetInt32(2)], Statuses[reader.GetInt32(3)], reader.GetInt32(4)),
                new CellFigures(reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7), reader.GetInt32(8), reader.GetInt32(9))));
        return result;
    }

    private void Load(string table, PeriodColumns periods)
    {
        Execute($"create table {table} (d_from date, d_to date, birth date, coo usmallint, sex utinyint, status utinyint)");
        // A journal numbers its codes in the order in which they came; here a code's number is its name.
        var coos = periods.CooNames.Select(n => (ushort)(int.Parse(n, CultureInfo.InvariantCulture) - 1)).ToArray();
        var statuses = periods.StatusNames.Select(n => (byte)Array.IndexOf(Statuses, n)).ToArray();
        using var appender = connection.CreateAppender(table);
        for (var i = 0; i < periods.Count; i++)
        {
            var row = appender.CreateRow();
            row.AppendValue(DateOnly.FromDayNumber(periods.From[i]));
            if (periods.To[i] == PeriodColumns.Open) row.AppendNullValue();
            else row.AppendValue(DateOnly.FromDayNumber(periods.To[i]));
            if (periods.Birth[i] == PeriodColumns.NoBirth) row.AppendNullValue();
            else row.AppendValue(DateOnly.FromDayNumber(periods.Birth[i]));
            row.AppendValue(coos[periods.Coo[i]]).AppendValue(periods.Sex[i]).AppendValue(statuses[periods.Status[i]]).EndRow();
        }
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
