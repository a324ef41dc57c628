using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nansen.Register;
using Nansen.Statistics;

namespace Nansen.Web;

/// <summary>The figures as files: CSV in the publishers' own codes, SVG and PNG with title and source on them.</summary>
internal static class ObservatoryFiles
{
    private static readonly string[] Formats = ["csv", "svg", "png"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/observatory/files/{kind}/{file}", Answer).AllowAnonymous().ExcludeFromDescription();
        foreach (var file in new[] { ReleaseShelf.Described, ReleaseShelf.Signed, ReleaseShelf.PublicKey })
            routes.MapGet("/observatory/releases/{number:int}/" + file, (int number, [FromServices] RegisterNode node) => Proof(number, file, node)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/observatory/releases/{number:int}/restated/{table}.csv", Restated).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/observatory/releases/{number:int}/{table}.csv", Released).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Reads the figures before the first visitor asks for them.</summary>
    public static void Prepare() => _ = PublishedFigures.Shipped;

    private static IResult Released(int number, string table, [FromServices] RegisterNode node)
    {
        var shelf = ReleaseShelf.Of(node.Directory);
        return shelf.Find(number) is { } release && shelf.Table(release, table) is { } bytes
            ? Results.File(bytes, "text/csv; charset=utf-8", $"release-{ObservatoryWords.Year(number)}-{table}.csv")
            : throw new PageProblemException(StatusCodes.Status404NotFound);
    }

    /// <summary>What the release says of itself, for programs, and what shows that this register said it.</summary>
    private static IResult Proof(int number, string file, RegisterNode node) => ReleaseShelf.Of(node.Directory).Proof(number, file) is { } bytes
        ? Results.File(bytes, file == ReleaseShelf.Described ? "application/json" : file == ReleaseShelf.PublicKey ? "application/x-pem-file" : "application/octet-stream", $"release-{ObservatoryWords.Year(number)}-{file}")
        : throw new PageProblemException(StatusCodes.Status404NotFound);

    private static IResult Restated(int number, string table, [FromServices] RegisterNode node)
    {
        var shelf = ReleaseShelf.Of(node.Directory);
        return shelf.Find(number) is { } release && shelf.Restatements(release, shelf.Find(number - 1), table) is { } changes
            ? Results.File(Encoding.UTF8.GetBytes(changes.ToCsv()), "text/csv; charset=utf-8", $"release-{ObservatoryWords.Year(number)}-{table}-restated.csv")
            : throw new PageProblemException(StatusCodes.Status404NotFound);
    }

    private static IResult Answer(string kind, string file, HttpContext http, Texts texts, [FromServices] RegisterNode node)
    {
        var name = file.Split('.');
        if (name.Length != 2 || !Formats.Contains(name[1]) || ObservatoryKind.Find(kind) is not { } page) throw new PageProblemException(StatusCodes.Status404NotFound);
        var words = new ObservatoryWords(texts, node.Pack);
        var view = ObservatoryView.Read(n => http.Request.Query[n], kind, texts);
        var figure = page.Figures(words, view).FirstOrDefault(f => f.Id == name[0]) ?? throw new PageProblemException(StatusCodes.Status404NotFound);
        var called = $"nansen-{kind}{(view.State.Length > 0 ? "-" + view.State.ToLowerInvariant() : "")}-{figure.Id}.{name[1]}";
        if (name[1] == "csv") return Results.File(Encoding.UTF8.GetBytes((figure.Whole ?? figure.Table).ToCsv()), "text/csv; charset=utf-8", called);
        if (figure.Draw is null) throw new PageProblemException(StatusCodes.Status404NotFound);
        var drawing = figure.Draw();
        // What must be known to read it goes with it: the definition of a rate, the note on boundaries.
        var foot = figure.Note is null ? figure.Source : $"{figure.Source} {figure.Note}";
        return name[1] == "svg"
            ? Results.File(Encoding.UTF8.GetBytes(SvgWriter.File(drawing, figure.Title, foot)), "image/svg+xml", called)
            : Results.File(PngWriter.File(drawing, figure.Title, foot), "image/png", called);
    }
}
