namespace Nansen.Web;

/// <summary>One entry of the service navigation.</summary>
/// <param name="Href">Where it leads; also current on every path below it.</param>
/// <param name="Text">Key of its text.</param>
/// <param name="Roles">Roles that see it; none means every signed-in person.</param>
public sealed record NavigationItem(string Href, string Text, params string[] Roles);

/// <summary>The service navigation: what a signed-in person finds under the header.</summary>
public static class ServiceNavigation
{
    /// <summary>All entries in their order.</summary>
    public static IReadOnlyList<NavigationItem> All { get; } =
    [
        new("/", "nav.start"),
        new("/search", "nav.search", "registration_officer", "reviewer", "case_officer", "decision_maker", "appeal_body", "document_officer"),
        new("/register", "nav.register", "registration_officer"),
        new("/duplicates", "nav.duplicates", "reviewer"),
        new("/duplicates/queue", "nav.duplicates", "registration_officer"),
        new("/documents", "nav.documents", "document_officer"),
        new("/examinations", "nav.examinations", "document_officer", "border_guard"),
        new("/statistics", "nav.statistics", "statistician", "focal_point"),
        new("/access", "nav.access", "data_protection_officer"),
        new("/users", "nav.users", "administrator"),
        new("/verify", "nav.verify", "document_officer", "border_guard"),
        new("/commitments", "commitments.nav"),
        new("/observatory", "observatory.nav"),
    ];

    /// <summary>The entries an actor sees.</summary>
    public static IEnumerable<NavigationItem> For(ActorProfile? actor) =>
        actor is null ? [] : All.Where(i => i.Roles.Length == 0 || actor.HasAny(i.Roles));

    /// <summary>Whether an entry is the one the path belongs to.</summary>
    public static bool IsCurrent(NavigationItem item, string path)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(path);
        return item.Href == "/" ? path == "/" : path == item.Href || path.StartsWith(item.Href + "/", StringComparison.Ordinal);
    }
}
