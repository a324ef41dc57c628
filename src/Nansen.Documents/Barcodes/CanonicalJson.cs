using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Nansen.Documents;

/// <summary>JSON in the one form that can be signed (RFC 8785): members sorted by UTF-16 units, numbers as ECMAScript writes them, no spaces, no normalisation.</summary>
public static class CanonicalJson
{
    private const int MaxDepth = 64;

    /// <summary>The canonical bytes.</summary>
    /// <exception cref="DocumentException">It is no JSON, a name stands twice, a number is too large, or a text has half a surrogate pair.</exception>
    public static byte[] Write(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { MaxDepth = MaxDepth });
            return Write(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new DocumentException($"That is no JSON: {error.Message}", error);
        }
    }

    /// <summary>The canonical bytes of an element.</summary>
    /// <exception cref="DocumentException">A name stands twice, a number is too large, or a text has half a surrogate pair.</exception>
    public static byte[] Write(JsonElement element)
    {
        var text = new StringBuilder();
        try { Element(text, element); }
        catch (InvalidOperationException error) { throw new DocumentException("A text has half a surrogate pair, which cannot be signed.", error); }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Element(StringBuilder to, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object: Object(to, element); break;
            case JsonValueKind.Array:
                to.Append('[');
                foreach (var (item, i) in element.EnumerateArray().Select((e, i) => (e, i)))
                {
                    if (i > 0) to.Append(',');
                    Element(to, item);
                }

                to.Append(']');
                break;
            case JsonValueKind.String: String(to, element.GetString()!); break;
            case JsonValueKind.Number: to.Append(Number(element.GetDouble())); break;
            case JsonValueKind.True: to.Append("true"); break;
            case JsonValueKind.False: to.Append("false"); break;
            default: to.Append("null"); break;
        }
    }

    private static void Object(StringBuilder to, JsonElement element)
    {
        var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            if (!members.TryAdd(member.Name, member.Value)) throw new DocumentException($"The name '{member.Name}' stands twice.");
        to.Append('{');
        var first = true;
        foreach (var (name, value) in members)
        {
            if (!first) to.Append(',');
            first = false;
            String(to, name);
            to.Append(':');
            Element(to, value);
        }

        to.Append('}');
    }

    private static void String(StringBuilder to, string text)
    {
        to.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) to.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c)) throw new DocumentException("A text has half a surrogate pair, which cannot be signed.");
            else _ = c switch
            {
                '"' => to.Append("\\\""),
                '\\' => to.Append("\\\\"),
                '\b' => to.Append("\\b"),
                '\t' => to.Append("\\t"),
                '\n' => to.Append("\\n"),
                '\f' => to.Append("\\f"),
                '\r' => to.Append("\\r"),
                < ' ' => to.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => to.Append(c),
            };
        }

        to.Append('"');
    }

    /// <summary>A number as ECMAScript writes it (RFC 8785, section 3.2.2.3).</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new DocumentException("A number is too large for JSON's arithmetic.");
        if (value == 0) return "0";
        var sign = value < 0 ? "-" : "";
        // The shortest digits that read back as the same number, and the place of the point before them.
        var (digits, point) = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        if (point is > 21 or <= -6)
        {
            var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
            return sign + digits[0] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + exponent;
        }

        if (point <= 0) return sign + "0." + new string('0', -point) + digits;
        return sign + (digits.Length <= point ? digits + new string('0', point - digits.Length) : digits[..point] + "." + digits[point..]);
    }

    private static (string Digits, int Point) Digits(string number)
    {
        var e = number.IndexOf('E', StringComparison.Ordinal);
        var exponent = e >= 0 ? int.Parse(number[(e + 1)..], CultureInfo.InvariantCulture) : 0;
        var mantissa = e >= 0 ? number[..e] : number;
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading);
    }
}
