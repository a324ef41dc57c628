namespace Nansen.Matching;

/// <summary>Every sentence a comparison can say, in English and Russian.</summary>
public static class Phrases
{
    private static readonly Dictionary<string, (string En, string Ru)> Table = new(StringComparer.Ordinal)
    {
        ["name.same"] = ("“{0}” and “{1}” are written the same", "«{0}» и «{1}» написаны одинаково"),
        ["name.folded"] = ("“{0}” and “{1}” differ only in capitals, accents or marks", "«{0}» и «{1}» различаются только регистром, надстрочными знаками или пунктуацией"),
        ["name.script"] = ("“{0}” and “{1}” are the same name in two scripts", "«{0}» и «{1}» — одно имя в двух письменностях"),
        ["name.spelling"] = ("“{0}” and “{1}” sound the same; only the spelling differs", "«{0}» и «{1}» звучат одинаково, различается только написание"),
        ["name.table"] = ("“{0}” and “{1}” are known forms of one name", "«{0}» и «{1}» — известные формы одного имени"),
        ["name.gender"] = ("“{0}” and “{1}” are the male and female form of one name", "«{0}» и «{1}» — мужская и женская форма одной фамилии"),
        ["name.father"] = ("“{0}” and “{1}” name the same father", "«{0}» и «{1}» — отчество от одного имени"),
        ["name.close"] = ("“{0}” and “{1}” are close in sound", "«{0}» и «{1}» близки по звучанию"),
        ["name.initial"] = ("“{0}” may be the initial of “{1}”", "«{0}» может быть инициалом от «{1}»"),
        ["name.joined"] = ("“{0}” is “{1}” written with other spaces", "«{0}» — это «{1}», написанное с другими пробелами"),
        ["name.different"] = ("“{0}” and “{1}” are different names", "«{0}» и «{1}» — разные имена"),
        ["name.only.left"] = ("“{0}” stands only in the first name", "«{0}» есть только в первом имени"),
        ["name.only.right"] = ("“{0}” stands only in the second name", "«{0}» есть только во втором имени"),
        ["name.particle"] = ("“{0}” is a particle and counts for little", "«{0}» — частица и почти не учитывается"),
        ["name.title"] = ("“{0}” is a title and is not compared", "«{0}» — титул и не сравнивается"),
        ["name.order"] = ("the parts stand in another order", "части имени стоят в другом порядке"),
        ["name.homoglyph"] = ("“{0}” mixes letters of two scripts that look alike ({1}); read as “{2}”", "в «{0}» смешаны похожие буквы двух письменностей ({1}); прочитано как «{2}»"),
        ["name.missing"] = ("a name is missing", "имя отсутствует"),
        ["names.agree"] = ("the names agree: {0} and {1}", "имена совпадают: {0} и {1}"),
        ["names.close"] = ("the names are close: {0} and {1}", "имена близки: {0} и {1}"),
        ["names.part"] = ("the names agree in part: {0} and {1}", "имена совпадают частично: {0} и {1}"),
        ["names.differ"] = ("the names differ: {0} and {1}", "имена различаются: {0} и {1}"),
        ["birth.same"] = ("same birth date, {0}", "дата рождения совпадает: {0}"),
        ["birth.default"] = ("both birth dates are 1 January {0}, which often stands for “only the year is known”", "обе даты рождения — 1 января {0}; часто это значит, что известен только год"),
        ["birth.year.default"] = ("same birth year {0}; one date is 1 January and may stand for the year only", "год рождения {0} совпадает; одна дата — 1 января и может означать только год"),
        ["birth.year"] = ("same birth year {0}; the rest is not known or differs", "год рождения {0} совпадает; остальное неизвестно или различается"),
        ["birth.month"] = ("same birth month {0}; the day is not known or differs", "месяц рождения {0} совпадает; день неизвестен или различается"),
        ["birth.swapped"] = ("day and month are swapped: {0} and {1}", "день и месяц переставлены: {0} и {1}"),
        ["birth.typing"] = ("birth dates differ in one digit: {0} and {1}", "даты рождения различаются одной цифрой: {0} и {1}"),
        ["birth.day.off"] = ("birth dates are one day apart: {0} and {1}", "даты рождения различаются на один день: {0} и {1}"),
        ["birth.year.off"] = ("birth years are one apart: {0} and {1}", "годы рождения различаются на один: {0} и {1}"),
        ["birth.near"] = ("birth dates are near each other: {0} and {1}", "даты рождения близки: {0} и {1}"),
        ["birth.overlap"] = ("the birth dates can be the same: {0} and {1}", "даты рождения могут совпадать: {0} и {1}"),
        ["birth.different"] = ("birth dates differ: {0} and {1}", "даты рождения различаются: {0} и {1}"),
        ["value.same"] = ("the same: {0}", "совпадает: {0}"),
        ["value.close"] = ("nearly the same: {0} and {1}", "почти совпадает: {0} и {1}"),
        ["value.different"] = ("different: {0} and {1}", "различается: {0} и {1}"),
        ["value.missing"] = ("not recorded on both sides", "не указано с одной или обеих сторон"),
        ["household.same"] = ("both stand in one household", "обе записи в одном домохозяйстве"),
        ["household.different"] = ("they stand in different households", "записи в разных домохозяйствах"),
        ["warn.household"] = ("Same household: this may be another person of the family (brother, sister, twin, or kin of the same name)", "То же домохозяйство: это может быть другой член семьи (брат, сестра, близнец или тёзка)"),
        ["warn.twin"] = ("Same family name and same birth date but another given name: twins are written like this", "Та же фамилия и та же дата рождения, но другое имя: так записаны близнецы"),
        ["warn.sibling"] = ("Same family name and father's name but another given name: brothers and sisters are written like this", "Те же фамилия и отчество, но другое имя: так записаны братья и сёстры"),
        ["warn.sex"] = ("Sex is recorded differently", "Пол указан по-разному"),
        ["warn.default"] = ("The birth date is a 1 January and proves little", "Дата рождения — 1 января и мало что доказывает"),
        ["warn.homoglyph"] = ("The name “{0}” mixes look-alike letters of two scripts", "В имени «{0}» смешаны похожие буквы двух письменностей"),
    };

    /// <summary>All keys.</summary>
    public static IReadOnlyCollection<string> Keys => Table.Keys;

    /// <summary>The pattern of a sentence; the key itself when there is none.</summary>
    public static string Of(string key, string language) =>
        !Table.TryGetValue(key, out var text) ? key : language == "ru" ? text.Ru : text.En;
}
