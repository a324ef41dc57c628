using Microsoft.AspNetCore.Components;
using Nansen.Cooperation;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Web;

/// <summary>What the pages of the follow-up share.</summary>
public abstract class CommitmentPageBase : RegisterPage
{
    /// <summary>The commitments.</summary>
    [Inject] protected CommitmentDesk Desk { get; set; } = null!;

    /// <summary>C1 … C73, from the address.</summary>
    [Parameter] public string? Code { get; set; }

    /// <summary>Whether the person at the page may do something; nobody signed in may do nothing.</summary>
    protected bool May(string action) => Actor.Profile is not null && Room.Gate.May(Me, action);

    /// <summary>The commitment of the address; ends the page with 404 when there is none.</summary>
    protected Commitment Commitment()
    {
        if (Desk.Find(Code) is not { } found) NotFound();
        else return found;
        return null!;
    }

    /// <summary>Name of a heading of the Conclusions.</summary>
    protected string ThemeName(string theme) => CodeName("commitment_themes", theme);

    /// <summary>Answers to a form about the record itself.</summary>
    protected IReadOnlyList<FactValue> Answers(Form form) => PackAnswers.Read(Pack, form, Form, [], T) is [var about, ..] ? about.Facts : [];

    /// <summary>The version a posted form was filled in on.</summary>
    protected IReadOnlyList<EntryId> PostedHeads =>
        [.. Form.Text("heads").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(h => EntryId.TryParse(h, out var id) ? id : default)];

    /// <summary>The colour of a state: green done, teal in hand, orange late, grey given up.</summary>
    protected static TagColour Colour(string state) => state switch
    {
        "done" or "taken_up" => TagColour.Green,
        "under_way" or "answered" => TagColour.Teal,
        "delayed" => TagColour.Orange,
        "dropped" or "not_taken_up" => TagColour.Grey,
        _ => TagColour.Blue,
    };
}
