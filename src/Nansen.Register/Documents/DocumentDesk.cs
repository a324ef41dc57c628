using System.Globalization;
using Nansen.Documents;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>
/// Documents: proposed by one officer (or by a safeguard), issued by another, void when lost, stolen or withdrawn.
/// The seal is made at issue and stands in the book; the page is drawn from the book on demand.
/// </summary>
public sealed partial class DocumentDesk(RecordRoom room, NodeSettings settings, string directory) : IDisposable
{
    private const string Authority = "authority", Signer = "signer", ListSigner = "lists";
    private readonly Lock _lists = new();

    /// <summary>Folder with what a verifier trusts: anchors, signers, void list.</summary>
    public string TrustFolder => TrustFolderIn(directory);

    private static string TrustFolderIn(string directory) => Path.Combine(directory, "trust");

    /// <summary>Makes the State's own document authority, its signers and the folder that verifiers trust.</summary>
    public static void Establish(string directory, NodeSettings settings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var keys = Keys(directory);
        using var authority = StateAuthority.Create(settings.Alpha2, $"{settings.State} Document Authority", now);
        using var signer = authority.IssueSigner(SignerCode, 1, now);
        using var lists = authority.IssueSigner(ListSignerCode, 2, now, purpose: SignerPurpose.Lists);
        keys.Save(Authority, authority);
        keys.Save(Signer, signer);
        keys.Save(ListSigner, lists);
        var none = VoidList.Create(new VoidListHeader(settings.State, now), []).Sign(lists);
        Nansen.Documents.TrustFolder.Write(TrustFolderIn(directory), TrustPolicy.Production with { Specimen = settings.Demo }, [authority.Certificate], [signer.Certificate, lists.Certificate], [], none);
        File.WriteAllBytes(OwnRevocationsIn(TrustFolderIn(directory)), authority.RevokeAfter(null, [], now));
    }

    /// <summary>
    /// Goes on with a new signer of seals whose key is made in a token and never leaves it. What the signer before has sealed
    /// stays valid: its certificate stays in the trust folder.
    /// </summary>
    /// <exception cref="DocumentException">The token cannot be opened or refuses, or the serial number is taken.</exception>
    public void UseToken(TokenReference token, string? pin, int serial)
    {
        ArgumentNullException.ThrowIfNull(token);
        var keys = Keys(directory);
        using var authority = keys.LoadAuthority(Authority);
        using var open = KeyToken.Open(token.Library, token.Token, pin);
        using var signer = authority.IssueSigner(SignerCode, serial, room.Clock.GetUtcNow(), open.MakeKey(token.Label));
        lock (_lists)
        {
            if (Nansen.Documents.TrustFolder.Load(TrustFolder).KnowsSigner(signer.Identifier, signer.Reference)) throw new DocumentException($"A signer with the serial number {signer.Reference} is there already; take the next.");
            Publish(signer);
            keys.Save(Signer, signer, token);
            (_trust, _bundle) = (null, null);
            _signer?.Dispose();
            _signer = null;
        }
    }

