using System.Globalization;
using Nansen.Packs;

namespace Nansen.Register;

/// <summary>Something in a list that an officer should look at, with what to do about it.</summary>
/// <param name="Row">Row of the sheet or line of the file, as the program she made it with counts them; 0 for the whole file.</param>
/// <param name="Column">Title of the column; empty for the whole row.</param>
/// <param name="Code">Stable code, for programs and tests.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record ImportFinding(int Row, string Column, string Code, LocalText Message, LocalText Fix)
{
    /// <summary>Whether the row cannot be registered as it stands; others only want to be seen.</summary>
    public bool Holds { get; init; } = true;
}

/// <summary>The words of the findings, in one place.</summary>
internal static class ImportFindings
{
    public static ImportFinding UnknownColumn(int row, string column) => See(row, column, "unknown_column",
        $"The column \"{column}\" is not known to this form and is left out.", $"Столбец «{column}» этой форме не известен и не учитывается.",
        "Name it as in the template, or delete it.", "Назовите его как в шаблоне или удалите.");

    public static ImportFinding RepeatedColumn(int row, string column, string first) => Hold(row, column, "repeated_column",
        $"The columns \"{first}\" and \"{column}\" ask the same.", $"Столбцы «{first}» и «{column}» об одном и том же.",
        "Keep one of them.", "Оставьте один из них.");

    public static ImportFinding MayNotRecord(int row, string column) => Hold(row, column, "may_not_record",
        $"Your role does not record \"{column}\".", $"Ваша роль не вносит «{column}».",
        "Delete the column, or have an officer of the right role import the list.", "Удалите столбец или поручите импорт сотруднику с нужной ролью.");

    public static ImportFinding NotImported(int row, string column) => See(row, column, "not_imported",
        $"\"{column}\" cannot come from a list.", $"«{column}» нельзя внести из списка.", "Add it on the person's page after the import.", "Добавьте на странице лица после импорта.");

    public static ImportFinding MissingColumn(int row, string column, LocalText label) => Hold(row, column, "missing_column",
        $"There is no column \"{column}\" ({label.In("en")}); every person must have an answer.", $"Нет столбца «{column}» ({label.In("ru")}); ответ нужен по каждому лицу.",
        "Add the column. \"unknown\" and \"refused\" are answers too.", "Добавьте столбец. «неизвестно» и «отказ» – тоже ответы.");

    public static ImportFinding Missing(int row, string column, LocalText label) => Hold(row, column, "missing",
        $"{label.In("en")}: an answer is needed.", $"{label.In("ru")}: нужен ответ.",
        "Fill in the cell. \"unknown\" and \"refused\" are answers too.", "Заполните ячейку. «неизвестно» и «отказ» – тоже ответы.");

    public static ImportFinding NotInList(int row, string column, string value, CodeList list) => Hold(row, column, "not_in_list",
        $"\"{value}\" is not in the list {list.Title.In("en")}.", $"Значения «{value}» нет в списке «{list.Title.In("ru")}».",
        $"Write a code or a name of the sheet \"codes\", for example {Examples(list, "en")}.", $"Укажите код или название с листа «codes», например {Examples(list, "ru")}.");

    public static ImportFinding NotADate(int row, string column, string value) => Hold(row, column, "not_a_date",
        $"\"{value}\" is not a date.", $"«{value}» не дата.",
        "Write it as 1978-05-03, 1978-05 or 1978; never invent a day that is not known.", "Укажите 1978-05-03, 1978-05 или 1978; неизвестный день не придумывайте.");

    public static ImportFinding AmbiguousDate(int row, string column, string value) => Hold(row, column, "ambiguous_date",
        $"In \"{value}\" the day and the month cannot be told apart.", $"В «{value}» нельзя отличить день от месяца.",
        "Write it as 1978-05-03 or 03.05.1978.", "Укажите 1978-05-03 или 03.05.1978.");

    public static ImportFinding Malformed(int row, string column, LocalText message) => new(row, column, "malformed", message,
        Text("Correct the cell.", "Исправьте ячейку."));

    public static ImportFinding Formula(int row, string column) => Hold(row, column, "formula",
        "The cell holds a formula, whose result may change.", "В ячейке формула, результат которой может измениться.",
        "Copy the column and paste it as values.", "Скопируйте столбец и вставьте его как значения.");

    public static ImportFinding MixedScripts(int row, string column, string value) => See(row, column, "mixed_scripts",
        $"\"{value}\" mixes letters of several scripts.", $"В «{value}» смешаны буквы разных письменностей.",
        "Write each name in one script; look for letters that look alike, such as Latin a and Cyrillic а.", "Пишите имя буквами одной письменности; проверьте похожие буквы, например латинскую a и кириллическую а.");

