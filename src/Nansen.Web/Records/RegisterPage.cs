using Microsoft.AspNetCore.Components;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>A page that works on the register: the node, the acting officer, and how outcomes are shown.</summary>
public abstract class RegisterPage : NansenPage
{
    /// <summary>The node.</summary>
    [Inject] protected RegisterNode Node { get; set; } = null!;

    /// <summary>Who acts, in the role she chose (her first, until she chooses another).</summary>
    protected Records.Actor Me => ActingOfficer.Of(Http, Actor.Required);

    /// <summary>The records.</summary>
    protected RecordRoom Room => Node.Room;

    /// <summary>The pack in force.</summary>
    protected Pack Pack => Node.Pack;

    /// <summary>
    /// Opens what the page shows. It runs to its end before anything is drawn, so that the markup never meets a record
    /// that is still being fetched, and a refusal ends the page before its first word.
    /// </summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await LoadAsync();
        await base.SetParametersAsync(ParameterView.Empty);
    }

    /// <summary>Language of the page as packs name it.</summary>
    protected string Lang => T.Language.MadeFrom ?? T.Language.Code;

    /// <summary>Today by the office's clock.</summary>
    protected DateOnly Today => Room.Today;

    /// <summary>Token of the form: sent twice, it adds once. A fresh one for a form that is shown for the first time.</summary>
    protected string Token => Form.Text("token") is { Length: 32 } token ? token : BatchId.New().ToString();

    /// <summary>The token of a posted form.</summary>
    protected BatchId? PostedToken => BatchId.TryParse(Form.Text("token"), out var token) ? token : null;

    /// <summary>Whether the posted form was carried out before: a second press of its button, or a page sent again.</summary>
    protected async Task<bool> SentBeforeAsync() => IsPost && PostedToken is { } token && await Room.DoneBeforeAsync(Me, token) is not null;

    /// <summary>The record that a command made; of a command sent again, the one that the first sending made.</summary>
    protected static StreamId Made(Outcome outcome, string type, StreamId now) =>
        outcome is Outcome.Done { Again: true } again ? again.Records.FirstOrDefault(r => r.Type == type)?.Id ?? now : now;

    /// <summary>A text of the pack in the page's language.</summary>
    protected string L(LocalText? text) => text?.In(Lang) ?? "";

    /// <summary>The name of a code.</summary>
    protected string CodeName(string list, string code) => Pack.Codes.GetValueOrDefault(list)?.Find(code)?.Title.In(Lang) ?? code;

    /// <summary>The name of a role.</summary>
    protected string RoleName(string role) => Pack.Roles.GetValueOrDefault(role)?.Title.In(Lang) ?? role;

    /// <summary>The name of a state of a record.</summary>
    protected string StateName(string type, string state) => Pack.RulesOf(type)?.States.GetValueOrDefault(state)?.Title.In(Lang) ?? state;

    /// <summary>The name of a step.</summary>
    protected string StepName(string type, string step) =>
        Pack.RulesOf(type)?.Transitions.FirstOrDefault(t => t.Event == step)?.Title.In(Lang) ?? (T.Has("event." + step) ? T["event." + step] : step);

    /// <summary>Opens a record through the gate; ends the page with 403 when that is not hers (or does not exist).</summary>
    protected async Task<RecordView> OpenAsync(string? id, string what)
    {
        if (!StreamId.TryParse(id, out var stream) || await Room.OpenAsync(Me, stream, what) is not { } opened) Forbidden();
        else return new RecordView(Pack, opened.Record, opened.Access);
        return null!;
    }

    /// <summary>Ends the page with 403 unless the role may do something.</summary>
    protected async Task DemandAsync(string action)
    {
        if (Room.Gate.May(Me, action)) return;
        await Room.LogAsync(Me, "", action, null, false, 0, "role");
        Forbidden();
    }

    /// <summary>
    /// Shows what came of a command: true when it is done; else the problems stand in the form and the typing is kept.
    /// </summary>
    protected bool Accept(Outcome outcome, Func<Problem, string>? keyOf = null)
    {
        switch (outcome)
        {
            case Outcome.Done:
                return true;
            case Outcome.Refused refused:
                foreach (var problem in refused.Problems) Form.FailAt(keyOf?.Invoke(problem) ?? PackAnswers.KeyOf(problem), L(problem.Text));
                return false;
            case Outcome.Stale stale:
                Meanwhile = stale;
                Form.FailAt("", T["stale.title"]);
                return false;
            case Outcome.Unavailable unavailable:
                throw new PageProblemException(503, unavailable.Message);
            default:
                Forbidden();
                return false;
        }
    }

    /// <summary>What changed while the form was being filled in; null when nothing did.</summary>
    protected Outcome.Stale? Meanwhile { get; private set; }

    /// <summary>A record's versions as a form carries them.</summary>
    protected static string Heads(RecordState record) => string.Join(' ', record.Heads.Select(h => h.ToString()));

    /// <summary>The version a posted form was filled in on; a stale form, once shown with what changed, is taken anew.</summary>
    protected void ExpectPosted(Draft draft, StreamId record)
    {
        var heads = Form.Text("heads").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(h => EntryId.TryParse(h, out var id) ? id : default).ToList();
        if (heads.Count > 0) draft.Expect(record, heads);
    }
}