    /// <summary>Proposes a document for a person; the proposer never issues it.</summary>
    public async ValueTask<Outcome> ProposeAsync(Actor actor, StreamId person, string kind, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        if (!room.Pack.Documents.TryGetValue(kind, out var type) || !type.ProposedBy.Contains(actor.Role)) draft.Forbid("role");
        else
        {
            var holder = await draft.GetAsync(person, cancellation);
            if (!(await room.Gate.OpenAsync(actor, holder, null, cancellation)).Allowed) draft.Forbid("place");
            if (type.Statuses.Count > 0 && !holder.ActiveStatuses.Any(s => type.Statuses.Contains(s.Code)))
                draft.Refuse(Problems.Plain("not_entitled", null, $"{holder.Label} holds no status that entitles to this document.", $"{holder.Label}: нет статуса, дающего право на этот документ."));
            else if (await draft.ProposeDocumentAsync(person, kind, cancellation) is null)
                draft.Refuse(Problems.Plain("already_documented", null, "Such a document is valid or waits to be issued.", "Такой документ уже действителен или ожидает выдачи."));
        }

        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>Issues a proposed document: number, machine-readable zone and seal are made now and never change.</summary>
    public async ValueTask<Outcome> IssueAsync(Actor actor, StreamId document, BatchId? token = null, DateOnly? on = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token, on);
        await IssueInAsync(draft, document, cancellation);
        if (IsClean(draft) && await draft.GetAsync(document, cancellation) is { Holder: { } holder } issued) RefuseUndrawable(draft, issued, await draft.GetAsync(holder, cancellation));
        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>The same within a draft, for batch jobs that issue a family's documents at once.</summary>
    internal async ValueTask IssueInAsync(Draft draft, StreamId document, CancellationToken cancellation = default)
    {
        var record = await draft.GetAsync(document, cancellation);
        if (record.Code is null || !room.Pack.Documents.TryGetValue(record.Code, out var type) || record.Holder is not { } holderId) draft.Forbid("unknown");
        else if (!type.IssuedBy.Contains(draft.Actor.Role)) draft.Forbid("role");
        else if (record.Timeline[0].Head.Actor == draft.Actor.Key) draft.Refuse(Problems.SamePairOfEyes());
        else
        {
            var holder = await draft.GetAsync(holderId, cancellation);
            var until = ClockRules.DueAfter(room.Pack, type.ValidityParameter, draft.On);
            var number = NewNumber();
            await draft.TransitionAsync(document, "issue", [], cancellation);
            if (IsClean(draft) && Sealed(draft, holder, type, number, draft.On, until) is { } parts)
                await draft.EntryAsync(document, h => h with
                {
                    Type = EntryTypes.DocumentIssued,
                    Code = record.Code,
                    Until = until,
                    Other = holderId.ToString(),
                    With = new Dictionary<string, string> { ["number"] = number },
                }, parts, cancellation);
        }
    }

    /// <summary>Declares a document void and publishes the new void list.</summary>
    public async ValueTask<Outcome> VoidAsync(Actor actor, StreamId document, IReadOnlyList<SubjectFacts> facts, string reason, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        if (!room.Gate.May(actor, "void_document")) draft.Forbid("role");
        if (reason == Withdrawn)
            draft.Refuse(Problems.Plain("withdrawal", "void_reason", "A document is withdrawn for compelling reasons alone, and a second officer confirms it: take the step \"withdraw\".", "Документ изымается лишь по веским основаниям, и это подтверждает второй сотрудник: выполните шаг «изъять»."));
        if (reason == ReturnedToIssuer)
            draft.Refuse(Problems.Plain("returned_to_issuer", "void_reason", "Say which State returns the document: take the step \"returned by the holder's new State\".", "Укажите государство, возвращающее документ: выполните шаг «возвращён новым государством проживания»."));
        await draft.TransitionAsync(document, "void", facts, cancellation);
        if (draft.Problems.Count == 0 && draft.ForbiddenBecause is null)
            await draft.EntryAsync(document, h => h with { Type = EntryTypes.DocumentVoided, Reason = reason }, null, cancellation);
        var outcome = await room.CommitAsync(draft, cancellation);
        if (outcome is Outcome.Done) await PublishVoidListAsync(cancellation);
        return outcome;
    }

    /// <summary>Writes the void list anew from the rows, signed, one number on.</summary>
    public async ValueTask PublishVoidListAsync(CancellationToken cancellation = default)
    {
        var entries = new List<VoidEntry>();
        foreach (var row in await room.Rows.DocumentsInAsync("void", int.MaxValue, cancellation))
            if (row.Number is { } number && room.Pack.Documents.TryGetValue(row.Kind, out var type))
                entries.Add(new VoidEntry(new DocumentReference(settings.State, type.MrzCode ?? row.Kind, number), ReasonOf(row.Reason)));
        entries.AddRange(await LostBlanksAsync(cancellation));
        lock (_lists)
        {
            var before = ReadVoidList();
            using var signer = OpenListSigner();
            var header = new VoidListHeader(settings.State, room.Clock.GetUtcNow(), (before?.List.Header.Number ?? 0) + 1, before?.Hash ?? default);
            WriteWhole(VoidListPath, VoidList.Create(header, entries).Sign(signer));
        }
    }

    /// <summary>The zone of a document for a person, as the pack's kind wants it.</summary>
    public IReadOnlyList<string> Zone(RecordState holder, DocumentType type, string number, DateOnly until)
    {
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(type);
        var (primary, secondary) = LatinName(holder);
        return Mrz.Make(new MrzDocument
        {
            Format = Enum.Parse<MrzFormat>(type.MrzFormat ?? "TD2", true),
            DocumentCode = type.MrzCode ?? "",
            Issuer = settings.State,
            Nationality = type.Nationality == "$nationality" ? NationalityOf(holder) : type.Nationality,
            DocumentNumber = number,
            DateOfBirth = BirthField(holder.Birth),
            Sex = holder.Text("sex_recorded") is "F" or "M" ? holder.Text("sex_recorded") : "<",
            DateOfExpiry = until.ToString("yyMMdd", CultureInfo.InvariantCulture),
            Primary = primary,
            Secondary = secondary,
        });
    }

    /// <summary>The name in Latin letters: as the person writes it, else by the tables of Doc 9303-3.</summary>
    public static (string Primary, string Secondary) LatinName(RecordState holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return LatinName(holder.Names, holder.Number);
    }

    /// <summary>The same of names alone; <paramref name="otherwise"/> when there are none.</summary>
    public static (string Primary, string Secondary) LatinName(IReadOnlyList<PersonName> names, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) return (otherwise, "");
        var name = names.FirstOrDefault(n => n.Script == Script.Latn) ?? names[0];
        string Latin(string text) => text.Length == 0 ? "" : Transliterator.ToMrz(text, name.Language).Text.Replace('<', ' ').Trim();
        var family = Latin(name.Of(NamePartKind.Family));
        var given = Latin(string.Join(' ', name.Parts.Where(p => p.Kind is NamePartKind.Given or NamePartKind.Patronymic).Select(p => p.Text)));
        return family.Length > 0 ? (family, given) : (given.Length > 0 ? given : Latin(name.Text), "");
    }

