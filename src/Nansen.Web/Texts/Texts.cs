using System.Globalization;
using System.Text;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>
/// Says things in one language. In a page: <c>@T["service.name"]</c>, with arguments <c>@T["secondFactor.on", 5]</c>;
/// the first argument also chooses the plural form. A key without a text shows as <c>[key]</c>; a test finds it.
/// </summary>
public sealed class Texts(Language language, TimeZoneInfo? zone = null)
{
    private readonly IReadOnlyDictionary<string, TextForms> texts = TextCatalog.Of(language);

    /// <summary>The language spoken.</summary>
    public Language Language { get; } = language;

    /// <summary>The text of a key with its arguments filled in.</summary>
    public string this[string key, params object?[] arguments]
    {
        get
        {
            if (!texts.TryGetValue(key, out var forms)) return $"[{key}]";
            return Fill(forms.For(Language, arguments.Length > 0 ? Count(arguments[0]) : 0), arguments);
        }
    }

    /// <summary>Whether there is a text of that key.</summary>
    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>A text that a pack gives in several languages: this one, else English, else any.</summary>
    public string Pick(IReadOnlyDictionary<string, string> byLanguage)
    {
        ArgumentNullException.ThrowIfNull(byLanguage);
        return byLanguage.GetValueOrDefault(Language.MadeFrom ?? Language.Code)
            ?? byLanguage.GetValueOrDefault(Language.English.Code)
            ?? byLanguage.Values.FirstOrDefault() ?? "";
    }

    /// <summary>A whole number with its thousands apart.</summary>
    public string Number(long value)
    {
        var digits = Math.Abs((decimal)value).ToString(CultureInfo.InvariantCulture);
        // CLDR: Russian does not part four digits; English does.
        var from = Language.GroupSeparator == "," ? 4 : 5;
        if (digits.Length >= from)
            for (var at = digits.Length - 3; at > 0; at -= 3)
                digits = digits.Insert(at, Language.GroupSeparator);
        return value < 0 ? "\u2212" + digits : digits;
    }

    /// <summary>A number with decimals.</summary>
    public string Number(decimal value, int decimals)
    {
        var rounded = Math.Round(Math.Abs(value), decimals, MidpointRounding.AwayFromZero);
        var whole = Number((long)decimal.Truncate(rounded));
        var rest = (rounded - decimal.Truncate(rounded)).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var text = decimals == 0 ? whole : whole + Language.DecimalSeparator + rest[2..];
        return value < 0 && rounded != 0 ? "\u2212" + text : text;
    }

    /// <summary>A share of one as a percentage.</summary>
    public string Percent(decimal share, int decimals = 0) => this["format.percent", Number(share * 100, decimals)];

    /// <summary>A day: 3 May 2025.</summary>
    public string Date(DateOnly day) => this["format.day", Digits(day.Day), this[$"month.of.{Digits(day.Month)}"], Digits(day.Year)];

    /// <summary>A date as far as it is known: "about 1978", "May 1978", "between … and …".</summary>
    public string Date(PartialDate date)
    {
        var text = date.Precision switch
        {
            DatePrecision.Day => Date(date.Earliest),
            DatePrecision.Month => this["format.month", this[$"month.name.{Digits(date.Earliest.Month)}"], Digits(date.Earliest.Year)],
            DatePrecision.Year => Digits(date.Earliest.Year),
            _ => this["format.between", Date(date.Earliest), Date(date.Latest)],
        };
        return date.Approximate ? this["format.about", text] : text;
    }

    /// <summary>A moment: 3 May 2025, 14:05, by the office's clock.</summary>
    public string Moment(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone ?? TimeZoneInfo.Utc);
        return this["format.moment", Date(DateOnly.FromDateTime(local.DateTime)), local.ToString("HH:mm", CultureInfo.InvariantCulture)];
    }

    private static string Digits(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Count(object? argument) => argument switch
    {
        int n => n,
        long n => n,
        _ => 0,
    };

    private string Fill(string form, object?[] arguments)
    {
        if (arguments.Length == 0 || !form.Contains('{', StringComparison.Ordinal)) return form;
        var text = new StringBuilder(form.Length + 32);
        for (var at = 0; at < form.Length; at++)
        {
            // Placeholders are {0} to {9}; an argument's own braces are never read again.
            if (form[at] == '{' && at + 2 < form.Length && form[at + 2] == '}' && char.IsAsciiDigit(form[at + 1]))
            {
                var index = form[at + 1] - '0';
                if (index < arguments.Length) text.Append(Say(arguments[index]));
                at += 2;
            }
            else
            {
                text.Append(form[at]);
            }
        }

        return text.ToString();
    }

    private string Say(object? argument) => argument switch
    {
        null => "",
        string text => text,
        int n => Number(n),
        long n => Number(n),
        DateOnly day => Date(day),
        PartialDate date => Date(date),
        DateTimeOffset moment => Moment(moment),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "",
    };
}
