using System.Text;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// The registrations of a register as records that can be linked with each other like those of a file. A record stands for
/// one card, under the card's id, with the name that stands first on it.
/// </summary>
public static class CardRecords
{
    private static readonly string[] Columns = ["rec_id", "given", "family", "patronymic", "dob", "sex", "origin", "place", "phone"];

    /// <summary>Reads cards; a card without a name is left out.</summary>
    public static RecordSet Read(IEnumerable<PersonCard> cards)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var buffer = new MemoryStream();
        using (var writer = new StreamWriter(buffer, new UTF8Encoding(false), 1 << 16, leaveOpen: true))
        {
            writer.Write(string.Join(',', Columns) + "\n");
            foreach (var card in cards.Where(c => c.Names.Count > 0)) Write(writer, card);
        }

        buffer.Position = 0;
        return new RecordReader().Read(buffer, "the register");
    }

    private static void Write(StreamWriter writer, PersonCard card)
    {
        var (given, family, patronymic) = Parts(card.Names[0]);
        string?[] cells = [card.Id.ToString("N"), given, family, patronymic, Birth(card.Birth), card.Sex is "F" or "M" or "X" ? card.Sex : null, card.Origin, card.Place, card.Phone];
        writer.Write(string.Join(',', cells.Select(c => CsvTable.Quote((c ?? "").ReplaceLineEndings(" ")))) + "\n");
    }

    // Of a name in one piece the last word stands for the family; the comparison tries both places anyway.
    private static (string Given, string Family, string Patronymic) Parts(PersonName name)
    {
        var given = name.Of(NamePartKind.Given);
        var family = name.Of(NamePartKind.Family) is { Length: > 0 } own ? own : name.Of(NamePartKind.Clan);
        if (given.Length > 0 || family.Length > 0) return (given, family, name.Of(NamePartKind.Patronymic));
        var words = name.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? (name.Text, "", "") : (string.Join(' ', words[..^1]), words[^1], "");
    }

    // An age is an interval of birth dates; its middle year is compared as a year is, a year more or less.
    private static string? Birth(PartialDate? birth)
    {
        if (birth is not { } date) return null;
        if (date.ExactDay is { } day) return day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (date.Latest.DayNumber - date.Earliest.DayNumber > 1100) return null;
        return DateOnly.FromDayNumber((date.Earliest.DayNumber + date.Latest.DayNumber) / 2).Year.ToString("0000", System.Globalization.CultureInfo.InvariantCulture);
    }
}
