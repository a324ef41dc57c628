using System.Reflection;

namespace Nansen.Architecture.Tests;

/// <summary>The floors of the house hold; each rule is shown to fail on a deliberate violation.</summary>
public class FloorTests
{
    public static TheoryData<string> Rooms => [.. Floors.MayKnow.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_rooms_below_it(string room) =>
        Assert.Empty(Floors.Violations(Floors.Load(room).Location, room));

    [Fact]
    public void A_room_that_knows_one_above_it_is_caught()
    {
        // This very test assembly knows the register: as a ground-floor room it would be a violation.
        Assert.NotNull(typeof(Fixture.KnowsTooMuch));
        Assert.Contains("Nansen.Register", Floors.Violations(typeof(FloorTests).Assembly.Location, "Nansen.Values"));
    }

    [Fact]
    public void The_table_has_no_circle_and_every_room_is_in_it()
    {
        var seen = new List<string>();
        foreach (var (room, below) in Floors.MayKnow)
        {
            Assert.All(below, b => Assert.Contains(b, seen));
            seen.Add(room);
        }

        var projects = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src")).Where(d => File.Exists(Path.Combine(d, Path.GetFileName(d) + ".csproj"))).Select(d => Path.GetFileName(d)!);
        Assert.Equal(projects.Where(p => p != "Nansen.Cli").Order(StringComparer.Ordinal), Floors.MayKnow.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_namespace_is_its_room(string room) =>
        Assert.Empty(OutsideTheirRoom(Floors.Load(room), room));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Types_are_named_after_things(string room) =>
        Assert.Empty(Floors.Load(room).GetTypes().Where(IsNamedAfterNothing).Select(t => t.FullName));

    [Fact]
    public void A_type_named_after_nothing_and_one_in_another_room_are_caught()
    {
        Assert.True(IsNamedAfterNothing(typeof(Fixture.CaseManager)));
        Assert.False(IsNamedAfterNothing(typeof(FloorTests)));
        Assert.Contains(typeof(Nansen.Elsewhere.Stray).FullName, OutsideTheirRoom(typeof(FloorTests).Assembly, "Nansen.Architecture.Tests"));
    }

    private static bool IsNamedAfterNothing(Type type) => type.Name.Split('`')[0] is var name
        && !name.Contains('<', StringComparison.Ordinal)
        && new[] { "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Common" }.Any(e => name.EndsWith(e, StringComparison.Ordinal));

    // Pages live in folders of a journey, so the Web room alone may have namespaces below its own.
    private static IEnumerable<string?> OutsideTheirRoom(Assembly assembly, string room) => assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("Nansen", StringComparison.Ordinal) == true && t.Namespace != room
            && !(room == "Nansen.Web" && t.Namespace.StartsWith(room + ".", StringComparison.Ordinal)) && !t.Namespace.StartsWith("Nansen.Architecture.Tests", StringComparison.Ordinal))
        .Select(t => t.FullName);
}
