using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>A fact as a program sends it; without a value, the certainty says why: unknown, refused, not_asked, not_applicable.</summary>
internal sealed record FactBody
{
    [JsonRequired] public string Field { get; init; } = "";

    /// <summary>In a case, the person it is about.</summary>
    public string? Of { get; init; }

    public JsonElement Value { get; init; }

    /// <summary>As said or written, when that differs from the value.</summary>
    public string? Original { get; init; }

    public Certainty Certainty { get; init; }

    public FactSource Source { get; init; }

    /// <summary>The facts of a body by the person they are about.</summary>
    public static IReadOnlyList<SubjectFacts> ByPerson(IReadOnlyList<FactBody>? facts) =>
        [.. (facts ?? []).OfType<FactBody>().GroupBy(f => f.Of is null ? (StreamId?)null : ApiCall.Id(f.Of)).Select(g => new SubjectFacts(g.Key, [.. g.Select(f => f.Fact())]))];

    /// <summary>All facts of a body, about the one record it is for.</summary>
    public static IReadOnlyList<FactValue> All(IReadOnlyList<FactBody>? facts) => [.. (facts ?? []).OfType<FactBody>().Select(f => f.Fact())];

    // A program cannot say that the register computed something: that passes the checks of who may record what.
    private FactValue Fact() => Source == FactSource.Computed
        ? throw new PageProblemException(StatusCodes.Status400BadRequest, $"'{Field}': computed is no source that a program can give.")
        : new FactValue { Field = Field ?? "", Value = Value, Original = Original, Certainty = Certainty, Source = Source };
}
