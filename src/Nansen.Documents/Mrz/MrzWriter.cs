namespace Nansen.Documents;

/// <summary>Writes the lines of a zone.</summary>
internal static class MrzWriter
{
    public static string[] Write(MrzDocument document)
    {
        var layout = MrzLayout.Of(document.Format);
        Span<char> zone = stackalloc char[layout.Length];
        zone.Fill(MrzText.Filler);
        Put(zone[layout[MrzField.DocumentCode]], document.DocumentCode, "documentCode", required: true);
        Put(zone[layout[MrzField.Issuer]], document.Issuer, "issuer", required: true);
        Put(zone[layout[MrzField.Nationality]], document.Nationality, "nationality", required: true);
        MrzName.Make(document.Format, document.Primary, document.Secondary).Field.CopyTo(zone[layout[MrzField.Name]]);
        Date(zone[layout[MrzField.DateOfBirth]], document.DateOfBirth, "dateOfBirth", CenturyPolicy.IsPartial);
        Date(zone[layout[MrzField.DateOfExpiry]], document.DateOfExpiry, "dateOfExpiry", static d => d is "<<<<<<");
        zone[layout[MrzField.Sex].Start.Value] = SexOf(document.Sex);
        var optional = zone[layout[MrzField.Optional1]];
        var used = Number(zone, layout, document.DocumentNumber, optional);
        Put(optional[used..], document.Optional1, "optional1");
        Put(zone[layout[MrzField.Optional2]], document.Optional2, "optional2");
        Digits(zone, layout);

        var lines = new string[layout.Lines];
        for (var i = 0; i < lines.Length; i++) lines[i] = zone.Slice(i * layout.Width, layout.Width).ToString();
        return lines;
    }

    private static void Digits(Span<char> zone, MrzLayout layout)
    {
        zone[layout.BirthDigit] = CheckDigit.Of(zone[layout[MrzField.DateOfBirth]])!.Value;
        zone[layout.ExpiryDigit] = CheckDigit.Of(zone[layout[MrzField.DateOfExpiry]])!.Value;
        if (layout.OptionalDigit >= 0 && zone[layout[MrzField.Optional1]].ContainsAnyExcept(MrzText.Filler))
            zone[layout.OptionalDigit] = CheckDigit.Of(zone[layout[MrzField.Optional1]])!.Value;
        if (layout.CompositeDigit < 0) return;
        Span<char> joined = stackalloc char[layout.Length];
        var at = 0;
        foreach (var range in layout.Composite)
        {
            var part = zone[range];
            part.CopyTo(joined[at..]);
            at += part.Length;
        }

        zone[layout.CompositeDigit] = CheckDigit.Of(joined[..at])!.Value;
    }

    private static int Number(Span<char> zone, MrzLayout layout, string number, Span<char> optional)
    {
        var field = zone[layout[MrzField.DocumentNumber]];
        if (number.Length <= field.Length)
        {
            Put(field, number, "documentNumber", required: true);
            zone[layout.NumberDigit] = CheckDigit.Of(field)!.Value;
            return 0;
        }

        if (!layout.LongNumbers) throw new DocumentException($"documentNumber '{number}' is longer than nine characters, which {layout.Format} cannot hold.");
        var rest = number[field.Length..];
        if (rest.Length + 1 > optional.Length) throw new DocumentException($"documentNumber '{number}' is too long for {layout.Format}: at most {field.Length + optional.Length - 1} characters.");
        if (number.AsSpan().ContainsAny(' ', '<', '-')) throw new DocumentException($"documentNumber '{number}': a number longer than nine characters has letters and digits alone.");
        Put(field, number[..field.Length], "documentNumber");
        Put(optional[..rest.Length], rest, "documentNumber");
        optional[rest.Length] = CheckDigit.Of(number)!.Value;
        return Math.Min(optional.Length, rest.Length + 2);
    }

    private static void Put(Span<char> field, string text, string name, bool required = false)
    {
        text = text.TrimEnd(MrzText.Filler);
        if (required && text.Length == 0) throw new DocumentException($"{name} is empty.");
        if (text.Length > field.Length) throw new DocumentException($"{name} '{text}' has {text.Length} characters; there is room for {field.Length}.");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i] is ' ' or '-' ? MrzText.Filler : text[i];
            if (!MrzText.IsAllowed(c)) throw new DocumentException($"{name} '{text}' has '{text[i]}'; a zone holds A–Z, 0–9 and <.");
            field[i] = c;
        }
    }

    private delegate bool Partial(ReadOnlySpan<char> date);

    private static void Date(Span<char> field, string date, string name, Partial partial)
    {
        if (date.Length == 0) return;
        if (date.Length != 6 || !(CenturyPolicy.IsDay(date) || partial(date)))
            throw new DocumentException($"{name} '{date}' is no date; write YYMMDD, unknown parts as <.");
        date.CopyTo(field);
    }

    private static char SexOf(string sex) => sex switch
    {
        "F" or "M" => sex[0],
        "" or "<" or "X" => MrzText.Filler,
        _ => throw new DocumentException($"sex '{sex}' is none of F, M and < (X stands in the visual zone alone)."),
    };
}
