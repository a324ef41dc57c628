using Nansen.Journal;

namespace Nansen.EndToEnd.Tests;

/// <summary>Steps of any case, taken by their forms.</summary>
public static class CaseInBrowser
{
    /// <summary>Takes one step: answers about the case, and the same about each person.</summary>
    public static async Task StepAsync(Officer officer, string record, string step, IReadOnlyList<StreamId> persons, (string, string)[][]? ofCase = null, params (string Name, string Value)[] ofEach)
    {
        await officer.GoAsync($"/record/{record}/step/{step}");
        foreach (var group in ofCase ?? []) await officer.FillAsync(group);
        foreach (var person in persons)
            foreach (var (name, value) in ofEach) await officer.FillAsync($"p{person}.{name}", value);
        await officer.DoneAsync();
        Assert.EndsWith($"/case/{record}", officer.Page.Url, StringComparison.Ordinal);
    }

    /// <summary>The second officer opens what waits on the record and confirms it.</summary>
    public static async Task ConfirmAsync(Officer officer, string record, string? picture = null)
    {
        await officer.GoAsync($"/case/{record}");
        await officer.FollowAsync("*='/proposal/'");
        if (picture is not null) await officer.PictureAsync(picture);
        await officer.DoneAsync("confirm");
    }

    /// <summary>A day in the three boxes of a date.</summary>
    public static (string, string)[] Day(string name, DateOnly day) => [($"{name}.day", $"{day.Day}"), ($"{name}.month", $"{day.Month}"), ($"{name}.year", $"{day.Year}")];
}
