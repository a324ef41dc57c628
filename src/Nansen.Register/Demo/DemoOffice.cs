using Nansen.Journal;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>Who works in the demonstration's two offices: two officers a role, names plainly invented.</summary>
internal sealed class DemoOffice
{
    public const string Headquarters = "UTO-HQ", Border = "UTO-BORDER";

    private static readonly (string Role, string UserName, string Title)[] Roles =
    [
        ("reception", "rec", "Reception"), ("registration_officer", "reg", "Registration"), ("reviewer", "rev", "Review"),
        ("case_officer", "case", "Case"), ("decision_maker", "dec", "Decision"), ("appeal_body", "app", "Appeal"),
        ("document_officer", "doc", "Document"), ("border_guard", "border", "Border"), ("return_officer", "ret", "Return"),
        ("statistician", "stat", "Statistics"), ("data_protection_officer", "dpo", "Privacy"), ("administrator", "admin", "Admin"),
        ("ngo_partner", "ngo", "Partner"), ("focal_point", "focal", "Focal"),
    ];

    private static readonly string[] GivenNames = ["Ada", "Ivo"];

    private readonly Dictionary<string, Actor> _actors = [];

    /// <summary>Who can sign in.</summary>
    public List<DemoOfficer> Officers { get; } = [];

    /// <summary>The guardianship service, to which unaccompanied children are linked; it signs in nowhere.</summary>
    public StreamId Guardian { get; private set; }

    /// <summary>An officer of a role, number 0 or 1.</summary>
    public Actor As(string role, int number) => _actors[role + (number & 1)];

    public static async ValueTask<DemoOffice> OpenAsync(RegisterNode node, CancellationToken cancellation)
    {
        var office = new DemoOffice();
        foreach (var (role, userName, title) in Roles.Where(r => node.Pack.Roles.ContainsKey(r.Role)))
            for (var i = 0; i < 2; i++)
            {
                IReadOnlyList<string> offices = role == "border_guard" ? [Border] : [Headquarters, Border];
                var name = $"{GivenNames[i]} {title}-Specimen";
                var (outcome, id) = await node.Officers.AddAsync(Actor.System, name, userName + (i + 1), [role], offices, i == 0 ? "en" : "ru", cancellation: cancellation);
                if (outcome is not Outcome.Done) throw new RegisterException($"The officer {name} was not recorded.");
                office._actors[role + i] = new Actor(id, name, role, offices);
                office.Officers.Add(new DemoOfficer(id, userName + (i + 1), role, name));
            }

        var (_, guardian) = await node.Officers.AddAsync(Actor.System, "Guardianship Service of Utopia", "", [], [Headquarters], "en", cancellation: cancellation);
        office.Guardian = new StreamId(guardian);
        return office;
    }
}
