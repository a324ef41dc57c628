using System.Text;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>What a column of a list holds.</summary>
internal enum ColumnKind
{
    Group,
    ExternalId,
    ExternalSystem,
    Relationship,
    Age,
    NamePart,
    Answer,

    /// <summary>One column of a field that has several: documents_presented/number.</summary>
    Cell,

    /// <summary>One choice of a question with several, as Kobo and ODK can export it: languages/rus with 1 or 0.</summary>
    Choice,
}

/// <summary>A column that was recognised.</summary>
/// <param name="At">Its place, from 0.</param>
/// <param name="Title">Its title as written.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Field">Field it answers, for names and answers.</param>
/// <param name="Word">Column of the field, or code of the choice.</param>
/// <param name="Part">Part of a name.</param>
/// <param name="Script">Script that the title names.</param>
internal sealed record ListColumn(int At, string Title, ColumnKind Kind, Field? Field = null, string Word = "", NamePartKind Part = NamePartKind.Whole, Script? Script = null)
{
    /// <summary>Two columns with one key ask the same.</summary>
    public string Key => $"{Kind} {Field?.Code} {Word} {(Kind == ColumnKind.NamePart ? $"{Part} {Script}" : "")}";
}

/// <summary>Recognises the columns of a list by the form it is read with: codes, labels in each language, and titles as Kobo and ODK write them.</summary>
internal sealed class ListColumns
{
    private static readonly Dictionary<string, ColumnKind> Fixed = new()
    {
        ["group"] = ColumnKind.Group,
        ["group_id"] = ColumnKind.Group,
        ["household"] = ColumnKind.Group,
        ["household_id"] = ColumnKind.Group,
        ["family_id"] = ColumnKind.Group,
        ["hh_id"] = ColumnKind.Group,
        ["_parent_index"] = ColumnKind.Group,
        ["parent_key"] = ColumnKind.Group,
        ["registration_group"] = ColumnKind.Group,
        ["группа"] = ColumnKind.Group,
        ["семья"] = ColumnKind.Group,
        ["номер_группы"] = ColumnKind.Group,
        ["номер_семьи"] = ColumnKind.Group,
        ["домохозяйство"] = ColumnKind.Group,
        ["external_id"] = ColumnKind.ExternalId,
        ["individual_id"] = ColumnKind.ExternalId,
        ["person_id"] = ColumnKind.ExternalId,
        ["_uuid"] = ColumnKind.ExternalId,
        ["внешний_номер"] = ColumnKind.ExternalId,
        ["номер_лица"] = ColumnKind.ExternalId,
        ["external_system"] = ColumnKind.ExternalSystem,
        ["внешняя_система"] = ColumnKind.ExternalSystem,
        ["relationship"] = ColumnKind.Relationship,
        ["relationship_to_focal_point"] = ColumnKind.Relationship,
        ["relation"] = ColumnKind.Relationship,
        ["отношение"] = ColumnKind.Relationship,
        ["родство"] = ColumnKind.Relationship,
        ["отношение_к_контактному_лицу"] = ColumnKind.Relationship,
        ["age"] = ColumnKind.Age,
        ["age_years"] = ColumnKind.Age,
        ["возраст"] = ColumnKind.Age,
    };

    private static readonly Dictionary<string, NamePartKind> NameParts = new()
    {
        ["given"] = NamePartKind.Given,
        ["given_name"] = NamePartKind.Given,
        ["given_names"] = NamePartKind.Given,
        ["first_name"] = NamePartKind.Given,
        ["имя"] = NamePartKind.Given,
        ["family"] = NamePartKind.Family,
        ["family_name"] = NamePartKind.Family,
        ["last_name"] = NamePartKind.Family,
        ["surname"] = NamePartKind.Family,
        ["фамилия"] = NamePartKind.Family,
        ["patronymic"] = NamePartKind.Patronymic,
        ["отчество"] = NamePartKind.Patronymic,
        ["full_name"] = NamePartKind.Whole,
        ["name"] = NamePartKind.Whole,
        ["фио"] = NamePartKind.Whole,
        ["полное_имя"] = NamePartKind.Whole,
    };

    // What Kobo and ODK add of their own.
    private static readonly HashSet<string> Unasked =
        ["start", "end", "today", "deviceid", "username", "simserial", "subscriberid", "phonenumber", "instanceid", "instancename", "meta_instanceid", "formhub_uuid", "submissiondate", "key", "set_of_members", "attachmentspresent", "attachmentsexpected", "status", "reviewstate", "devicename", "edits", "formversion", "submitterid", "submittername"];

