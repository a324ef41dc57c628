namespace Nansen.Packs;

/// <summary>Forms: fields of their record, read for the form's purpose (DP-05), with necessity for what must be answered (DP-13).</summary>
internal sealed class FormRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    internal override void Check()
    {
        foreach (var form in Pack.Forms.Values)
        {
            NeedCode(form, "purpose", $"the form {form.Code}", "purposes", form.Purpose);
            if (!Pack.Records.TryGetValue(form.Record, out var record))
            {
                Unknown(form, "record", $"the form {form.Code}", form.Record, "record type");
                continue;
            }

            if (!form.Questions.Any()) Error("missing", form, "sections", $"the form {form.Code} asks nothing", "Add a section with questions");
            foreach (var question in form.Questions) CheckQuestion(form, record, question);
        }
    }

    private void CheckQuestion(Form form, RecordType record, FormQuestion question)
    {
        var what = $"the form {form.Code}";
        if (!record.Fields.TryGetValue(question.Field, out var field))
        {
            Unknown(question, "field", what, question.Field, $"field of {record.Code}");
            return;
        }

        if (!field.Purposes.Contains(form.Purpose))
            Error("form_purpose", question, "field", $"{what} is for {form.Purpose} and asks {field.Code}, which may not be read for it (DP-05)", $"Add {form.Purpose} to the purposes of the field, or ask it in another form");
        if (question.Required && field.Class >= SensitivityClass.S3 && question.Necessity is null)
            Error("necessity", question, "required", $"{what} requires {field.Code}, which is {field.Class}, without saying why it is needed (DP-13)", "Add necessity: with the reason, or make the question optional");
        if (question.When is { } when) new ConditionRules(Pack, Findings, question, $"{what}, question {field.Code}", record, null).Check(when);
    }
}
