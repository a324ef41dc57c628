using Microsoft.Extensions.DependencyInjection;
using Nansen.Cooperation;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Puts the follow-up of commitments into a host.</summary>
public static class CooperationServices
{
    /// <summary>Adds the treaty register, the indicators and the commitments of a node.</summary>
    public static IServiceCollection AddNansenCooperation(this IServiceCollection services, RegisterNode node)
    {
        services.AddSingleton(_ => TreatyRegister.Shipped);
        services.AddSingleton(s => new IndicatorReadings(node, s.GetRequiredService<TreatyRegister>()));
        services.AddSingleton(s => new CommitmentDesk(node, s.GetRequiredService<TreatyRegister>(), s.GetRequiredService<IndicatorReadings>()));
        return services;
    }
}
