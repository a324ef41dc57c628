namespace Nansen.Web;

/// <summary>One tab: a page of its own, so that tabs work without JavaScript and have an address.</summary>
/// <param name="Text">What it shows.</param>
/// <param name="Href">Its address.</param>
/// <param name="Current">Whether it is shown now.</param>
/// <param name="Count">A number beside it, or null.</param>
public sealed record TabItem(string Text, string Href, bool Current = false, int? Count = null);
