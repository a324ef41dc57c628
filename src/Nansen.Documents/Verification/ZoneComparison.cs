namespace Nansen.Documents;

/// <summary>Compares the sealed zone with the printed one, field by field.</summary>
internal static class ZoneComparison
{
    public static IReadOnlyList<FieldComparison> Compare(MrzDocument inside, MrzDocument printed, bool withoutOptional)
    {
        var fields = new List<FieldComparison>(11)
        {
            Same("documentCode", inside.DocumentCode, printed.DocumentCode),
            Same("issuer", inside.Issuer, printed.Issuer),
            Same("documentNumber", inside.DocumentNumber, printed.DocumentNumber),
            Same("nationality", inside.Nationality, printed.Nationality),
            Same("dateOfBirth", inside.DateOfBirth, printed.DateOfBirth),
            Same("sex", inside.Sex, printed.Sex),
            Same("dateOfExpiry", inside.DateOfExpiry, printed.DateOfExpiry),
            Name("primary", inside.Primary, printed.Primary, inside.Format == printed.Format),
            Name("secondary", inside.Secondary, printed.Secondary, inside.Format == printed.Format),
        };
        // A visa's seal has no optional data, and another format has other room for them.
        if (!withoutOptional && inside.Format == printed.Format) fields.Add(Same("optional1", inside.Optional1, printed.Optional1));
        return fields;
    }

    private static FieldComparison Same(string field, string inside, string printed) => new(field, inside, printed, inside == printed);

    // Two formats have different room for names: then one may be the beginning of the other, component by component.
    private static FieldComparison Name(string field, string inside, string printed, bool sameFormat) =>
        new(field, inside, printed, inside == printed || (!sameFormat && IsBeginning(inside, printed)));

    private static bool IsBeginning(string one, string other)
    {
        var (a, b) = (one.Split(' '), other.Split(' '));
        if (one.Length == 0 || other.Length == 0) return false;
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (!a[i].StartsWith(b[i], StringComparison.Ordinal) && !b[i].StartsWith(a[i], StringComparison.Ordinal)) return false;
        return true;
    }
}
