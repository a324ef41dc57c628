using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Nansen.Packs;

namespace Nansen.Records;

/// <summary>
/// The part of a draft that counts those of whom only their group is known: as many persons as the group declares beyond its members,
/// each with a period of her own. A member who is registered takes one out, and the step that ends the account takes out the rest.
/// </summary>
public sealed partial class Draft
{
    private const string PersonsWord = "persons";

    // Each of them is an entry of her own; what is larger than this is no group but a slip of the pen.
    private const int MostInGroup = 10_000;

    private void MoveGroup(RecordState group, Effect effect, string declared, int members)
    {
        var within = group.AccountPeriods.LastOrDefault(p => p.Active && p.Code == effect.Code);
        if (effect.Kind == EffectKind.AccountIn == within is not null) return;
        var cause = effect.Reason ?? "";
        if (within is not null)
        {
            for (var i = TakenOut(group, within); i < PersonsIn(group, within); i++) AddStatistic(PeriodOf(within, i), _room.Statistics.CaseLeft(PeriodOf(within, i), cause, On));
            Add(group, Head(EntryTypes.AccountLeft, group.Type) with { Code = effect.Code, Reason = cause });
            return;
        }

        var said = int.TryParse(group.Text(DimensionWords.FieldOf(declared)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var persons = Math.Max(0, said - members);
        if (persons > MostInGroup)
        {
            _problems.Add(Records.Problems.Plain("number", DimensionWords.FieldOf(declared), "A group has 10,000 people at most; record a larger one in parts.", "В группе не больше 10 000 человек; бо́льшую запишите по частям."));
            return;
        }

        Add(group, Head(EntryTypes.AccountEntered, group.Type) with
        {
            Code = effect.Code,
            Reason = cause,
            With = new Dictionary<string, string> { ["period"] = _room.Ids.NewId().ToString("N"), [PersonsWord] = persons.ToString(CultureInfo.InvariantCulture) },
        });
        var entered = group.AccountPeriods[^1];
        for (var i = 0; i < persons; i++) AddStatistic(PeriodOf(entered, i), _room.Statistics.GroupPersonEntered(PeriodOf(entered, i), effect.Code, cause, group, On));
    }

    /// <summary>A person is registered in a group: one fewer of whom only the group is known.</summary>
    private void TakeOutOfGroup(RecordState group)
    {
        foreach (var within in group.AccountPeriods.Where(p => p.Active && Pack.RecordAccountOf(p.Code)?.Persons is not null))
            if (TakenOut(group, within) is var next && next < PersonsIn(group, within))
                AddStatistic(PeriodOf(within, next), _room.Statistics.CaseLeft(PeriodOf(within, next), RecordAccount.Registered, On));
    }

    private static int PersonsIn(RecordState group, StatusState within) =>
        int.Parse(group.Timeline.First(t => t.Id == within.Entry).Head.Word(PersonsWord) ?? "0", CultureInfo.InvariantCulture);

    private static int TakenOut(RecordState group, StatusState within) =>
        group.Timeline.SkipWhile(t => t.Id != within.Entry).Count(t => t.Head is { Type: EntryTypes.Linked, Code: LinkKinds.Member });

    // The period of one of the group: nobody can tell that two belong together who does not know the group's own random id.
    private static Guid PeriodOf(StatusState within, int person)
    {
        Span<byte> seed = stackalloc byte[20];
        within.Period.TryWriteBytes(seed);
        BinaryPrimitives.WriteInt32BigEndian(seed[16..], person);
        return new Guid(SHA256.HashData(seed).AsSpan(0, 16));
    }
}
