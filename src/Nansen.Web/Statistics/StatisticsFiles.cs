using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>Accounts and tables as CSV, in the columns of <c>nansen account</c> and <c>nansen table</c>.</summary>
internal static class StatisticsFiles
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/statistics/account.csv", AccountAsync).ExcludeFromDescription();
        routes.MapGet("/statistics/tables/{code}.csv", TableAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> AccountAsync(HttpContext http, CurrentActor current, Texts texts, [FromServices] RegisterNode node)
    {
        var me = ActingOfficer.Of(http, current.Required);
        await DemandAsync(node, me, "statistics");
        var request = Read(http, node, texts);
        var table = request.Account(node.Statistics);
        await node.Room.LogAsync(me, "STA", "account", null, true, table.Rows.Count);
        return Csv(table, $"{request.Status}-{request.From}-{request.To}.csv");
    }

    private static async Task<IResult> TableAsync(string code, HttpContext http, CurrentActor current, Texts texts, [FromServices] RegisterNode node)
    {
        var me = ActingOfficer.Of(http, current.Required);
        await DemandAsync(node, me, "tables");
        var request = Read(http, node, texts);
        var table = node.Statistics.Table(code, request.From, request.To, request.KnownAt) ?? throw new PageProblemException(StatusCodes.Status404NotFound);
        await node.Room.LogAsync(me, "STA", "table", null, true, table.Rows.Count);
        return Csv(table, $"{code}-{request.From}-{request.To}.csv");
    }

    /// <summary>The request in an address; 400 with what is wrong.</summary>
    public static StatisticsRequest Read(HttpContext http, RegisterNode node, Texts texts)
    {
        var by = StatisticsRequest.KeysIn(n => [.. http.Request.Query[n].Select(v => v ?? "")], http.Request.Query.ContainsKey(StatisticsRequest.Span));
        return StatisticsRequest.Read(n => http.Request.Query[n], by, node.Pack, node.Room.Today, (_, text) => throw new PageProblemException(StatusCodes.Status400BadRequest, texts[text]));
    }

    /// <summary>Ends the request with 403 unless the actor may do something; the attempt is noted.</summary>
    public static async Task DemandAsync(RegisterNode node, Records.Actor actor, string action)
    {
        if (node.Room.Gate.May(actor, action)) return;
        await node.Room.LogAsync(actor, "", action, null, false, 0, "role");
        throw new PageProblemException(StatusCodes.Status403Forbidden);
    }

    private static IResult Csv(FigureTable table, string name) => Results.File(Encoding.UTF8.GetBytes(table.ToCsv()), "text/csv; charset=utf-8", name);
}
