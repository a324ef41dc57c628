using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>What is wrong at a field.</summary>
/// <param name="Key">The field's whole key: <c>members[0].names[1].given</c>.</param>
/// <param name="Message">What to do about it, in the person's language.</param>
public sealed record FieldError(string Key, string Message);

/// <summary>
/// The one binder: a plain multipart form as a tree of texts, files, groups and rows, with the person's typing kept as
/// typed and errors by field. Keys read <c>field</c>, <c>group.field</c>, <c>rows[0].field</c>. The same object fills
/// the form again, whether it came from a post, a draft (<see cref="From(IEnumerable{KeyValuePair{string, string}})"/>)
/// or from values set by the page.
/// </summary>
public sealed class FormInput
{
    /// <summary>Name of the field with the antiforgery token.</summary>
    public const string TokenField = "_token";

    /// <summary>Name of the buttons: <c>continue</c>, <c>add:members</c>, <c>remove:members[1]</c>, or whatever a page gives.</summary>
    public const string ActionField = "_action";

    private readonly FormNode node;
    private readonly List<FieldError> errors;

    private FormInput(FormNode node, string path, List<FieldError> errors)
    {
        this.node = node;
        Path = path;
        this.errors = errors;
    }

    /// <summary>Where this part stands in the whole form; empty for the form itself.</summary>
    public string Path { get; }

    /// <summary>The pressed button's value; "continue" when it has none.</summary>
    public string Action { get; private init; } = "continue";

    /// <summary>All errors of the form in the order they were found, whichever part this is.</summary>
    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>Whether no error was found.</summary>
    public bool Valid => errors.Count == 0;

    /// <summary>A form nobody has filled in yet.</summary>
    public static FormInput Empty() => new(new FormNode(), "", []);

    /// <summary>What was posted. Fields whose name begins with an underscore are the form's own and left out.</summary>
    public static FormInput From(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var root = new FormNode();
        foreach (var (key, values) in form)
            if (!key.StartsWith('_') && root.At(key, make: true) is { } at)
                at.Values.AddRange(values.Where(v => v is not null)!);
        foreach (var file in form.Files)
            if (file.Length > 0 && root.At(file.Name, make: true) is { } at)
                at.Files.Add(file);
        root.Renumber();
        var action = form[ActionField].ToString();
        return new FormInput(root, "", []) { Action = action.Length == 0 ? "continue" : action };
    }

