using Nansen.Journal;
using Nansen.Packs;
using Nansen.Records;
using Nansen.Register;

namespace Nansen.Cooperation;

/// <summary>
/// The follow-up of the commitments: what is published, and the commands of focal points and organisations. Published
/// records are read through the gate as the public reader sees them, and anew only when one of them changed.
/// </summary>
public sealed partial class CommitmentDesk(RegisterNode node, TreatyRegister treaties, IndicatorReadings indicators) : IDisposable
{
    private readonly PublishedFollowUp _published = new(node);

    /// <summary>The commitment of a code in any case (c14, C14), or null.</summary>
    public Commitment? Find(string? code) => node.Pack.Commitments.FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>All commitments and what there is to each.</summary>
    public async ValueTask<FollowUpSummary> SummaryAsync(CancellationToken cancellation = default)
    {
        var book = await PublishedAsync(cancellation);
        // What counts the follow-up itself is no evidence of a commitment.
        var counted = (await indicators.AllAsync(cancellation)).Where(r => r.IsEvidence).ToList();
        return new FollowUpSummary([.. node.Pack.Commitments.Select(c =>
        {
            var actions = book.Actions.Where(a => a.Commitment == c.Code).ToList();
            var submissions = book.Submissions.Where(s => s.Commitment == c.Code).ToList();
            return new CommitmentSummary(c, actions, actions.Count(a => a.IsOverdue(node.Room.Today)),
                [.. counted.Where(r => r.Indicator.Commitments.Contains(c.Code)).Select(r => r.Indicator.Code)], submissions.Count, submissions.Count(s => s.Answered));
        })]);
    }

    /// <summary>Everything under one commitment, or null when there is none of that code.</summary>
    public async ValueTask<CommitmentFile?> OpenAsync(string? code, CancellationToken cancellation = default)
    {
        if (Find(code) is not { } commitment) return null;
        var book = await PublishedAsync(cancellation);
        var file = new CommitmentFile(
            commitment,
            [.. book.Actions.Where(a => a.Commitment == commitment.Code)],
            await indicators.ForAsync(commitment.Code, cancellation),
            [.. commitment.Instruments.Where(treaties.Covers).SelectMany(i => treaties.Region.Select(s => treaties.StandingOf(i, s.Code)))],
            [.. book.Submissions.Where(s => s.Commitment == commitment.Code)],
            []);
        return file with { Missing = MissingIn(file) };
    }

    /// <summary>What is published under all commitments.</summary>
    public ValueTask<FollowUpBook> PublishedAsync(CancellationToken cancellation = default) => _published.ReadAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => _published.Dispose();

    private List<LocalText> MissingIn(CommitmentFile file)
    {
        var missing = new List<LocalText>();
        if (file.Actions.Count == 0) missing.Add(Words.Of("No action has been recorded under this commitment.", "По этому обязательству не записано ни одного действия."));
        foreach (var late in file.Actions.Where(a => a.IsOverdue(node.Room.Today)))
            missing.Add(Words.Of($"Overdue since {late.Due!.Value}: {late.Title}", $"Просрочено с {late.Due!.Value}: {late.Title}"));
        if (file.Readings.Count == 0) missing.Add(Words.Of("No indicator of the pack is counted for it.", "Ни один показатель пакета для него не подсчитывается."));
        foreach (var empty in file.Readings.Where(r => r.Figures.Count == 0))
            missing.Add(Words.Of(l => $"{empty.Indicator.Code} {empty.Indicator.Title.In(l)}: there is nothing to count yet.", l => $"{empty.Indicator.Code} {empty.Indicator.Title.In(l)}: пока нечего считать."));
        foreach (var instrument in file.Commitment.Instruments.Where(i => !treaties.Covers(i)))
            missing.Add(Words.Of(l => $"{InstrumentName(instrument).In(l)}: the treaty file does not cover it.", l => $"{InstrumentName(instrument).In(l)}: в файле договоров его нет."));
        if (file.Treaties.Count > 0) missing.Add(Words.Of("Treaty actions after 14 March 2015.", "Действия по договорам после 14 марта 2015 года."));
        var waiting = file.Submissions.Count(s => !s.Answered);
        if (waiting > 0) missing.Add(Words.Of($"Submissions without a reply: {waiting}.", $"Представления без ответа: {waiting}."));
        return missing;
    }

    private LocalText InstrumentName(string code) => node.Pack.Codes.GetValueOrDefault("instruments")?.Find(code)?.Title ?? Words.Of(code, code);
}
