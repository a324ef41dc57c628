using System.Globalization;
using Nansen.Packs;
using Nansen.Statistics;

namespace Nansen.Register;

/// <summary>
/// What is said about a release when the statistician says nothing. It is published and signed in English; a reader of another
/// language is told the same in hers, and what the statistician wrote herself stays as she wrote it.
/// </summary>
public static class ReleaseTexts
{
    /// <summary>How it was made, in the reader's language where it is the register's own sentence.</summary>
    public static string MethodOf(Release release, string language)
    {
        ArgumentNullException.ThrowIfNull(release);
        return release.Method == Method("en") ? Method(language) : release.Method;
    }

    /// <summary>Who is covered.</summary>
    public static string CoverageOf(Release release, string state, string language)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (release.Tables.Count == 0) return release.Coverage;
        var (from, to, day) = (release.Tables[0].Span.From.Year, release.Tables[0].Span.To.Year, Day(release));
        return release.Coverage == Coverage("en", state, from, to, day) ? Coverage(language, state, from, to, day) : release.Coverage;
    }

    /// <summary>How good the figures are.</summary>
    public static string QualityOf(Release release, string language)
    {
        ArgumentNullException.ThrowIfNull(release);
        return release.Quality == Quality("en", Day(release)) ? Quality(language, Day(release)) : release.Quality;
    }

    /// <summary>The title of a table: of the pack where it has the table or the status.</summary>
    public static string TitleOf(ReleasedTable table, Pack pack, string language)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(pack);
        if (pack.Tables.TryGetValue(table.Name, out var known)) return known.Title.In(language);
        return table.Query?.Status is { } code && pack.Statuses.TryGetValue(code, out var status) && table.Title == Account(status, "en") ? Account(status, language) : table.Title;
    }

    internal static string Account(StatusType status, string language) => language == "ru"
        ? $"{status.Title.In(language)}: движение по годам, происхождению, полу и возрастной группе"
        : $"{status.Title.In("en")}: account by year, origin, sex and age group";

    internal static string Method(string language) => language == "ru"
        ? $"Подсчитано по книге статистики регистра. Каждое число округлено до кратного {ReleaseDraft.Base}, все таблицы вместе: движение сходится, один поток показан одинаково во всех таблицах, и ни одна таблица вместе с другой не выдаёт от одного до четырёх человек; показанный 0 не значит, что никого нет."
        : $"Counted from the statistics book of the register. Every figure is rounded to a multiple of {ReleaseDraft.Base}, all tables together, so that accounts balance, one flow shows the same in every table, and no table with another tells of one to four persons; a shown 0 does not mean that there is nobody.";

    internal static string Coverage(string language, string state, int from, int to, DateOnly day)
    {
        var last = Iso(to >= day.Year ? day : new DateOnly(to, 12, 31));
        return language == "ru"
            ? $"Все лица, зарегистрированные этим регистром ({state}), с 1 января {from} года по {last}. Лица, которых он не регистрировал, не охвачены."
            : $"All persons registered by this register ({state}), from 1 January {from} to {last}. Persons whom it did not register are not covered.";
    }

    internal static string Quality(string language, DateOnly day) => language == "ru"
        ? $"Настолько полно, насколько полным регистр был {Iso(day)}. Поступившее позже выйдет в следующем выпуске как пересмотр. Лица, дата рождения которых известна недостаточно точно, отнесены к неизвестной возрастной группе."
        : $"As complete as the register was on {Iso(day)}. Entries that arrive later come out in the next release as restatements. Persons whose birth date is not exact enough are in age group unknown.";

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(Release release) => DateOnly.FromDateTime(release.KnownAt.UtcDateTime);
}
