using Microsoft.AspNetCore.Components;

namespace Nansen.Web;

/// <summary>
/// What all fields share. A field takes its value, its error and its key from the <see cref="FormInput"/> around it
/// (a <c>PageForm</c>, or a row of <c>FormRows</c>), so a page only says its name, label and hint.
/// </summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>The form, group or row the field stands in.</summary>
    [CascadingParameter] public FormInput Form { get; set; } = FormInput.Empty();

    /// <summary>The field's name within <see cref="Form"/>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>The question, in the person's language.</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>A line of help under the question.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Adds "(optional)" to the question.</summary>
    [Parameter] public bool Optional { get; set; }

    /// <summary>The question is the page's only one and its heading.</summary>
    [Parameter] public bool IsHeading { get; set; }

    /// <summary>Says the texts.</summary>
    [Inject] protected Texts T { get; set; } = null!;

    /// <summary>The whole key, the <c>name</c> of the element.</summary>
    protected string Key => Form.KeyOf(Name);

    /// <summary>The id of the element.</summary>
    protected string Id => Form.IdOf(Name);

    /// <summary>What is wrong, or null.</summary>
    protected string? Error => Form.ErrorOf(Name);

    /// <summary>What is typed.</summary>
    protected string Value => Form.Raw(Name);

    /// <summary>The question with its "(optional)".</summary>
    protected string Question => Optional ? T["field.optional", Label] : Label;

    /// <summary>Ids of hint and error, for <c>aria-describedby</c>; null when there are none.</summary>
    protected string? DescribedBy
    {
        get
        {
            var hint = string.IsNullOrEmpty(Hint) ? "" : $"{Id}-hint ";
            var error = Error is null ? "" : $"{Id}-error";
            var both = (hint + error).Trim();
            return both.Length == 0 ? null : both;
        }
    }

    /// <summary><paramref name="css"/>, with its error form when something is wrong.</summary>
    protected string Class(string css) => Error is null ? css : $"{css} {css.Split(' ')[0]}--error";
}
