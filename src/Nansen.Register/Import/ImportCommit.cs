using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>How far a confirmed import has come.</summary>
/// <param name="Done">Groups dealt with.</param>
/// <param name="Of">Groups to deal with.</param>
public sealed record ImportProgress(int Done, int Of);

/// <summary>What came of a confirmed import.</summary>
/// <param name="Groups">Groups registered now.</param>
/// <param name="Persons">People registered now.</param>
/// <param name="Again">People who turned out to be registered already; nothing was added for them.</param>
/// <param name="Findings">Groups that were refused at the last moment, and why.</param>
/// <param name="Stopped">It was stopped before the end; confirming the same staging again goes on where it stopped.</param>
public sealed record ImportResult(int Groups, int Persons, int Again, IReadOnlyList<ImportFinding> Findings, bool Stopped);

/// <summary>
/// Registers a staging group by group, each in a batch of its own under a token made of its rows: stopping loses
/// nothing, and going on or repeating adds nothing twice.
/// </summary>
public sealed class ImportCommit(RecordRoom room, GroupRegistration groups, ListImport lists)
{
    /// <summary>Registers every group that is ready.</summary>
    /// <returns>What was done, or null when importing is not this actor's to do.</returns>
    /// <exception cref="RegisterException">The store could not be reached; what was registered until then stands.</exception>
    public async ValueTask<ImportResult?> CommitAsync(Actor actor, ImportStaging staging, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(staging);
        if (!room.Gate.May(actor, Actions.Import) || !actor.Offices.Contains(staging.Office))
        {
            await room.LogAsync(actor, "", "import", null, false, 0, "role", CancellationToken.None);
            return null;
        }

        var ready = staging.Groups.Where(g => g.Ready).ToList();
        var (registered, persons, again) = (0, 0, staging.Registered);
        var findings = new List<ImportFinding>();
        for (var i = 0; i < ready.Count; i++)
        {
            // Stopped between groups, never within one.
            if (stop.IsCancellationRequested) return new(registered, persons, again, findings, true);
            var newcomers = await StillNewAsync(ready[i]);
            again += ready[i].Newcomers.Count() - newcomers.Count;
            if (newcomers.Count > 0)
                switch (await RegisterAsync(actor, staging, ready[i], newcomers))
                {
                    case Outcome.Done { Again: true }: again += newcomers.Count; break;
                    case Outcome.Done: (registered, persons) = (registered + 1, persons + newcomers.Count); break;
                    case Outcome.Refused refused: findings.Add(ImportFindings.NotRegistered(newcomers[0].Row, ready[i].Key, Join(refused.Problems))); break;
                    case Outcome.Unavailable gone: throw new RegisterException($"{gone.Message} {registered} groups were registered; import the list again to go on.");
                    case Outcome.Forbidden: findings.Add(ImportFindings.NotRegistered(newcomers[0].Row, ready[i].Key, Say("this is not yours to do.", "это не в ваших полномочиях."))); break;
                    default: findings.Add(ImportFindings.NotRegistered(newcomers[0].Row, ready[i].Key, Say("somebody changed the group meanwhile.", "группу тем временем изменили."))); break;
                }

            progress?.Report(new(i + 1, ready.Count));
        }

        return new(registered, persons, again, findings, false);
    }

    // Since the staging somebody else may have imported the same people.
    private async ValueTask<List<StagedPerson>> StillNewAsync(StagedGroup group)
    {
        var newcomers = new List<StagedPerson>();
        foreach (var person in group.Newcomers)
            if (person.ExternalId is not { } id || await lists.RegisteredAsync(person.System, id, CancellationToken.None) is null) newcomers.Add(person);
        return newcomers;
    }

    private async ValueTask<Outcome> RegisterAsync(Actor actor, ImportStaging staging, StagedGroup group, List<StagedPerson> newcomers)
    {
        var result = await groups.RegisterAsync(new RegisterGroup(actor, staging.Form, staging.Office, [], [.. newcomers.Select(Member)])
        {
            Token = new BatchId(group.Token),
            On = staging.On,
            Source = "import",
            QueueUnreviewed = true,
            Group = group.Into is { } into ? new StreamId(into) : null,
        }, CancellationToken.None);
        return result.Outcome;
    }

    private static NewMember Member(StagedPerson person) =>
        new(person.Facts, person.Relationship, []) { OutsideId = person.ExternalId is { } id ? new OutsideId(person.System, id) : null };

    private static LocalText Join(IReadOnlyList<Problem> problems) => Say(
        string.Join(" ", problems.Select(p => p.Text.In("en"))), string.Join(" ", problems.Select(p => p.Text.In("ru"))));

    private static LocalText Say(string en, string ru) => new(new Dictionary<string, string> { ["en"] = en, ["ru"] = ru });
}
