using System.Net;
using System.Text.RegularExpressions;

namespace Nansen.Web.Tests;

/// <summary>
/// A browser without JavaScript: keeps cookies (secure ones too, as browsers do on localhost), follows redirects, and
/// sends a page's form with its hidden fields.
/// </summary>
public sealed partial class Browser(Uri address, string? language)
{
    public const string Password = "a long password";

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    public string Path { get; private set; } = "/";

    public string Html { get; private set; } = "";

    public HttpResponseMessage Last { get; private set; } = new();

    public HttpStatusCode Status => Last.StatusCode;

    public string Title => WebUtility.HtmlDecode(TitlePattern().Match(Html).Groups[1].Value);

    public async Task<Browser> GetAsync(string path)
    {
        await SendAsync(HttpMethod.Get, path, null);
        for (var hops = 0; hops < 10 && (int)Status is >= 300 and < 400; hops++)
            await SendAsync(HttpMethod.Get, Last.Headers.Location!.ToString(), null);
        return this;
    }

    /// <summary>Fills in and sends the form of the present page that has a handler of that name.</summary>
    public Task<Browser> SubmitAsync(string handler, params (string Name, string Value)[] fields) => SubmitAsync(handler, null, fields);

    /// <summary>The same with a file in the field <c>file</c>.</summary>
    public async Task<Browser> SubmitAsync(string handler, byte[]? file, params (string Name, string Value)[] fields)
    {
        var form = FormPattern().Matches(Html).Select(m => m.Value).Single(f => f.Contains($"value=\"{handler}\"", StringComparison.Ordinal));
        var content = new MultipartFormDataContent();
        foreach (Match hidden in HiddenPattern().Matches(form)) content.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups[2].Value)), hidden.Groups[1].Value);
        foreach (var (name, value) in fields) content.Add(new StringContent(value), name);
        if (file is not null) content.Add(new ByteArrayContent(file), "file", "file.bin");
        return await PostAsync(Path, content);
    }

    public async Task<Browser> PostAsync(string path, HttpContent content)
    {
        await SendAsync(HttpMethod.Post, path, content);
        return (int)Status is >= 300 and < 400 ? await GetAsync(Last.Headers.Location!.ToString()) : this;
    }

    public async Task<Browser> SignInAsync(string name, string password = Password)
    {
        await GetAsync("/sign-in");
        return await SubmitAsync("sign-in", ("user", name), ("password", password));
    }

    public async Task SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        if (language is not null) request.Headers.Add("Accept-Language", language);
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        Last = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Path = request.RequestUri!.PathAndQuery;
        Html = await Last.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if (!Last.Headers.TryGetValues("Set-Cookie", out var set)) return;
        foreach (var cookie in set)
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0) Cookies.Remove(pair[0]);
            else Cookies[pair[0]] = pair[1];
        }
    }

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.Singleline)]
    private static partial Regex TitlePattern();

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input type=\"hidden\" name=\"(.*?)\" value=\"(.*?)\"")]
    private static partial Regex HiddenPattern();
}
