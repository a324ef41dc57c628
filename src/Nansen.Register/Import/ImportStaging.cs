using System.Text.Json;
using Nansen.Packs;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>A person of a list, read and checked.</summary>
/// <param name="Row">Row of the sheet.</param>
/// <param name="Name">Her name as the report shows it.</param>
/// <param name="Relationship">Relationship to the focal point.</param>
/// <param name="Facts">What the row says of her.</param>
/// <param name="ExternalId">Number the list gives her, or null.</param>
/// <param name="System">System the number is of.</param>
/// <param name="Registered">Her record when the number is in the register already; such a row adds nothing.</param>
public sealed record StagedPerson(int Row, string Name, string Relationship, IReadOnlyList<FactValue> Facts, string? ExternalId, string System, Guid? Registered);

/// <summary>People of a list who are registered together, or together not at all.</summary>
/// <param name="Key">What the list calls the group.</param>
/// <param name="Persons">Its people.</param>
/// <param name="Token">Token of its submission, made of the rows themselves: the same rows sent again add nothing.</param>
/// <param name="Held">A row of it has a finding that must be mended first.</param>
/// <param name="Into">The group its registered members belong to already; newcomers join it. Null: a new group.</param>
public sealed record StagedGroup(string Key, IReadOnlyList<StagedPerson> Persons, Guid Token, bool Held, Guid? Into)
{
    /// <summary>People of it whom the register does not have yet.</summary>
    public IEnumerable<StagedPerson> Newcomers => Persons.Where(p => p.Registered is null);

    /// <summary>Everybody is in the register already.</summary>
    public bool Known => Persons.All(p => p.Registered is not null);

    /// <summary>Will be registered when the import is confirmed.</summary>
    public bool Ready => !Held && !Known;
}

/// <summary>
/// A list read, checked and searched for duplicates, and nothing registered yet. It is a value that can be kept and
/// shown until an officer confirms; it holds what the rows say of people, so it is kept sealed like any draft.
/// </summary>
/// <param name="File">Name of the file.</param>
/// <param name="Form">Form it was read with.</param>
/// <param name="Office">Office that will keep the records.</param>
/// <param name="On">Day of registration.</param>
/// <param name="Groups">Groups, in the order of the list.</param>
/// <param name="Findings">All findings, by row.</param>
public sealed record ImportStaging(string File, string Form, string Office, DateOnly On, IReadOnlyList<StagedGroup> Groups, IReadOnlyList<ImportFinding> Findings)
{
    /// <summary>How many people the list has.</summary>
    public int People => Groups.Sum(g => g.Persons.Count);

    /// <summary>How many people would be registered.</summary>
    public int ToRegister => Groups.Where(g => g.Ready).Sum(g => g.Newcomers.Count());

    /// <summary>How many people are held back.</summary>
    public int HeldBack => Groups.Where(g => g.Held).Sum(g => g.Persons.Count);

    /// <summary>How many people are in the register already.</summary>
    public int Registered => Groups.Sum(g => g.Persons.Count(p => p.Registered is not null));

    /// <summary>The staging as it is kept between pages.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="RegisterException">It is something else.</exception>
    public static ImportStaging FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<ImportStaging>(json) ?? throw new RegisterException("The prepared import is empty; read the list again.");
        }
        catch (JsonException broken)
        {
            throw new RegisterException("The prepared import cannot be read; read the list again.", broken);
        }
    }
}
