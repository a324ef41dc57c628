using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Nansen.Web;

/// <summary>What every page has at hand: the request, the texts, the actor, the form and its errors.</summary>
public abstract class NansenPage : ComponentBase
{
    private FormInput? form;

    /// <summary>The request.</summary>
    [CascadingParameter] public HttpContext Http { get; set; } = null!;

    /// <summary>Says the texts.</summary>
    [Inject] protected Texts T { get; set; } = null!;

    /// <summary>The actor, when somebody is signed in.</summary>
    [Inject] protected CurrentActor Actor { get; set; } = null!;

    /// <summary>The clock that pages count days by; a demo's is pinned.</summary>
    [Inject] protected TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Whether the page is being sent a form.</summary>
    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method) && Http.Request.HasFormContentType;

    /// <summary>What was posted; an empty form when the page is only looked at.</summary>
    protected FormInput Form
    {
        get => form ??= IsPost ? FormInput.From(Http.Request.Form) : FormInput.Empty();
        set => form = value;
    }

    /// <summary>The address's parameters as a form, for filters.</summary>
    protected FormInput QueryForm => FormInput.From(Http.Request.Query.SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v ?? "")));

    /// <summary>One parameter of the address, or null.</summary>
    protected string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>The number of the page asked for, from one.</summary>
    protected int PageNumber => int.TryParse(Query("page"), out var page) && page is > 0 and < 1_000_000 ? page : 1;

    /// <summary>Ends the request by sending the browser to a path of this site.</summary>
    protected void GoTo(string path) => Navigation.NavigateTo(path);

    /// <summary>Ends the page at once, a posted form too, and sends the browser to a path of this site.</summary>
    [DoesNotReturn]
    protected static void Leave(string path) => throw new PageMovedException(path);

    /// <summary>Ends the page with 404; also right where a person may not know that a record exists.</summary>
    [DoesNotReturn]
    protected static void NotFound() => throw new PageProblemException(StatusCodes.Status404NotFound);

    /// <summary>Ends the page with 403.</summary>
    [DoesNotReturn]
    protected static void Forbidden() => throw new PageProblemException(StatusCodes.Status403Forbidden);
}
