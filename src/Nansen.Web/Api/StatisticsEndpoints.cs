using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>Accounts and tables for programs.</summary>
internal static class StatisticsEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var statistics = v1.MapGroup("").WithTags("statistics");
        statistics.MapGet("/statistics/account", AccountAsync).WithSummary("The stock and flow account of a status (status, from, to, by=year,coo,sex,age); it balances in every row").Produces<FigureTable>();
        statistics.MapGet("/tables/{code}", TableAsync).WithSummary("A flow table of the pack (from, to)").Produces<FigureTable>();
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
        var table = call.Node.Statistics.Table(code, request.From, request.To) ?? throw new PageProblemException(StatusCodes.Status404NotFound);
        await call.Room.LogAsync(call.Me, "STA", "table", null, true, table.Rows.Count);
        return Results.Json(table);
    }
}
