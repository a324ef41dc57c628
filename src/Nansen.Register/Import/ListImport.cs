using System.Security.Cryptography;
using System.Text;
using Nansen.Journal;
using Nansen.Matching;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>How a list is read.</summary>
/// <param name="Actor">Officer who imports.</param>
/// <param name="Office">Office that will keep the records.</param>
/// <param name="Form">Registration form.</param>
public sealed record ListToImport(Actor Actor, string Office, string Form = "registration_emergency");

/// <summary>
/// Stages registration lists: read, mapped by the form, checked row by row against the pack, searched for duplicates
/// in the file and in the register. Nothing is written but a line in the access book.
/// </summary>
public sealed class ListImport(RecordRoom room, DuplicateSearch duplicates)
{
    /// <summary>Stages a list.</summary>
    /// <returns>The staging, or null when importing is not this actor's to do.</returns>
    /// <exception cref="RegisterException">The file cannot be read, or has no column that the form knows.</exception>
    public async ValueTask<ImportStaging?> StageAsync(Stream content, string name, ListToImport how, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(how);
        if (!room.Gate.May(how.Actor, Actions.Import) || !how.Actor.Offices.Contains(how.Office))
        {
            await room.LogAsync(how.Actor, "", "import", null, false, 0, room.Gate.May(how.Actor, Actions.Import) ? "place" : "role", cancellation);
            return null;
        }

        if (!room.Pack.Forms.TryGetValue(how.Form, out var form) || form.Record != "individual" || form.Level is null)
            throw new RegisterException($"There is no registration form '{how.Form}'; there are {string.Join(", ", room.Pack.Forms.Values.Where(f => f.Record == "individual" && f.Level is not null).Select(f => f.Code))}.");
        var sheet = new StagedSheet(room.Pack, form, room.Gate.Blank(how.Actor, "individual"), ListFile.Read(content, name), name, room.Today);
        await FindRegisteredAsync(sheet, cancellation);
        await FindDuplicatesAsync(sheet, how.Actor, cancellation);
        var groups = new List<StagedGroup>();
        foreach (var group in sheet.Groups()) groups.Add(await StageAsync(sheet, group, how, cancellation));
        return new ImportStaging(name, how.Form, how.Office, room.Today, groups, [.. sheet.Findings.OrderBy(f => f.Row)]);
    }

    /// <summary>The record that has an outside number, or null.</summary>
    public async ValueTask<StreamId?> RegisteredAsync(string system, string id, CancellationToken cancellation = default)
    {
        StreamId? found = null;
        await room.Rows.ReadAsync("select e.record from external_ids e join records r on r.id=e.record where e.id=@p0 order by r.number", r => found ??= RowQueries.StreamOf(r, 0), cancellation, $"{system}:{id}");
        return found;
    }

    private async ValueTask FindRegisteredAsync(StagedSheet sheet, CancellationToken cancellation)
    {
        foreach (var person in sheet.Persons)
        {
            if (person.ExternalId is not { } id || await RegisteredAsync(person.System, id, cancellation) is not { } record) continue;
            var (number, names, birth) = ("", new List<PersonName>(), "");
            await room.Rows.ReadAsync("select r.number, c.names, c.birth from records r join person_cards c on c.id=r.id where r.id=@p0", r =>
            {
                number = r.GetString(0);
                if (!r.IsDBNull(1)) names.AddRange(NamesOf(r.GetString(1)));
                birth = r.IsDBNull(2) ? "" : r.GetString(2);
            }, cancellation, record);
            // Two lists may count from 1 each: the same number alone does not make the same person. The name may come in another script.
            if (names.Exists(n => person.Names.Any(p => NameComparison.Compare(p, n, duplicates.Model).Match)) || (birth.Length > 0 && birth == person.Birth?.ToString())) person.Registered = record;
            else sheet.Hold(person, ImportFindings.IdTaken(person.Row, sheet.TitleOf(ColumnKind.ExternalId), id, number));
        }
    }

    private static IReadOnlyList<PersonName> NamesOf(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return PersonNameJson.Read(document.RootElement);
    }

    private async ValueTask FindDuplicatesAsync(StagedSheet sheet, Actor actor, CancellationToken cancellation)
    {
        var newcomers = sheet.Persons.Where(p => p.Registered is null && p.Names.Count > 0).ToList();
        var inFile = PersonIndex.Build(newcomers.Select(p => p.Card(sheet.Household(p))), duplicates.Model);
        var byCard = newcomers.ToDictionary(p => p.CardId);
        var found = 0;
        foreach (var person in newcomers)
        {
            foreach (var like in inFile.Find(PersonQuery.Of(person.Card(sheet.Household(person))) with { Household = null }, 5))
                if (like.Band != MatchBand.Possible && byCard[like.Id] is { } other && other.Row < person.Row)
                    sheet.See(ImportFindings.LikeRow(person.Row, other.Row, like.Probability));
            var query = GroupRegistration.QueryOf(person.Facts, room.Today);
            foreach (var match in (await duplicates.FindAsync(query, null, 5, cancellation)).Where(m => m.Match.Band is MatchBand.Same or MatchBand.Probable))
            {
                found++;
                sheet.See(ImportFindings.LikeRegistered(person.Row, match.Number, match.Match.Probability));
            }
        }

        await room.LogAsync(actor, room.Gate.PurposeFor(actor, "individual"), "import", null, true, found, null, cancellation);
    }

    private async ValueTask<StagedGroup> StageAsync(StagedSheet sheet, (string Key, IReadOnlyList<SheetPerson> Persons) group, ListToImport how, CancellationToken cancellation)
    {
        var into = new HashSet<Guid>();
        foreach (var person in group.Persons.Where(p => p.Registered is not null))
            foreach (var row in await room.Rows.LinkedToAsync(person.Registered!.Value, LinkKinds.Member, cancellation)) into.Add(row.Id.Value);
        if (into.Count > 1 && group.Persons.Any(p => p.Registered is null)) sheet.Hold(group.Persons[0], ImportFindings.InSeveralGroups(group.Persons[0].Row, group.Key));
        sheet.CheckRelationships(group, into.Count > 0);
        var cause = group.Persons.FirstOrDefault(p => p.Held);
        if (cause is not null)
            foreach (var person in group.Persons.Where(p => !p.Held && p.Registered is null)) sheet.See(ImportFindings.HeldBack(person.Row, group.Key, cause.Row));
        return new StagedGroup(group.Key, [.. group.Persons.Select(p => p.Staged())], TokenOf(how, group.Persons), cause is not null, into.Count == 1 ? into.First() : null);
    }

    // The cells as written, not what was made of them: an age becomes another interval each day, the row stays the row.
    private static Guid TokenOf(ListToImport how, IReadOnlyList<SheetPerson> persons)
    {
        var text = new StringBuilder("nansen:import\n").Append(how.Office).Append('\n').Append(how.Form);
        foreach (var cells in persons.Where(p => p.Registered is null).Select(p => string.Join('\u001f', p.Cells)).Order(StringComparer.Ordinal)) text.Append('\n').Append(cells);
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16), bigEndian: true);
    }
}
