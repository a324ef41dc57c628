namespace Nansen.Register;

/// <summary>What a demonstration register is made like.</summary>
/// <param name="Like">UNHCR's code of the State whose published figures it equals, for example GEO.</param>
/// <param name="From">First year of the figures.</param>
/// <param name="To">Last year of the figures.</param>
/// <param name="Seed">The same seed makes the same register.</param>
/// <param name="Today">The day it is taken to be, for ever; null: the system's day, which moves on.</param>
public sealed record DemoOptions(string Like = "GEO", int From = 2014, int To = 2025, long Seed = 7, DateOnly? Today = null)
{
    /// <summary>Day up to which the register is lived.</summary>
    public DateOnly Day => Today ?? DateOnly.FromDateTime(DateTime.UtcNow);
}

/// <summary>How far the making has come.</summary>
/// <param name="Done">Steps done.</param>
/// <param name="Of">Steps in all.</param>
/// <param name="Day">The simulated day.</param>
public readonly record struct DemoProgress(int Done, int Of, DateOnly Day);

/// <summary>Somebody who can sign in to a demonstration.</summary>
/// <param name="Id">Account id.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="Role">Her role.</param>
/// <param name="Name">Name shown to colleagues.</param>
public sealed record DemoOfficer(Guid Id, string UserName, string Role, string Name);

/// <summary>What was made.</summary>
/// <param name="Individuals">Registrations.</param>
/// <param name="Cases">Cases of all procedures.</param>
/// <param name="Entries">Entries of all books.</param>
/// <param name="Seconds">Time it took.</param>
/// <param name="Officers">Who can sign in.</param>
public sealed record DemoSummary(long Individuals, long Cases, long Entries, double Seconds, IReadOnlyList<DemoOfficer> Officers);
