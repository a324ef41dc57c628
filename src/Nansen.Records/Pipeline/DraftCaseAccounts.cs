using Nansen.Packs;

namespace Nansen.Records;

/// <summary>The part of a draft that keeps the accounts of cases: who stands first in a case stands for it.</summary>
public sealed partial class Draft
{
    /// <summary>Lets a case into an account or out of it; what is so already stays so.</summary>
    private void MoveCase(RecordState record, Effect effect, RecordState principal)
    {
        var within = record.AccountPeriods.LastOrDefault(p => p.Active && p.Code == effect.Code);
        if (effect.Kind == EffectKind.AccountIn == within is not null) return;
        var cause = effect.Reason ?? "";
        if (within is not null)
        {
            Add(record, Head(EntryTypes.AccountLeft, record.Type) with { Code = effect.Code, Reason = cause });
            AddStatistic(within.Period, _room.Statistics.CaseLeft(within.Period, cause, On));
            return;
        }

        var period = _room.Ids.NewId();
        Add(record, Head(EntryTypes.AccountEntered, record.Type) with { Code = effect.Code, Reason = cause, With = new Dictionary<string, string> { ["period"] = period.ToString("N") } });
        AddStatistic(period, _room.Statistics.CaseEntered(period, effect.Code, cause, record, principal, Dimensions(record, effect, principal), On));
    }

    /// <summary>
    /// Facts of a case, or of the principal applicant of cases, proved wrong or changed on a day: the accounts of those cases follow as
    /// those of persons do.
    /// </summary>
    private async ValueTask RecountCasesAsync(RecordState changed, HashSet<string> fields, DateOnly? changedOn, CancellationToken cancellation)
    {
        if (!fields.Contains(Origin) && !Pack.Procedures.Values.SelectMany(p => p.Accounts.Keys).Any(a => _room.Statistics.IsCountedBy(a, fields))) return;
        foreach (var record in await CasesOfAsync(changed, cancellation))
        {
            var persons = await PersonsOfAsync(record, cancellation);
            if (persons.Count == 0 || (persons[0].Id != changed.Id && record.Id != changed.Id)) continue;
            foreach (var period in record.AccountPeriods) Recount(record, period, persons[0], changed, fields, changedOn);
        }
    }

    private void Recount(RecordState record, StatusState period, RecordState principal, RecordState changed, HashSet<string> fields, DateOnly? changedOn)
    {
        if (fields.Contains(Origin) && changed.Id == principal.Id)
            AddStatistic(period.Period, _room.Statistics.CaseCorrected(period.Period, period.Code, record, principal, new HashSet<string>()));
        foreach (var field in fields.Where(f => f != Origin))
        {
            HashSet<string> one = [field];
            var since = changedOn ?? LastChange(changed, field);
            if (!_room.Statistics.IsCountedBy(period.Code, one) || period.Until <= since) continue;
            AddStatistic(period.Period, since is { } day && day > period.Since
                ? _room.Statistics.CaseReclassified(period.Period, period.Code, record, principal, one, day)
                : _room.Statistics.CaseCorrected(period.Period, period.Code, record, principal, one));
        }
    }

    private async ValueTask<IReadOnlyList<RecordState>> CasesOfAsync(RecordState changed, CancellationToken cancellation)
    {
        if (changed.AccountPeriods.Count > 0) return Pack.Records[changed.Type].Kind == RecordKind.Case ? [changed] : [];
        if (Pack.Records[changed.Type].Kind != RecordKind.Individual) return [];
        // Those of this draft may not stand in the rows yet.
        var ids = (await _room.Rows.CasesOfAsync(changed.Id, cancellation)).Select(r => r.Id).Union(_working.Values.Where(r => r.AccountPeriods.Count > 0).Select(r => r.Id)).ToList();
        var cases = new List<RecordState>();
        foreach (var id in ids)
            if (await GetAsync(id, cancellation) is { AccountPeriods.Count: > 0 } record && Pack.Records[record.Type].Kind == RecordKind.Case) cases.Add(record);
        return cases;
    }
}
