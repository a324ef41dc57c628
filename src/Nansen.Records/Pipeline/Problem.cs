using Nansen.Packs;

namespace Nansen.Records;

/// <summary>Why something was not accepted: what was wrong, where, and what to do, in the reader's language.</summary>
/// <param name="Code">Stable code, for the API and tests.</param>
/// <param name="Field">Field, row or document it is about; null for the whole.</param>
/// <param name="Text">The words.</param>
public sealed record Problem(string Code, string? Field, LocalText Text)
{
    /// <summary>Person the field is asked of, in a case.</summary>
    public string? Of { get; init; }

    internal static Problem Make(string code, string? field, string en, string ru) =>
        new(code, field, new LocalText(new Dictionary<string, string> { ["en"] = en, ["ru"] = ru }));
}

/// <summary>The problems the core itself can name; packs add their own words for guards and safeguards.</summary>
public static class Problems
{
    /// <summary>A required question has no answer. What is asked of a person she may not know or not wish to say; what the office did is known.</summary>
    public static Problem Missing(Field field, bool ofPerson) => Problem.Make("missing", field.Code,
        $"{field.Label.In("en")}: an answer is needed.{(ofPerson ? " \"Unknown\" and \"prefers not to say\" are answers too." : "")}",
        $"{field.Label.In("ru")}: нужен ответ.{(ofPerson ? " «Неизвестно» и «не желает отвечать» тоже ответы." : "")}");

    /// <summary>The value has not the form the field wants.</summary>
    public static Problem Malformed(Field field, string wantEn, string wantRu) => Problem.Make("malformed", field.Code,
        $"{field.Label.In("en")}: {wantEn}", $"{field.Label.In("ru")}: {wantRu}");

    /// <summary>A public text that seems to point to a person.</summary>
    public static Problem PersonTrace(Field field, string trace) => Problem.Make("person_trace", field.Code,
        $"{field.Label.In("en")}: \"{trace}\" looks like a person's number, address or document. This is published; take it out.",
        $"{field.Label.In("ru")}: «{trace}» похоже на номер, адрес или документ лица. Текст публикуется; уберите это.");

    /// <summary>The field does not belong there.</summary>
    public static Problem UnknownField(string field) => Problem.Make("unknown_field", field,
        $"'{field}' is not asked here.", $"Поле «{field}» здесь не предусмотрено.");

    /// <summary>The role may not record the field.</summary>
    public static Problem MayNotRecord(Field field) => Problem.Make("may_not_record", field.Code,
        $"{field.Label.In("en")}: your role does not record this.", $"{field.Label.In("ru")}: ваша роль не вносит эти сведения.");

    /// <summary>The event cannot happen in the record's state.</summary>
    public static Problem WrongState(string eventTitleEn, string eventTitleRu, string stateEn, string stateRu) => Problem.Make("wrong_state", null,
        $"\"{eventTitleEn}\" is not possible now: the case is \"{stateEn}\".",
        $"«{eventTitleRu}» сейчас невозможно: дело в состоянии «{stateRu}».");

    /// <summary>A guard of the pack does not hold.</summary>
    public static Problem Guard(LocalText? text) => new("guard", null, text ?? Make(
        "Something that must come first has not been done yet.", "Сначала нужно выполнить предыдущий шаг."));

    /// <summary>A safeguard blocks the event.</summary>
    public static Problem Safeguard(Safeguard safeguard) => new("safeguard", null, new LocalText(
        safeguard.Explanation.ByLanguage.ToDictionary(t => t.Key, t => $"{safeguard.Code} · {t.Value}")));

    /// <summary>The confirming officer is the one who proposed.</summary>
    public static Problem SamePairOfEyes() => Problem.Make("same_officer", null,
        "You proposed this yourself; another officer has to confirm it.", "Вы сами предложили это; подтвердить должен другой сотрудник.");

    /// <summary>There is nothing to confirm any more.</summary>
    public static Problem NothingToConfirm() => Problem.Make("nothing_to_confirm", null,
        "This proposal has been answered already.", "На это предложение уже дан ответ.");

    /// <summary>Another proposal of the same kind waits.</summary>
    public static Problem AlreadyProposed() => Problem.Make("already_proposed", null,
        "The same has been proposed already and waits for confirmation.", "Такое предложение уже внесено и ждёт подтверждения.");

    /// <summary>S4 facts need a sealed compartment.</summary>
    public static Problem NeedsCompartment(Field field) => Problem.Make("needs_compartment", field.Code,
        $"{field.Label.In("en")}: this belongs in a sealed file. Record only that she should be referred to protection.",
        $"{field.Label.In("ru")}: эти сведения вносятся только в закрытое дело. Отметьте лишь направление в службу защиты.");

    /// <summary>Registration without the duplicate search.</summary>
    public static Problem SearchFirst() => Problem.Make("search_first", null,
        "Search for an earlier registration first; nobody is registered without it.",
        "Сначала выполните поиск прежней регистрации; без него регистрация невозможна.");

    /// <summary>A plain message.</summary>
    public static Problem Plain(string code, string? field, string en, string ru) => Problem.Make(code, field, en, ru);

    private static LocalText Make(string en, string ru) => new(new Dictionary<string, string> { ["en"] = en, ["ru"] = ru });
}

/// <summary>What came of a command.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>It stands in the books.</summary>
    /// <param name="Records">Records it touched, as they now are.</param>
    /// <param name="Again">The same submission had been carried out before; nothing was added twice.</param>
    public sealed record Done(IReadOnlyList<RecordState> Records, bool Again = false) : Outcome;

    /// <summary>Not accepted; nothing was written.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : Outcome;

    /// <summary>Not hers to do. Says nothing about whether the record exists.</summary>
    public sealed record Forbidden : Outcome;

    /// <summary>Somebody changed the record meanwhile; nothing was written.</summary>
    /// <param name="Record">The record.</param>
    /// <param name="Since">What happened meanwhile.</param>
    public sealed record Stale(RecordState Record, IReadOnlyList<TimelineItem> Since) : Outcome;

    /// <summary>The store could not be reached; nothing was written.</summary>
    public sealed record Unavailable(string Message) : Outcome;
}
