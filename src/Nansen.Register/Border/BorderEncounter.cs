using System.Globalization;
using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// A person met at the border (section 2(a)): she is recorded with the little that is known and a border referral is
/// opened about her. The officer records and refers, and never judges the claim; she sees nothing of the register but
/// "known as an applicant, yes or no".
/// </summary>
public sealed class BorderDesk(RecordRoom room, DuplicateSearch duplicates)
{
    private const string Form = "border_person", Procedure = "border_referral";

    /// <summary>Records the person and opens the referral, in one go.</summary>
    public async ValueTask<(Outcome Outcome, StreamId Case)> MeetAsync(Actor actor, string office, IReadOnlyList<FactValue> person, IReadOnlyList<SubjectFacts> encounter, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        if (!room.Gate.May(actor, Actions.RegisterGroup)) draft.Forbid("role");
        foreach (var problem in FormRules.Check(room.Pack, room.Pack.Forms[Form], new Situation(room.Pack, draft.On, null, [], _ => []), SubjectFacts.About(person)))
            draft.Refuse(problem with { Of = "person" });
        var found = await duplicates.FindAsync(GroupRegistration.QueryOf(person, draft.On), null, 10, cancellation);
        var id = draft.Create("individual", office, SubjectFacts.About(person));
        await draft.EntryAsync(id, head => head with
        {
            Type = EntryTypes.SearchRecorded,
            Code = "duplicates",
            With = new Dictionary<string, string> { ["n"] = found.Count.ToString(CultureInfo.InvariantCulture) },
        }, null, cancellation);
        // Likely registrations of the same person become work for the office; the border sees none of them.
        foreach (var match in found.Where(m => m.Match.Band is MatchBand.Same or MatchBand.Probable))
            await SamePerson.ProposeIn(draft, id, match.Person, new PairFinding(match.Match.Probability, PairFinding.Search), cancellation);
        var opened = await draft.OpenCaseAsync(Procedure, office, [id], encounter, cancellation: cancellation);
        return (await room.CommitAsync(draft, cancellation), opened);
    }

    /// <summary>Whether somebody like this is known as an applicant: yes or no, and nothing else (section 4.5). Logged.</summary>
    public async ValueTask<bool> IsKnownAsync(Actor actor, PersonQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!room.Gate.May(actor, Actions.CheckKnown))
        {
            await room.LogAsync(actor, "", "check_known", null, false, 0, "role", cancellation);
            return false;
        }

        var known = false;
        foreach (var match in (await duplicates.FindAsync(query, null, 5, cancellation)).Where(m => m.Match.Band is MatchBand.Same or MatchBand.Probable))
            known |= (await room.Rows.CasesOfAsync(match.Person, cancellation)).Any(c => c.Type is "asylum");
        await room.LogAsync(actor, "REG", "check_known", null, true, known ? 1 : 0, null, cancellation);
        return known;
    }
}
