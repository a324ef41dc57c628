using System.Globalization;
using Nansen.Documents;
using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Values;

namespace Nansen.Register;

/// <summary>Blanks of one document in one state.</summary>
public sealed record StockLine(string Kind, string State, int Count);

/// <summary>A numbered blank.</summary>
public sealed record BlankRow(StreamId Id, string Number, string Kind, string State);

/// <summary>The part of the desk that keeps numbered blanks: every number is accounted for, from delivery to document or shredder.</summary>
public sealed partial class DocumentDesk
{
    /// <summary>Most blanks of one delivery taken in at once.</summary>
    public const int MostReceived = 500;

    private const string BlankType = "blank", Stored = "stored";

    /// <summary>Takes in a delivery of blanks numbered one after the other.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="kind">Document they are for.</param>
    /// <param name="first">The first number: letters, then digits, nine characters at most, as the zone has room for.</param>
    /// <param name="count">How many.</param>
    /// <param name="delivery">Delivery note.</param>
    /// <param name="token">Token of the submission.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Outcome> ReceiveBlanksAsync(Actor actor, string kind, string first, int count, string delivery, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        if (!room.Gate.May(actor, Actions.KeepStock) || actor.Offices is not [var office, ..]) draft.Forbid("role");
        else if (!room.Pack.Documents.TryGetValue(kind, out var type) || !type.Stock)
            draft.Refuse(Problems.Plain("kind", "kind", "This document is not made on numbered blanks.", "Этот документ не изготавливается на нумерованных бланках."));
        else if (Numbers(first.Trim().ToUpperInvariant(), count) is not { } numbers)
            draft.Refuse(Problems.Plain("number", "first", $"Write the first number as letters and then digits, nine characters at most; the last one must have room too. At most {MostReceived} at once.", $"Укажите первый номер: буквы, затем цифры, не более девяти знаков; последний номер тоже должен поместиться. Не более {MostReceived} за раз."));
        else
        {
            var known = (await BlanksAsync(cancellation)).Where(b => b.Kind == kind).Select(b => b.Number).ToHashSet(StringComparer.Ordinal);
            if (numbers.FirstOrDefault(known.Contains) is { } twice)
                draft.Refuse(Problems.Plain("twice", "first", $"The blank {twice} is in the stock already.", $"Бланк {twice} уже учтён."));
            else
                foreach (var number in numbers)
                    draft.Create(BlankType, office, SubjectFacts.About(FactValue.Of("title", $"{number} {kind}"), FactValue.Of("delivery", delivery)));
        }

        return await room.CommitAsync(draft, cancellation);
    }

    /// <summary>Takes a blank one step on: destruction waits for the second witness, a missing one goes to the void list at once.</summary>
    public async ValueTask<Outcome> BlankStepAsync(Actor actor, StreamId blank, string step, IReadOnlyList<SubjectFacts> facts, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        // A blank is used by the document that takes it, never by itself.
        if (!room.Gate.May(actor, Actions.KeepStock) || step == "use" || (await draft.GetAsync(blank, cancellation)).Type != BlankType) draft.Forbid("role");
        else await draft.TransitionAsync(blank, step, facts, cancellation);
        return await PublishedAfterAsync(draft, cancellation);
    }

    /// <summary>The second witness confirms the destruction of a blank.</summary>
    public async ValueTask<Outcome> ConfirmBlankAsync(Actor actor, StreamId blank, EntryId proposal, BatchId? token = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var draft = room.Begin(actor, token);
        await draft.ConfirmAsync(blank, proposal, cancellation);
        return await PublishedAfterAsync(draft, cancellation);
    }

    /// <summary>How many blanks there are of each document in each state.</summary>
    public async ValueTask<IReadOnlyList<StockLine>> StockAsync(CancellationToken cancellation = default) =>
        [.. (await BlanksAsync(cancellation)).GroupBy(b => (b.Kind, b.State)).Select(g => new StockLine(g.Key.Kind, g.Key.State, g.Count())).OrderBy(l => l.Kind, StringComparer.Ordinal).ThenBy(l => l.State, StringComparer.Ordinal)];

    /// <summary>The blank of a number, or null.</summary>
    public async ValueTask<BlankRow?> BlankAsync(string number, CancellationToken cancellation = default) =>
        (await BlanksAsync(cancellation)).FirstOrDefault(b => b.Number == number);

    /// <summary>All blanks by document and number.</summary>
    public async ValueTask<IReadOnlyList<BlankRow>> BlanksAsync(CancellationToken cancellation = default)
    {
        var rows = new List<BlankRow>();
        await room.Rows.ReadAsync("select id, label, state from records where type=@p0", r =>
        {
            if (r.GetString(1).Split(' ') is [var number, var kind]) rows.Add(new BlankRow(RowQueries.StreamOf(r, 0), number, kind, r.GetString(2)));
        }, cancellation, BlankType);
        return [.. rows.OrderBy(b => b.Kind, StringComparer.Ordinal).ThenBy(b => b.Number, StringComparer.Ordinal)];
    }

    private async ValueTask<Outcome> PublishedAfterAsync(Draft draft, CancellationToken cancellation)
    {
        var outcome = await room.CommitAsync(draft, cancellation);
        if (outcome is Outcome.Done) await PublishVoidListAsync(cancellation);
        return outcome;
    }

    private async ValueTask<string?> TakeBlankAsync(Draft draft, RecordState document, string kind, string number, CancellationToken cancellation)
    {
        var blank = (await BlanksAsync(cancellation)).FirstOrDefault(b => b.Kind == kind && b.Number == number);
        if (blank is not { State: Stored })
        {
            draft.Refuse(Problems.Plain("blank", "blank_number", number.Length == 0 ? "Write the number of the blank." : $"There is no blank {number} for this document in store.", number.Length == 0 ? "Укажите номер бланка." : $"Бланка {number} для этого документа на складе нет."));
            return null;
        }

        await draft.TransitionAsync(blank.Id, "use", [], cancellation);
        await draft.RecordFactsAsync(blank.Id, SubjectFacts.About(FactValue.Of("used_for", document.Number, FactSource.Computed)), cancellation: cancellation);
        return number;
    }

    // Blanks that left the store otherwise than as an issued document: whoever shows one shows a false document.
    private async ValueTask<IEnumerable<VoidEntry>> LostBlanksAsync(CancellationToken cancellation)
    {
        var issued = new HashSet<string>(StringComparer.Ordinal);
        await room.Rows.ReadAsync("select number from record_documents where number is not null", r => issued.Add(r.GetString(0)), cancellation);
        return (await BlanksAsync(cancellation)).Where(b => b.State is "missing" or "spoiled" && !issued.Contains(b.Number) && room.Pack.Documents.ContainsKey(b.Kind))
            .Select(b => new VoidEntry(new DocumentReference(settings.State, room.Pack.Documents[b.Kind].MrzCode ?? b.Kind, b.Number), VoidReason.UnissuedBlank));
    }

    private static List<string>? Numbers(string first, int count)
    {
        var letters = first.TakeWhile(char.IsAsciiLetterUpper).Count();
        var digits = first[letters..];
        if (letters == 0 || digits.Length == 0 || first.Length > 9 || count is < 1 or > MostReceived || !digits.All(char.IsAsciiDigit)) return null;
        var start = long.Parse(digits, CultureInfo.InvariantCulture);
        var last = (start + count - 1).ToString(CultureInfo.InvariantCulture);
        return last.Length > digits.Length ? null : [.. Enumerable.Range(0, count).Select(i => first[..letters] + (start + i).ToString(CultureInfo.InvariantCulture).PadLeft(digits.Length, '0'))];
    }
}
