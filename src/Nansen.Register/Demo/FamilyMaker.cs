using System.Globalization;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Makes families of persons with the same life: sex and age by the published shares, children with a parent where there is one.</summary>
internal sealed class FamilyMaker(DemoRandom random)
{
    private const int Largest = 6;
    private int _made;

    /// <summary>All families of so many persons with one life.</summary>
    public IEnumerable<DemoFamily> Of(Life life, int persons)
    {
        var (adults, children) = Draw(life.Origin, persons);
        var households = new List<List<(string Sex, int Band)>>();
        while (adults.Count > 0)
        {
            var household = new List<(string Sex, int Band)> { Take(adults) };
            var partner = adults.FindLastIndex(a => a.Sex != household[0].Sex);
            if (partner >= 0 && (children.Count > 0 || random.Permille(350)))
            {
                household.Add(adults[partner]);
                adults.RemoveAt(partner);
            }

            var wanted = adults.Count == 0 ? Largest - household.Count : household.Count > 1 ? random.Next(5) : random.Permille(250) ? 1 : 0;
            while (children.Count > 0 && wanted-- > 0 && household.Count < Largest) household.Add(Take(children));
            households.Add(household);
        }

        foreach (var child in children)
        {
            var room = households.FindLast(h => h.Count is > 1 and < Largest) ?? households.FindLast(h => h.Count < Largest);
            if (room is not null && !(child.Band == 2 && random.Permille(30))) room.Add(child);
            else households.Add([(child.Sex, 2)]);
        }

        foreach (var household in households) yield return Make(life, LifeDates.Of(life, random), household);
    }

    /// <summary>A family of a given size for cases that nobody has published.</summary>
    public DemoFamily Sample(Life life, LifeDates dates, params (string Sex, int Band)[] household) => Make(life, dates, [.. household]);

    private (List<(string Sex, int Band)> Adults, List<(string Sex, int Band)> Children) Draw(string origin, int persons)
    {
        var (adults, children) = (new List<(string Sex, int Band)>(), new List<(string Sex, int Band)>());
        for (var i = 0; i < persons; i++)
        {
            var one = AgeSexShares.Draw(origin, random);
            // A small child who would be all alone is taken for an adult.
            if (one.Band >= 3 || (persons == 1 && !(one.Band == 2 && random.Permille(150)))) adults.Add((one.Sex, Math.Max(3, one.Band)));
            else children.Add(one);
        }

        if (adults.Count == 0 && persons > 1)
        {
            adults.Add((children[0].Sex, 3));
            children.RemoveAt(0);
        }

        return (adults, children);
    }

    private static (string Sex, int Band) Take(List<(string Sex, int Band)> from)
    {
        var last = from[^1];
        from.RemoveAt(from.Count - 1);
        return last;
    }

    private DemoFamily Make(Life life, LifeDates dates, List<(string Sex, int Band)> household)
    {
        var pool = NamePool.Of(life.Origin);
        var family = pool.Family(random);
        var both = random.Permille(600);
        var children = household.Where(h => h.Band < 3).Select(h => random.Between(AgeSexShares.Ages[h.Band].From, AgeSexShares.Ages[h.Band].To)).ToList();
        var oldest = children.Count > 0 ? children.Max() : 0;
        var alone = household.All(h => h.Band < 3);
        var (members, child) = (new List<DemoPerson>(), 0);
        for (var i = 0; i < household.Count; i++)
        {
            var (sex, band) = household[i];
            var age = band < 3 ? children[child++] : AdultAge(band, oldest);
            // Counted from before the registration, which comes some days before lodging.
            var born = dates.Lodged.AddDays(-12).AddYears(-age).AddDays(-1 - random.Next(363));
            var names = pool.Names(pool.Given(sex, random), sex == "F" ? family.OwnF : family.Own, sex == "F" ? family.LatinF : family.Latin, both);
            members.Add(new DemoPerson(names, sex, born, Birth(born, life.Origin, band == 3 && age < 20), Relationship(i, band, household[0]), band >= 3 ? null : alone ? "unaccompanied" : "with_family"));
        }

        return new DemoFamily(_made++, life, dates, members, pool.Language);
    }

    private int AdultAge(int band, int oldestChild)
    {
        if (band == 4) return random.Between(60, 78);
        // Two numbers, the smaller of which counts: the young are more.
        var age = Math.Min(random.Between(18, 58), random.Between(18, 58));
        return oldestChild == 0 ? age : Math.Clamp(Math.Max(age, oldestChild + 19), 18, 59);
    }

    // Some know only month or year; papers of some origins have the first of January for everybody who does.
    private string Birth(DateOnly born, string origin, bool justGrown)
    {
        // Whoever may be a child counts as one: those just grown up know their day here.
        var chance = justGrown ? 0 : random.Next(1000);
        var known = origin is "AFG" or "IRQ" or "SYR" or "SOM" or "SUD" or "YEM" or "PAK" ? 780 : 930;
        if (chance < known) return born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (chance < known + 25) return born.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var year = born.Year.ToString(CultureInfo.InvariantCulture);
        return chance % 3 == 0 ? year + "-01-01" : year;
    }

    private static string Relationship(int index, int band, (string Sex, int Band) focal) => index == 0 ? "focal_point"
        : band < 3 ? focal.Band < 3 ? "sibling" : focal.Band == 4 ? "grandchild" : "child"
        : band == 4 && focal.Band == 3 ? "parent" : index == 1 && band == focal.Band ? "spouse" : "sibling";
}
