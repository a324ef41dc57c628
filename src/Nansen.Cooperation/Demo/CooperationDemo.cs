using System.Globalization;
using System.Text.Json;
using Nansen.Journal;
using Nansen.Records;
using Nansen.Register;
using Nansen.Values;

namespace Nansen.Cooperation;

/// <summary>
/// Gives a demonstration something to follow up: actions in each state and a submission with its reply, made by the same
/// commands as on the pages. Authorities and organisations are invented.
/// </summary>
public static class CooperationDemo
{
    /// <summary>Fills a register that has none yet; does nothing when there are actions or submissions already.</summary>
    /// <param name="node">The register.</param>
    /// <param name="focalPoint">Who records actions and answers; null: the first officer of the register with the role.</param>
    /// <param name="partner">Who submits; null: the first officer of the register with the role.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many records were made.</returns>
    /// <exception cref="RegisterException">A command was refused, or nobody holds the roles.</exception>
    public static async ValueTask<int> FillAsync(RegisterNode node, Actor? focalPoint = null, Actor? partner = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(node);
        using var indicators = new IndicatorReadings(node, TreatyRegister.Shipped);
        using var desk = new CommitmentDesk(node, TreatyRegister.Shipped, indicators);
        var before = await desk.PublishedAsync(cancellation);
        if (before.Actions.Count + before.Submissions.Count > 0) return 0;
        var officers = await node.Officers.ListAsync(cancellation);
        Actor Of(string role) => officers.FirstOrDefault(o => o.Active && o.Roles.Contains(role))?.As(role) ?? throw new RegisterException($"Nobody holds the role {role}.");
        return await new Script(desk, node.Room.Today, focalPoint ?? Of("focal_point"), partner ?? Of("ngo_partner"), cancellation).RunAsync();
    }

    private static readonly JsonElement English = JsonSerializer.SerializeToElement(new List<string> { "eng" });

    private sealed class Script(CommitmentDesk desk, DateOnly today, Actor focal, Actor partner, CancellationToken cancellation)
    {
        public async ValueTask<int> RunAsync()
        {
            var training = await ActionAsync("C14", 400, "Train border guards to recognise a wish for protection", "Border Service of Utopia", 400, 40,
                "Two days a unit, with the referral form and the telephone of the asylum office.", "UTO 120,000, State budget");
            await StepAsync(training, "begin", 380);
            await StepAsync(training, "finish", 60);
            var officers = await ActionAsync("C16", 300, "Six more case officers for first instance", "Asylum Office of Utopia", 300, -120,
                "So that nine of ten decisions are taken within the limit.", "UTO 640,000, State budget");
            await StepAsync(officers, "begin", 200);
            var stateless = await ActionAsync("C58", 250, "Prepare the instrument of accession to the 1954 Convention", "Ministry of Foreign Affairs of Utopia", 250, 30, "", "");
            await StepAsync(stateless, "delay", 45, FactValue.Of("action_reason", "The translation of the Schedule has to be agreed with the Ministry of the Interior first."), FactValue.Of("due_on", Iso(-90)));
            await ActionAsync("C21", 90, "Register everybody who waits at the three eastern crossings", "Registration Service of Utopia", 30, -200, "A mobile team of four with two stations.", "UTO 85,000, a donor is sought");

            var submission = Done(await desk.SubmitAsync(partner, "C14",
            [
                FactValue.Of("title", "Interpreters at night"), FactValue.Of("organisation", "Open Door (specimen organisation)"),
                FactValue.OfJson("submission_language", English),
                FactValue.Of("submission_text", "At the crossings no interpreter can be reached between 22:00 and 06:00. People who arrive then wait until the morning before anybody understands that they ask for protection. We ask for an interpreting line by telephone at all hours."),
            ], on: Ago(120), cancellation: cancellation));
            Done(await desk.AnswerAsync(focal, submission, new SubmissionAnswer([FactValue.Of("reply", "You are right. A telephone line for Arabic, Persian, Russian and Tigrinya opens with the next budget; until then the asylum office's own interpreters are on call.")], "take_up"), on: Ago(90), cancellation: cancellation));
            Done(await desk.SubmitAsync(partner, "C16",
            [
                FactValue.Of("title", "Time to prepare the interview"), FactValue.Of("organisation", "Open Door (specimen organisation)"),
                FactValue.Of("submission_text", "Seven days between the invitation and the interview are too short to find counsel outside the capital."),
            ], on: Ago(20), cancellation: cancellation));
            return 6;
        }

        private async ValueTask<StreamId> ActionAsync(string commitment, int recorded, string title, string body, int starts, int due, string text, string budget)
        {
            List<FactValue> facts = [FactValue.Of("title", title), FactValue.Of("responsible_body", body), FactValue.Of("starts_on", Iso(starts)), FactValue.Of("due_on", Iso(due))];
            if (text.Length > 0) facts.Add(FactValue.Of("action_text", text));
            if (budget.Length > 0) facts.Add(FactValue.Of("budget", budget));
            return Done(await desk.AddActionAsync(focal, commitment, facts, on: Ago(recorded), cancellation: cancellation));
        }

        private async ValueTask StepAsync(StreamId action, string step, int ago, params FactValue[] facts) =>
            Done(await desk.MoveActionAsync(focal, action, step, facts, on: Ago(ago), cancellation: cancellation));

        private DateOnly Ago(int days) => today.AddDays(-days);

        private string Iso(int daysAgo) => Ago(daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static StreamId Done(Outcome outcome) => outcome switch
        {
            Outcome.Done { Records: [var record, ..] } => record.Id,
            Outcome.Refused refused => throw new RegisterException("The follow-up of the demonstration was refused: " + refused.Problems[0].Text),
            _ => throw new RegisterException($"The follow-up of the demonstration was not carried out: {outcome.GetType().Name}."),
        };
    }
}
