namespace Nansen.Web;

/// <summary>
/// Ends a page before anything is drawn and sends the browser elsewhere. A redirect alone would not do while a form is
/// being posted: the framework then looks for the form that the page no longer draws.
/// </summary>
internal sealed class PageMovedException(string path) : Exception("The page is left for " + path)
{
    /// <summary>Where to, on this site.</summary>
    public string Path => path;
}
