using Microsoft.AspNetCore.Http;

namespace Nansen.Web;

/// <summary>Addresses made from the present one.</summary>
public static class Address
{
    /// <summary>The present path and query with some parameters set, or left out when null.</summary>
    public static string With(HttpRequest request, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = request.Query.ToDictionary(q => q.Key, q => q.Value, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            if (value is null) query.Remove(name);
            else query[name] = value;
        return request.Path + QueryString.Create(query);
    }
}
