using Microsoft.Extensions.DependencyInjection;
using Nansen.Register;

namespace Nansen.Web;

/// <summary>Puts a node behind the pages.</summary>
public static class RegisterServices
{
    /// <summary>Adds the node and its officers.</summary>
    public static IServiceCollection AddNansenRegister(this IServiceCollection services, RegisterNode node)
    {
        services.AddSingleton(node);
        services.AddSingleton<StagedLists>();
        services.AddSingleton<IActorDirectory>(new NodeActors(node));
        return services;
    }
}
