using Nansen.Values;

namespace Nansen.Web;

/// <summary>Reads the kinds of fields that are more than a text, noting errors as it goes.</summary>
public static class FormReading
{
    /// <summary>The text of a field that must be filled in; an empty one is an error.</summary>
    public static string Required(this FormInput form, string field, string message)
    {
        ArgumentNullException.ThrowIfNull(form);
        var text = form.Text(field);
        if (text.Length == 0) form.Fail(field, message);
        return text;
    }

    /// <summary>A date as far as it is known, or null when nothing was typed or it is wrong (then an error is noted).</summary>
    public static PartialDate? ReadDate(this FormInput form, string field, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(texts);
        var typed = form.Date(field);
        if (typed.IsEmpty) return null;
        var fault = typed.Read(out var date);
        if (fault == DateFault.None) return date;
        form.Fail(field, texts[fault switch
        {
            DateFault.MonthMissing => "date.fault.monthMissing",
            DateFault.YearMissing => "date.fault.yearMissing",
            DateFault.YearNotFourDigits => "date.fault.yearNotFourDigits",
            _ => "date.fault.noSuchDay",
        }]);
        return null;
    }

    /// <summary>The names of a person, one a row; empty rows are left out.</summary>
    public static IReadOnlyList<PersonName> ReadNames(this FormInput form, string field)
    {
        ArgumentNullException.ThrowIfNull(form);
        return [.. form.Rows(field).Where(r => r.Has("given") || r.Has("patronymic") || r.Has("family"))
            .Select(r => PersonName.Of(r.Text("given"), r.Text("family"), r.Text("patronymic")))];
    }

    /// <summary>Fills the rows of a names field.</summary>
    public static void SetNames(this FormInput form, string field, IEnumerable<PersonName> names)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
        {
            var row = form.AddRow(field);
            var whole = name.Of(NamePartKind.Whole);
            row.Set("given", name.Of(NamePartKind.Given) is { Length: > 0 } given ? given : whole);
            row.Set("patronymic", name.Of(NamePartKind.Patronymic));
            row.Set("family", name.Of(NamePartKind.Family));
        }
    }

    /// <summary>The value of a choice typed with a datalist: a code or a name, in any case. Null when empty or unknown (then an error is noted).</summary>
    public static string? ReadChoice(this FormInput form, string field, IReadOnlyList<Choice> choices, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(texts);
        var typed = form.Text(field);
        if (typed.Length == 0) return null;
        if (Choice.Match(choices, typed) is { } match) return match.Value;
        form.Fail(field, texts["field.notInList", typed]);
        return null;
    }
}
