using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nansen.Packs;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>Accounts and tables for programs.</summary>
internal static class StatisticsEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var statistics = v1.MapGroup("").WithTags("statistics");
        statistics.MapGet("/statistics/account", AccountAsync).WithSummary("The stock and flow account of a status or of cases (status: its code, persons or cases; from, to, by=year,coo,sex,age and any other key it has); it balances in every row").Produces<FigureTable>();
        statistics.MapGet("/tables/{code}", TableAsync).WithSummary("A table of the pack (from, to, known: as known at the end of that day)").Produces<FigureTable>();
        statistics.MapGet("/tables", ListAsync).WithSummary("The tables of the pack; source is false while the pack has nothing that feeds one").Produces<IReadOnlyList<TableOffered>>();
        statistics.MapGet("/tables/{code}/restatement", RestatementAsync).WithSummary("What later entries changed in a table (then, now, from, to), with the entries").Produces<IReadOnlyList<RestatedFigure>>();
        statistics.MapGet("/tables/{code}/trace", TraceAsync).WithSummary("What stands behind a figure (key for each key column in order, measure)").Produces<FigureBehind>();
        statistics.MapGet("/statistics/entries/{entry:long}", EntryAsync).WithSummary("Every figure that an entry of the statistics book changed").Produces<IReadOnlyList<TouchedFigure>>();
    }

    private static async Task<IResult> AccountAsync(ApiCall call)
    {
        await call.DemandAsync("statistics");
        var table = StatisticsFiles.Read(call.Http, call.Node, call.Texts).Account(call.Node.Statistics);
        await call.Room.LogAsync(call.Me, "STA", "account", null, true, table.Rows.Count);
        return Results.Json(table);
    }

    private static async Task<IResult> TableAsync(string code, ApiCall call)
    {
        await call.DemandAsync("tables");
        var request = StatisticsFiles.Read(call.Http, call.Node, call.Texts);
        var table = call.Node.Statistics.Table(code, request.From, request.To, request.KnownAt) ?? throw new PageProblemException(StatusCodes.Status404NotFound);
        await call.Room.LogAsync(call.Me, "STA", "table", null, true, table.Rows.Count);
        return Results.Json(table);
    }

    private static async Task<IResult> ListAsync(ApiCall call)
    {
        await call.DemandAsync("tables");
        var pack = call.Node.Pack;
        return Results.Json(pack.Tables.Values.Select(t => (Table: t, Source: TableSource.Of(pack, t).Exists))
            .Select(t => new TableOffered(t.Table.Code, call.Texts.Pick(t.Table.Title.ByLanguage), t.Table.Group, t.Table.Kind.ToString(), t.Source, t.Source ? null : call.Texts.Pick(t.Table.WaitsFor!.ByLanguage))).ToList());
    }

    private static async Task<IResult> RestatementAsync(string code, ApiCall call)
    {
        await call.DemandAsync("tables");
        var request = StatisticsFiles.Read(call.Http, call.Node, call.Texts);
        var query = call.Node.Statistics.TableQuery(code, request.From, request.To) ?? throw new PageProblemException(StatusCodes.Status404NotFound);
        DateOnly Day(string name) => StatisticsRequest.Day(n => call.Http.Request.Query[n], name, (_, text) => throw new PageProblemException(StatusCodes.Status400BadRequest, call.Texts[text]))
            ?? throw new PageProblemException(StatusCodes.Status400BadRequest, call.Texts["statistics.noDay"]);
        var (then, now) = (Day("then"), Day("now"));
        if (now < then) throw new PageProblemException(StatusCodes.Status400BadRequest, call.Texts["statistics.nowBeforeThen"]);
        var restated = call.Node.Statistics.Periods.Restatement(query, StatisticsRequest.EndOf(then), StatisticsRequest.EndOf(now));
        await call.Room.LogAsync(call.Me, "STA", "restatement", null, true, restated.Count);
        return Results.Json(restated);
    }

    private static async Task<IResult> TraceAsync(string code, ApiCall call)
    {
        await call.DemandAsync("tables");
        var request = StatisticsFiles.Read(call.Http, call.Node, call.Texts);
        var query = call.Node.Statistics.TableQuery(code, request.From, request.To, request.KnownAt) ?? throw new PageProblemException(StatusCodes.Status404NotFound);
        var (keys, measure) = (call.Http.Request.Query["key"].Select(k => k ?? "").ToList(), call.Http.Request.Query["measure"].ToString());
        if (keys.Count != query.Keys.Count || query.Measures.All(m => m.Name != measure)) throw new PageProblemException(StatusCodes.Status404NotFound);
        var behind = await new FigureTrace(call.Node).BehindAsync(call.Me, query, keys, measure);
        return Results.Json(new FigureBehind(behind.Periods, behind.Entries, [.. behind.Records.Select(r => r.Id.ToString())], behind.Hidden));
    }

    private static async Task<IResult> EntryAsync(long entry, ApiCall call)
    {
        await call.DemandAsync("tables");
        var touched = new FigureTrace(call.Node).Touched(entry);
        await call.Room.LogAsync(call.Me, "STA", "trace", null, true, touched.Count);
        return Results.Json(touched);
    }
}

/// <summary>A table of the pack.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its name.</param>
/// <param name="Group">Its group.</param>
/// <param name="Kind">Count, Account, Movements or Stock.</param>
/// <param name="Source">Whether anything in the pack feeds it.</param>
/// <param name="WaitsFor">Else the procedure it waits for.</param>
internal sealed record TableOffered(string Code, string Title, string? Group, string Kind, bool Source, string? WaitsFor);

/// <summary>What stands behind a figure.</summary>
/// <param name="Periods">How many periods or events.</param>
/// <param name="Entries">Entries of the statistics book.</param>
/// <param name="Records">Records written with them that the caller may open.</param>
/// <param name="Hidden">How many more she may not.</param>
internal sealed record FigureBehind(int Periods, IReadOnlyList<long> Entries, IReadOnlyList<string> Records, int Hidden);
