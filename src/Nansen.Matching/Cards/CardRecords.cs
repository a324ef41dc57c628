using System.Text;
using Nansen.Values;

namespace Nansen.Matching;

/// <summary>
/// The registrations of a register as records that can be linked with each other like those of a file. The first record of a
/// card has the name that stands first on it. Names that are no spelling of one before (an alias, a name before marriage) have
/// records of their own with all else the same, so that any name of one registration meets any name of another.
/// </summary>
public static class CardRecords
{
    private static readonly string[] Columns = ["rec_id", "given", "family", "patronymic", "dob", "sex", "origin", "place", "phone"];

    // The digits of a card's id; what a record's mark has behind them numbers the names.
    private const int IdDigits = 32;

    /// <summary>The registration that a record stands for.</summary>
    public static Guid CardOf(RecordSet records, int record)
    {
        ArgumentNullException.ThrowIfNull(records);
        return Guid.Parse(records.IdOf(record).AsSpan(0, IdDigits));
    }

    /// <summary>Reads cards; a card without a name is left out.</summary>
    /// <param name="cards">The cards.</param>
    /// <param name="everyName">Whether other names have records too; otherwise a card has one.</param>
    public static RecordSet Read(IEnumerable<PersonCard> cards, bool everyName = false)
    {
        ArgumentNullException.ThrowIfNull(cards);
        var buffer = new MemoryStream();
        using (var writer = new StreamWriter(buffer, new UTF8Encoding(false), 1 << 16, leaveOpen: true))
        {
            writer.Write(string.Join(',', Columns) + "\n");
            foreach (var lines in cards.Where(c => c.Names.Count > 0).AsParallel().AsOrdered().Select(c => Lines(c, everyName))) writer.Write(lines);
        }

        buffer.Position = 0;
        var records = new RecordReader().Read(buffer, "the register");
        return everyName ? records.Of(Registrations(records)) : records;
    }

    // The records of a card stand one behind the other.
    private static int[] Registrations(RecordSet records)
    {
        var numbers = new int[records.Count];
        for (var i = 1; i < numbers.Length; i++) numbers[i] = numbers[i - 1] + (CardOf(records, i) == CardOf(records, i - 1) ? 0 : 1);
        return numbers;
    }

    private static string Lines(PersonCard card, bool everyName)
    {
        var names = everyName ? DifferentNames(card) : [Parts(card.Names[0])];
        return string.Concat(names.Select((name, number) => Line(card, name, number)));
    }

    private static string Line(PersonCard card, (string Given, string Family, string Patronymic) name, int number)
    {
        var mark = card.Id.ToString("N") + (number == 0 ? "" : $".{number}");
        string?[] cells = [mark, name.Given, name.Family, name.Patronymic, Birth(card.Birth), card.Sex is "F" or "M" or "X" ? card.Sex : null, card.Origin, card.Place, card.Phone];
        return string.Join(',', cells.Select(c => CsvTable.Quote((c ?? "").ReplaceLineEndings(" ")))) + "\n";
    }

    /// <summary>The first name of a card, and each other that is no spelling of one before.</summary>
    private static List<(string Given, string Family, string Patronymic)> DifferentNames(PersonCard card)
    {
        List<(string Given, string Family, string Patronymic)> names = [Parts(card.Names[0])];
        foreach (var name in card.Names.Skip(1).Select(Parts).Concat(card.Names.SelectMany(Others)))
            if (!names.Exists(n => NameComparison.Compare(Text(n), Text(name)).Match)) names.Add(name);
        return names;

        static string Text((string Given, string Family, string Patronymic) name) => $"{name.Given} {name.Patronymic} {name.Family}";
    }

    /// <summary>What the parts of a name that are other names make of it: the former family name, the name she is known by.</summary>
    private static IEnumerable<(string Given, string Family, string Patronymic)> Others(PersonName name)
    {
        var (given, family, patronymic) = Parts(name);
        if (name.Of(NamePartKind.Former) is { Length: > 0 } former) yield return (given, former, patronymic);
        if (name.Of(NamePartKind.Alias) is not { Length: > 0 } alias) yield break;
        var words = alias.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        yield return words.Length == 1 ? (alias, family, patronymic) : (string.Join(' ', words[..^1]), words[^1], "");
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