    // A name that cannot be written in the zone is said to the officer; nothing is made of it.
    private List<ClassedPart>? Sealed(Draft draft, RecordState holder, DocumentType type, string number, DateOnly on, DateOnly until, DateOnly? returnLimit = null)
    {
        if (type.SealProfile is not null && SignerFault() is { } fault)
        {
            draft.Refuse(Problems.Plain("signer", null, $"No seal can be made. {fault}", $"Печать поставить нельзя. {fault}"));
            return null;
        }

        try { return Sealed(holder, type, number, on, until, returnLimit); }
        catch (DocumentException wrong)
        {
            draft.Refuse(Problems.Plain("zone", null, $"The machine-readable zone cannot be made. {wrong.Message} Record the name in Latin letters, as the person writes it.", $"Машиносчитываемую зону составить нельзя. {wrong.Message} Запишите имя латинскими буквами, как его пишет сам человек."));
            return null;
        }
    }

    private List<ClassedPart> Sealed(RecordState holder, DocumentType type, string number, DateOnly on, DateOnly until, DateOnly? returnLimit)
    {
        var facts = new List<FactValue> { FactValue.Of("document_number", number, FactSource.Computed), FactValue.Of("issued_on", Iso(on), FactSource.Computed), FactValue.Of("valid_until", Iso(until), FactSource.Computed) };
        if (room.Pack.Drawings[type.Code].Fields.Any(f => f.Value == DrawingValues.ReturnUntil)) facts.Add(FactValue.Of("return_until", Iso(ReturnClause.Until(room.Pack, on, until, returnLimit)), FactSource.Computed));
        if (type.MrzCode is not null)
        {
            var zone = Zone(holder, type, number, until);
            facts.Add(FactValue.Of("mrz", string.Join('|', zone), FactSource.Computed));
            if (type.SealProfile is not null)
            {
                var td2 = Zone(holder, type with { MrzFormat = "TD2" }, number, until);
                var signer = OpenSigner();
                // A document dated back to a day before its signer's first is signed today.
                var days = (on, signer.MaySign(on) ? on : room.Today);
                var seal = DocumentSeal.Make(type.SealProfile, settings.State, zone, td2, (number, holder.Number.Replace("-", "", StringComparison.Ordinal)), days, signer);
                facts.Add(FactValue.Of("seal", Convert.ToHexString(seal.Span), FactSource.Computed));
            }
        }

        return [new ClassedPart(new KeyScope(holder.Id, KeyClass.Ordinary), new PartBody { Of = holder.Id.ToString(), Facts = facts })];
    }

    private string NationalityOf(RecordState holder)
    {
        var origin = holder.Text("country_of_origin");
        if (holder.Fact("nationalities") is { HasValue: true } list && list.Value.ValueKind == System.Text.Json.JsonValueKind.Array)
            foreach (var one in list.Value.EnumerateArray())
                if (one.TryGetProperty("state", out var state) && state.GetString() is { Length: > 0 } code) origin = code;
        var known = room.Pack.Codes.GetValueOrDefault("countries")?.Find(origin);
        // Codes that are no nationality in Doc 9303-3 section 5 (unknown, stateless in UNHCR's spelling) become XXX and XXA.
        return known?.External.GetValueOrDefault("mrz") ?? (origin is "STA" ? "XXA" : origin.Length == 3 && origin is not "UKN" and not "UNK" ? origin : "XXX");
    }

    private string NewNumber()
    {
        const string symbols = "0123456789CDEFGHJKLMNPRTVWXYZ";
        Span<byte> bytes = stackalloc byte[16];
        room.NewId().TryWriteBytes(bytes);
        Span<char> text = stackalloc char[9];
        text[0] = settings.State[0];
        for (var i = 1; i < 9; i++) text[i] = symbols[(bytes[i] << 8 | bytes[15 - i]) % symbols.Length];
        return new string(text);
    }

    private static VoidReason ReasonOf(string? reason) => reason switch
    {
        "lost" => VoidReason.Lost,
        "stolen" => VoidReason.Stolen,
        "withdrawn" => VoidReason.Withdrawn,
        "replaced" or ReturnedToIssuer => VoidReason.Replaced,
        "destroyed" or "damaged" => VoidReason.Destroyed,
        _ => VoidReason.Other,
    };

    private static string BirthField(PartialDate? birth) => birth switch
    {
        null => "<<<<<<",
        { Precision: DatePrecision.Day } date => date.Earliest.ToString("yyMMdd", CultureInfo.InvariantCulture),
        { Precision: DatePrecision.Month } date => date.Earliest.ToString("yyMM", CultureInfo.InvariantCulture) + "<<",
        { Year: { } year } => (year % 100).ToString("00", CultureInfo.InvariantCulture) + "<<<<",
        _ => "<<<<<<",
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static KeyFolder Keys(string directory) => new(Path.Combine(directory, "keys", "documents"), Environment.GetEnvironmentVariable("NANSEN_PASSPHRASE"), Environment.GetEnvironmentVariable("NANSEN_TOKEN_PIN"));
}