    /// <summary>A form filled from a draft's pairs (<see cref="Pairs"/>).</summary>
    public static FormInput From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var root = new FormNode();
        foreach (var (key, value) in pairs) root.At(key, make: true)?.Values.Add(value);
        root.Renumber();
        return new FormInput(root, "", []);
    }

    /// <summary>Everything typed (no files, no tokens) as pairs, for a draft.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs() => node.Pairs(Path);

    /// <summary>A field's whole key.</summary>
    public string KeyOf(string field) => Path.Length == 0 ? field : $"{Path}.{field}";

    /// <summary>The id of a key's element on the page: letters, digits and hyphens.</summary>
    public static string IdOfKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace("].", "-", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('[', '-').Replace('.', '-').Replace('_', '-');
    }

    /// <summary>The id of a field's element on the page.</summary>
    public string IdOf(string field) => IdOfKey(KeyOf(field));

    /// <summary>Whether anything was typed, ticked or chosen there or below.</summary>
    public bool Has(string field) => node.At(field, make: false) is { } at && (at.Files.Count > 0 || at.Pairs("").Any(p => p.Value.Trim().Length > 0));

    /// <summary>Whether the form brought the field at all, empty or not.</summary>
    public bool Knows(string field) => node.At(field, make: false) is not null;

    /// <summary>As typed, for filling the form again.</summary>
    public string Raw(string field) => node.At(field, make: false)?.Values.FirstOrDefault() ?? "";

    /// <summary>The text meant: trimmed, without control characters other than line breaks.</summary>
    public string Text(string field) => Clean(Raw(field));

    /// <summary>All values of a field with several, empty ones left out.</summary>
    public IReadOnlyList<string> All(string field) => node.At(field, make: false) is { } at ? [.. at.Values.Select(Clean).Where(v => v.Length > 0)] : [];

    /// <summary>Whether a checkbox or radio of that value is on.</summary>
    public bool Ticked(string field, string value = "yes") => node.At(field, make: false)?.Values.Contains(value, StringComparer.Ordinal) == true;

    /// <summary>The parts of a date as typed.</summary>
    public DateInput Date(string field) =>
        new(Raw($"{field}.day"), Raw($"{field}.month"), Raw($"{field}.year"), Ticked($"{field}.about"));

    /// <summary>The first file, or null.</summary>
    public IFormFile? File(string field) => node.At(field, make: false)?.Files.FirstOrDefault();

    /// <summary>All files of a field.</summary>
    public IReadOnlyList<IFormFile> Files(string field) => node.At(field, make: false)?.Files ?? [];

    /// <summary>A group of fields.</summary>
    public FormInput Group(string field) => new(node.At(field, make: true)!, KeyOf(field), errors);

    /// <summary>The rows of a list, numbered from nought.</summary>
    public IReadOnlyList<FormInput> Rows(string field) =>
        node.At(field, make: false) is { } at ? [.. at.Rows.Select(r => new FormInput(r.Value, $"{KeyOf(field)}[{r.Key}]", errors))] : [];

    /// <summary>Adds an empty row at the end and gives it.</summary>
    public FormInput AddRow(string field)
    {
        var rows = node.At(field, make: true)!.Rows;
        var row = new FormNode();
        rows.Add(rows.Count, row);
        return new FormInput(row, $"{KeyOf(field)}[{rows.Count - 1}]", errors);
    }

    /// <summary>Takes a row out; the later ones move up.</summary>
    public void RemoveRow(string field, int row)
    {
        if (node.At(field, make: false) is not { } at) return;
        at.Rows.Remove(row);
        at.Renumber();
    }

    /// <summary>Fills a field.</summary>
    public void Set(string field, params string[] values) => node.At(field, make: true)!.Values = [.. values];

    /// <summary>Fills a date field with what is known of a date.</summary>
    public void SetDate(string field, PartialDate date)
    {
        if (date.Precision == DatePrecision.Interval) return;
        string Part(int value) => value.ToString(CultureInfo.InvariantCulture);
        Set($"{field}.year", Part(date.Earliest.Year));
        if (date.Precision != DatePrecision.Year) Set($"{field}.month", Part(date.Earliest.Month));
        if (date.Precision == DatePrecision.Day) Set($"{field}.day", Part(date.Earliest.Day));
        if (date.Approximate) Set($"{field}.about", "yes");
    }

    /// <summary>Carries out a pressed "add" or "remove" button. True when it was one: show the form again, check nothing.</summary>
    public bool ApplyRowAction()
    {
        if (Action.Split(':', 2) is not [var verb, var path]) return false;
        if (verb == "add" && node.At(path, make: true) is not null)
        {
            AddRow(path);
            return true;
        }

        var open = path.LastIndexOf('[');
        if (verb != "remove" || open < 0 || !int.TryParse(path.AsSpan(open + 1).TrimEnd(']'), NumberStyles.None, null, out var row)) return false;
        RemoveRow(path[..open], row);
        return true;
    }

    /// <summary>Notes what is wrong at a field of this part.</summary>
    public void Fail(string field, string message) => errors.Add(new FieldError(KeyOf(field), message));

    /// <summary>Notes what is wrong at a whole key, as checks of a pack name it.</summary>
    public void FailAt(string key, string message) => errors.Add(new FieldError(key, message));

    /// <summary>The first error of a field, or null.</summary>
    public string? ErrorOf(string field)
    {
        var key = KeyOf(field);
        return errors.Find(e => e.Key == key)?.Message;
    }

    private static string Clean(string typed)
    {
        var text = typed.Trim().ReplaceLineEndings("\n");
        if (text.All(c => !char.IsControl(c) && !char.IsSurrogate(c))) return text;
        var clean = new StringBuilder(text.Length);
        // Half a surrogate pair comes out as the replacement character: no text a keyboard makes.
        foreach (var rune in text.EnumerateRunes())
            if (rune != Rune.ReplacementChar && (!Rune.IsControl(rune) || rune.Value is '\n' or '\t'))
                clean.Append(rune);
        return clean.ToString();
    }
}
