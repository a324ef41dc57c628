namespace Nansen.Matching;

/// <summary>What a column of a file holds, which decides how it is compared.</summary>
public enum FieldKind
{
    /// <summary>Not compared.</summary>
    Ignored,

    /// <summary>The record's own mark; never compared.</summary>
    Id,

    /// <summary>Own name.</summary>
    Given,

    /// <summary>Family name.</summary>
    Family,

    /// <summary>Father's name.</summary>
    Patronymic,

    /// <summary>The whole name in one piece.</summary>
    Name,

    /// <summary>Birth date.</summary>
    Birth,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Country or nationality: a code or a short list.</summary>
    Origin,

    /// <summary>A place.</summary>
    Place,

    /// <summary>Telephone number.</summary>
    Phone,

    /// <summary>A number that belongs to one person or one address: insurance number, postcode, house number.</summary>
    Number,

    /// <summary>Any other text.</summary>
    Text,
}

/// <summary>Which column holds what, from the usual names of columns.</summary>
public static class ColumnNames
{
    private static readonly Dictionary<string, FieldKind> Usual = Build(
        (FieldKind.Id, "rec_id id record_id recordid recid uid uuid registration registration_no номер"),
        (FieldKind.Given, "given given_name givenname first_name firstname first forename forenames name_given имя"),
        (FieldKind.Family, "family family_name surname last_name lastname last sur_name name_family фамилия"),
        (FieldKind.Patronymic, "patronymic father father_name fathers_name middle_name middlename patronym отчество"),
        (FieldKind.Name, "name full_name fullname person_name whole_name фио"),
        (FieldKind.Birth, "dob birth birth_date birthdate date_of_birth born дата_рождения"),
        (FieldKind.Sex, "sex gender пол"),
        (FieldKind.Origin, "origin country nationality citizenship country_of_origin страна гражданство"),
        (FieldKind.Place, "place birth_place birthplace place_of_birth city town village district region address_place suburb место_рождения"),
        (FieldKind.Phone, "phone telephone tel mobile phone_number phonenumber телефон"),
        (FieldKind.Number, "soc_sec_id ssn national_id document_no passport passport_no postcode postcode_fake postal_code zip zip_code street_number house_number"),
        (FieldKind.Ignored, "entity_id household_id cluster cluster_id script lang language match label source_count"));

    /// <summary>What a column of this name holds; <see cref="FieldKind.Text"/> when the name is not a usual one.</summary>
    public static FieldKind KindOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Usual.GetValueOrDefault(column.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_'), FieldKind.Text);
    }

    private static Dictionary<string, FieldKind> Build(params ReadOnlySpan<(FieldKind Kind, string Names)> lists)
    {
        var table = new Dictionary<string, FieldKind>(StringComparer.Ordinal);
        foreach (var (kind, names) in lists)
            foreach (var name in names.Split(' ')) table[name] = kind;
        return table;
    }
}