    private readonly Pack _pack;
    private readonly IReadOnlyDictionary<string, Field> _fields;
    private readonly Dictionary<string, Field> _byTitle = new(StringComparer.Ordinal);

    public ListColumns(Pack pack, Form form)
    {
        _pack = pack;
        _fields = pack.Records[form.Record].Fields;
        foreach (var field in form.Questions.Select(q => _fields[q.Field]))
            foreach (var title in field.Label.ByLanguage.Values.Prepend(field.Code)) _byTitle.TryAdd(Plain(title), field);
    }

    /// <summary>Recognises one title; null when the form does not know it, and <paramref name="unasked"/> when nobody expects it to.</summary>
    public ListColumn? Recognise(int at, string title, out bool unasked)
    {
        var segments = title.Split('/').Select(Plain).Where(s => s.Length > 0).ToList();
        var whole = string.Join('_', segments);
        unasked = segments.Count == 0 || segments[^1].StartsWith('_') || Unasked.Contains(segments[^1]) || Unasked.Contains(whole);
        if (segments.Count == 0) return null;
        var last = segments[^1];
        return Simple(at, title, last)
            ?? (segments.Count > 1 ? Of(at, title, segments[^2], last) : null)
            ?? Underscored(at, title, last)
            // A question group may have got an underscore instead of a stroke on its way.
            ?? (segments.Count > 1 ? Simple(at, title, whole) : null);
    }

    private ListColumn? Simple(int at, string title, string word)
    {
        if (_byTitle.TryGetValue(word, out var field) && field.Type is not FieldType.Rows) return new(at, title, field.Type == FieldType.Names ? ColumnKind.NamePart : ColumnKind.Answer, field);
        if (Fixed.TryGetValue(word, out var kind)) return new(at, title, kind);
        return Name(at, title, _fields.GetValueOrDefault("names"), word);
    }

    // given_latn, family_cyrl, and with the field in front: names_given_latn, mother_name_family.
    private static ListColumn? Name(int at, string title, Field? field, string word)
    {
        if (field is null) return null;
        Script? script = null;
        if (word.LastIndexOf('_') is var cut and > 0 && Enum.TryParse<Script>(word[(cut + 1)..], true, out var named) && named is not Script.Other and not Script.Mixed && !char.IsAsciiDigit(word[cut + 1]))
            (script, word) = (named, word[..cut]);
        return NameParts.TryGetValue(word, out var part) ? new(at, title, ColumnKind.NamePart, field, Part: part, Script: script) : null;
    }

    private ListColumn? Underscored(int at, string title, string word)
    {
        for (var cut = word.LastIndexOf('_'); cut > 0; cut = word.LastIndexOf('_', cut - 1))
            if (Of(at, title, word[..cut], word[(cut + 1)..]) is { } found) return found;
        return null;
    }

    private ListColumn? Of(int at, string title, string parent, string word)
    {
        if (!_byTitle.TryGetValue(parent, out var field)) return null;
        switch (field.Type)
        {
            case FieldType.Names: return Name(at, title, field, word);
            case FieldType.Rows:
                var column = field.Columns.FirstOrDefault(c => Plain(c.Code) == word || c.Label.ByLanguage.Values.Any(l => Plain(l) == word));
                return column is null ? null : new(at, title, ColumnKind.Cell, field, column.Code);
            case FieldType.Codes or FieldType.Languages or FieldType.Needs:
                var code = ListOf(_pack, field)?.Items.FirstOrDefault(i => Plain(i.Code) == word)?.Code;
                return code is null ? null : new(at, title, ColumnKind.Choice, field, code);
            default: return null;
        }
    }

    /// <summary>The code list of a field, its own or its type's.</summary>
    public static CodeList? ListOf(Pack pack, Field field) => pack.Codes.GetValueOrDefault(field.CodeList ?? field.Type switch
    {
        FieldType.Country or FieldType.Nationalities => "countries",
        FieldType.Languages => "languages",
        _ => "",
    });

    /// <summary>A title with nothing but small letters, digits and single underscores, so that spellings of one title meet.</summary>
    public static string Plain(string title)
    {
        var plain = new StringBuilder();
        foreach (var c in title.Trim())
            if (char.IsLetterOrDigit(c)) plain.Append(c is 'ё' or 'Ё' ? 'е' : char.ToLowerInvariant(c));
            else if (c == '_' && plain.Length == 0 || plain.Length > 0 && plain[^1] != '_' && c is not '\'' and not '’' and not '*' and not '?') plain.Append('_');
        return plain.ToString().TrimEnd('_');
    }
}