    public static ImportFinding OtherScript(int row, string column, string value) => See(row, column, "other_script",
        $"\"{value}\" is not written in the script that the column names.", $"«{value}» написано не той письменностью, которую называет столбец.",
        "Move the name to the column of its script; it is taken as it is written.", "Перенесите имя в столбец его письменности; оно принято так, как написано.");

    public static ImportFinding TwiceInFile(int row, string column, string id, int first) => Hold(row, column, "duplicate_external_id",
        $"The number {id} stands in row {first} already.", $"Номер {id} уже стоит в строке {first}.",
        "Give each person her own number, or delete the repeated row.", "Присвойте каждому лицу свой номер или удалите повторную строку.");

    public static ImportFinding IdTaken(int row, string column, string id, string number) => Hold(row, column, "external_id_taken",
        $"The number {id} belongs to {number}, whose name and birth date are others.", $"Номер {id} принадлежит записи {number}, где другие имя и дата рождения.",
        "Check the number; if the list comes from another system, name that system in the column external_system.", "Проверьте номер; если список из другой системы, назовите её в столбце external_system.");

    public static ImportFinding NoFocalPoint(int row, string column, string group) => Hold(row, column, "no_focal_point",
        $"The group {group} has no focal point.", $"В группе {group} нет контактного лица.",
        "Write focal_point for one of its members.", "Укажите focal_point для одного из её членов.");

    public static ImportFinding TwoFocalPoints(int row, string column, string group, int first) => Hold(row, column, "two_focal_points",
        $"The group {group} has a focal point in row {first} already.", $"В группе {group} уже есть контактное лицо в строке {first}.",
        "Keep one focal point and write the relationship of the other.", "Оставьте одно контактное лицо, для другого укажите родство.");

    public static ImportFinding InSeveralGroups(int row, string group) => Hold(row, "", "in_several_groups",
        $"Members of the group {group} are registered in different groups already.", $"Члены группы {group} уже зарегистрированы в разных группах.",
        "Join or split the groups on their pages first.", "Сначала объедините или разделите группы на их страницах.");

    public static ImportFinding HeldBack(int row, string group, int because) => Hold(row, "", "held_back",
        $"The group {group} is held back whole because of row {because}.", $"Группа {group} задержана целиком из-за строки {because}.",
        "Correct that row and import the list again; what is registered already is not added twice.", "Исправьте ту строку и импортируйте список снова; уже зарегистрированное не добавится дважды.");

    public static ImportFinding LikeRow(int row, int other, double probability) => See(row, "", "possible_duplicate_in_file",
        $"This may be the person of row {other} ({Percent(probability)}).", $"Возможно, это лицо из строки {other} ({Percent(probability)}).",
        "Delete one of the rows if it is one person.", "Если это одно лицо, удалите одну из строк.");

    public static ImportFinding LikeRegistered(int row, string number, double probability) => See(row, "", "possible_duplicate",
        $"This may be the person registered as {number} ({Percent(probability)}).", $"Возможно, это лицо, зарегистрированное как {number} ({Percent(probability)}).",
        "Compare the two. If you import the row, a reviewer is asked whether they are the same person.", "Сравните записи. При импорте проверяющему будет предложено решить, одно ли это лицо.");

    public static ImportFinding NotRegistered(int row, string group, LocalText why) => new(row, "", "not_registered",
        Text($"The group {group} was not registered: {why.In("en")}", $"Группа {group} не зарегистрирована: {why.In("ru")}"),
        Text("Correct it and import the list again.", "Исправьте и импортируйте список снова."));

    private static ImportFinding Hold(int row, string column, string code, string en, string ru, string fixEn, string fixRu) =>
        new(row, column, code, Text(en, ru), Text(fixEn, fixRu));

    private static ImportFinding See(int row, string column, string code, string en, string ru, string fixEn, string fixRu) =>
        Hold(row, column, code, en, ru, fixEn, fixRu) with { Holds = false };

    private static LocalText Text(string en, string ru) => new(new Dictionary<string, string> { ["en"] = en, ["ru"] = ru });

    private static string Examples(CodeList list, string language) =>
        string.Join(", ", list.Items.Take(3).Select(i => $"{i.Code} ({i.Title.In(language)})"));

    // Never 100: it is still a person who decides.
    private static string Percent(double probability) => Math.Min(99, probability * 100).ToString("0", CultureInfo.InvariantCulture) + " %";
}
