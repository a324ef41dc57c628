using System.Globalization;

namespace Nansen.Packs;

/// <summary>Values of parameters: of the right form, within their own bounds and within those of international law.</summary>
internal sealed class ParameterRules(Pack pack, Findings findings) : Rules(pack, findings)
{
    private const decimal MostYears = 100;

    internal override void Check()
    {
        foreach (var parameter in Pack.Parameters.Values)
        {
            NeedLaw(parameter, parameter.Law, $"the parameter {parameter.Code}");
            if (parameter.Unit == "boolean") CheckBoolean(parameter);
            else if (parameter.Unit != "text") CheckNumber(parameter);
        }

        CheckSuspensive();
        CheckAbsoluteLimit();
        if (Pack.Parameters.GetValueOrDefault("detention.children") is { } children && children.Value != "forbidden")
            Error("floor", children, "value", "the detention of children is not forbidden", "Write forbidden; children are never detained for reasons of migration (SG-2)");
    }

    private void CheckBoolean(Parameter parameter)
    {
        if (parameter.Value is not ("true" or "false")) Error("number", parameter, "value", $"the parameter {parameter.Code} is '{parameter.Value}'", "Write true or false");
    }

    private void CheckNumber(Parameter parameter)
    {
        if (!int.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            Error("number", parameter, "value", $"the parameter {parameter.Code} is '{parameter.Value}', which is not a whole number of {parameter.Unit}", "Write digits only");
            return;
        }

        if (value > MostYears * PerYear(parameter.Unit)) Error("number", parameter, "value", $"the parameter {parameter.Code} is {value} {parameter.Unit}, more than a lifetime", "Mend the number or the unit");
        if (parameter.Floor > parameter.Ceiling) Error("number", parameter, "floor", $"the floor of {parameter.Code} lies above its ceiling", "Mend one of the two");
        if (value < parameter.Floor) Error("floor", parameter, "value", $"{parameter.Code} is {value}, below its floor of {parameter.Floor}", $"Write at least {parameter.Floor} ({parameter.Law})");
        if (value > parameter.Ceiling) Error("floor", parameter, "value", $"{parameter.Code} is {value}, above its ceiling of {parameter.Ceiling}", $"Write at most {parameter.Ceiling} ({parameter.Law})");
        if (InternationalFloors.ByParameter.TryGetValue(parameter.Code, out var floor)) CheckFloor(parameter, value, floor);
    }

    /// <summary>The bounds that no pack can move. The unit is fixed too, or 30 days could be written as 30 hours.</summary>
    private void CheckFloor(Parameter parameter, decimal value, Floor floor)
    {
        if (parameter.Unit != floor.Unit) Error("floor", parameter, "unit", $"{parameter.Code} is given in {parameter.Unit}; its limit is set in {floor.Unit} ({floor.Source})", $"Give it in {floor.Unit}");
        else if (value < floor.Least) Error("floor", parameter, "value", $"{parameter.Code} is {value}, below the {floor.Least} that no pack may lower", $"Write at least {floor.Least} ({floor.Source})");
        else if (value > floor.Most) Error("floor", parameter, "value", $"{parameter.Code} is {value}, above the {floor.Most} that no pack may raise", $"Write at most {floor.Most} ({floor.Source})");
        if (parameter.Floor < floor.Least) Error("floor", parameter, "floor", $"the floor of {parameter.Code} is written as {parameter.Floor}, below {floor.Least}", $"Write {floor.Least} ({floor.Source})");
        if (parameter.Ceiling > floor.Most) Error("floor", parameter, "ceiling", $"the ceiling of {parameter.Code} is written as {parameter.Ceiling}, above {floor.Most}", $"Write {floor.Most} ({floor.Source})");
    }

    private void CheckSuspensive()
    {
        if (Pack.Parameters.GetValueOrDefault("appeal.suspensive") is not { Value: "false" } suspensive) return;
        if (!Pack.Procedures.Values.Any(p => p.Transitions.Any(t => t.Event == "request_to_stay")))
            Error("floor", suspensive, "value", "appeals do not suspend removal, and there is no way to ask for a stay", "Add a transition request_to_stay, or write true");
    }

    private void CheckAbsoluteLimit()
    {
        if (Pack.Parameters.GetValueOrDefault("asylum.first_instance.absolute") is not { } absolute) return;
        string[] parts = ["asylum.first_instance.months", "asylum.first_instance.extension", "asylum.first_instance.exceptional"];
        var sum = parts.Sum(p => Value(Pack.Parameters.GetValueOrDefault(p)));
        if (Value(absolute) < sum) Error("floor", absolute, "value", $"the absolute limit is {absolute.Value} months, less than the {sum} that limit and extensions come to", $"Write at least {sum}");
    }

    private static decimal Value(Parameter? parameter) =>
        parameter is not null && decimal.TryParse(parameter.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static decimal PerYear(string unit) => unit switch
    {
        "hours" => 8784,
        "days" or "working_days" => 366,
        "weeks" => 53,
        "months" => 12,
        "years" => 1,
        _ => decimal.MaxValue / MostYears,
    };
}
