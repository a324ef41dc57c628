using Microsoft.AspNetCore.Components;

namespace Nansen.Web;

/// <summary>One column of a table.</summary>
/// <typeparam name="TItem">What a row shows.</typeparam>
/// <param name="Title">The heading.</param>
/// <param name="Cell">The content of a row's cell.</param>
/// <param name="Numeric">Whether figures stand in it.</param>
/// <param name="SortKey">Name for sorting by this column, or null when it cannot be sorted by.</param>
public sealed record Column<TItem>(string Title, RenderFragment<TItem> Cell, bool Numeric = false, string? SortKey = null)
{
    /// <summary>A column of plain texts.</summary>
    public static Column<TItem> Of(string title, Func<TItem, string?> text, bool numeric = false, string? sortKey = null) =>
        new(title, item => builder =>
        {
            // A value keeps its own direction: "18–59" stays so on a page that stands right to left.
            builder.OpenElement(0, "bdi");
            builder.AddContent(1, text(item));
            builder.CloseElement();
        }, numeric, sortKey);
}

/// <summary>The order of a table: <c>?sort=name</c> or <c>?sort=-name</c> in the address.</summary>
/// <param name="Key">The column's sort key.</param>
/// <param name="Descending">Whether the largest comes first.</param>
public sealed record SortOrder(string Key, bool Descending)
{
    /// <summary>Reads an order; null when there is none or the column is not among <paramref name="allowed"/>.</summary>
    public static SortOrder? Parse(string? text, params ReadOnlySpan<string> allowed)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var order = new SortOrder(text.TrimStart('-'), text[0] == '-');
        foreach (var key in allowed)
            if (key == order.Key) return order;
        return null;
    }
}
