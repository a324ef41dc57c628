using Microsoft.AspNetCore.Components;

namespace Nansen.Web;

/// <summary>One event of a timeline.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Moment">When it was recorded.</param>
/// <param name="By">By whom, or null.</param>
/// <param name="Details">More about it.</param>
/// <param name="Day">The day it holds from in life, when that is another than the day of recording.</param>
public sealed record TimelineItem(string Title, DateTimeOffset Moment, string? By = null, RenderFragment? Details = null, DateOnly? Day = null);
