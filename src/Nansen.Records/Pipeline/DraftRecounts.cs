using System.Globalization;
using Nansen.Packs;

namespace Nansen.Records;

/// <summary>The part of a draft that keeps the statistics book right when what is counted about a person changes or proves wrong.</summary>
public sealed partial class Draft
{
    private const string Origin = "country_of_origin";
    private static readonly string[] WhoSheIs = ["date_of_birth", "sex_recorded", Origin];

    /// <summary>
    /// Who she is was always so: the past is restated. Where she lives and the like is restated too when it was recorded wrong, and
    /// changes on the day when it changed.
    /// </summary>
    private void Recount(RecordState person, HashSet<string> fields, DateOnly? changedOn)
    {
        if (fields.Overlaps(WhoSheIs))
        {
            foreach (var status in person.StatusList)
                AddStatistic(status.Period, _room.Statistics.PeriodCorrected(status.Period, status.Code, person, fields, status.Since));
            fields = [.. fields.Except(WhoSheIs)];
        }

        foreach (var field in fields)
        {
            HashSet<string> one = [field];
            // What is corrected is what was last said: where that had begun on a day, the day stays.
            var since = changedOn ?? LastChange(person, field);
            foreach (var status in person.StatusList.Where(s => _room.Statistics.IsCountedBy(s.Code, one) && !(s.Until <= since)))
            {
                if (since is not { } day || day <= status.Since) AddStatistic(status.Period, _room.Statistics.PeriodCorrected(status.Period, status.Code, person, one, status.Since));
                else if (_room.Statistics.PeriodReclassified(status.Period, status.Code, person, null, one, day) is { } changed) AddStatistic(status.Period, changed);
            }
        }
    }

    /// <summary>What the case says of her by which her status is counted changes on the day.</summary>
    private void Recount(RecordState state, IReadOnlyList<RecordState> persons, IEnumerable<string> said)
    {
        if (Pack.Records[state.Type].Kind != RecordKind.Case) return;
        var fields = said.ToHashSet(StringComparer.Ordinal);
        foreach (var person in persons)
            foreach (var status in person.ActiveStatuses.Where(s => _room.Statistics.IsCountedBy(s.Code, fields)))
                if (_room.Statistics.PeriodReclassified(status.Period, status.Code, person, state, fields, On) is { } changed) AddStatistic(status.Period, changed);
        if (persons.Count == 0) return;
        foreach (var period in state.AccountPeriods.Where(p => p.Active && _room.Statistics.IsCountedBy(p.Code, fields)))
            AddStatistic(period.Period, _room.Statistics.CaseReclassified(period.Period, period.Code, state, persons[0], fields, On));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day on which a fact changed last, when the last word on it was a change; the entry just made is not asked.</summary>
    private static DateOnly? LastChange(RecordState person, string field) =>
        person.Timeline.SkipLast(1).LastOrDefault(t => t.Head.Type == EntryTypes.FactsRecorded && t.Fields.Contains(field) && t.Head.With?.ContainsKey(EntryHead.ChangedOn) == true) is { } change
            ? DateOnly.ParseExact(change.Head.With![EntryHead.ChangedOn], "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
