using Nansen.Journal;
using Nansen.Matching;
using Nansen.Records;

namespace Nansen.Register;

/// <summary>
/// Lives the families' steps in the order of days. Steps are put together one after the other, so that ids come in the
/// same order each time; while one is being stored the next is put together. A family waits for its own last step.
/// </summary>
internal sealed class DemoAgenda(RegisterNode node, DemoClock clock, CaseDesk desk, DemoOptions options)
{
    private const int MostInFlight = 400, DuplicatesLeft = 8;

    private readonly PriorityQueue<DemoFamily, (DateOnly Day, int Number)> _queue = new();
    private readonly Queue<DemoFamily> _inFlight = new();
    private readonly List<Task> _registering = [];
    private readonly DemoRandom _random = new(options.Seed, "duplicates");
    private int _done, _all;

    public async Task LiveAsync(IReadOnlyList<DemoFamily> families, IProgress<DemoProgress>? progress, CancellationToken cancellation)
    {
        var arrivals = Arrivals(families);
        _all = families.Sum(f => f.Steps.Count) + arrivals.Values.Sum(a => a.Count);
        while (NextDay(arrivals) is { } day)
        {
            cancellation.ThrowIfCancellationRequested();
            clock.Live(day);
            if (arrivals.Remove(day, out var arriving)) await RegisterAsync(day, arriving, cancellation);
            while (_queue.TryPeek(out var family, out var due) && due.Day == day)
            {
                _queue.Dequeue();
                await StepAsync(family);
            }

            progress?.Report(new DemoProgress(_done, _all, day));
        }

        await FinishAllAsync();
        await LoseOneDocumentAsync(families);
    }

    // The next day on which somebody arrives or a step is due; a step taken may bring days that nobody knew of before.
    private DateOnly? NextDay(SortedDictionary<DateOnly, List<Arrival>> arrivals)
    {
        DateOnly? due = _queue.TryPeek(out _, out var next) ? next.Day : null;
        if (arrivals.Count == 0) return due;
        var arriving = arrivals.First().Key;
        return due is { } day && day < arriving ? day : arriving;
    }

    /// <summary>Who is registered on which day: each family once, and some people a second time as somebody else.</summary>
    private SortedDictionary<DateOnly, List<Arrival>> Arrivals(IReadOnlyList<DemoFamily> families)
    {
        var arrivals = new SortedDictionary<DateOnly, List<Arrival>>();
        void Add(DateOnly day, Arrival arrival)
        {
            if (!arrivals.TryGetValue(day, out var list)) arrivals[day] = list = [];
            list.Add(arrival);
        }

        foreach (var family in families)
        {
            var day = CaseStory.RegisteredOn(family);
            Add(day, new Arrival(family, null, 0));
            var again = DemoFamily.Workday(day.AddDays(20 + _random.Next(200)));
            for (var i = 0; i < family.Members.Count; i++)
                if (_random.Permille(5) && again <= options.Day && family.Members[i].ChildSituation is null) Add(again, new Arrival(family, Respelling.Of(family.Members[i], _random), i));
        }

        // A few of the last days, so that somebody has them to resolve.
        foreach (var family in families.Where(f => CaseStory.RegisteredOn(f) < options.Day.AddDays(-30)).TakeLast(DuplicatesLeft))
            Add(options.Day, new Arrival(family, Respelling.Of(family.Members[0], _random), 0));
        return arrivals;
    }

    // All searches of a day look at what had been registered by the day before.
    private async Task RegisterAsync(DateOnly day, List<Arrival> arriving, CancellationToken cancellation)
    {
        await Task.WhenAll(_registering);
        _registering.Clear();
        var arrived = arriving.Select(a => a.Again is null ? a.Family : Second(a, a.Again, day)).ToList();
        var commands = arrived.Select(f => desk.Registration(f, day, CaseStory.StaysOpen(f.Life))).ToList();
        var found = new IReadOnlyList<IReadOnlyList<PersonMatch>>[commands.Count];
        for (var i = 0; i < commands.Count; i++)
            found[i] = [.. commands[i].Members.Select(m => Found(GroupRegistration.QueryOf(m.Facts, day)))];
        for (var i = 0; i < commands.Count; i++)
        {
            clock.Live(day);
            var registering = node.Groups.RegisterAsync(commands[i] with { Found = found[i] }, cancellation).AsTask();
            _registering.Add(registering);
            Enter(arrived[i], registering);
            _done++;
        }
    }

    private IReadOnlyList<PersonMatch> Found(PersonQuery query) => [.. node.Search.Index.Find(query, 10).Select(c => new PersonMatch(new StreamId(c.Id), "", "", c, null))];

    private void Enter(DemoFamily family, Task<RegistrationResult> registering)
    {
        family.Pending = Registered();
        Flying(family);
        if (family.Steps.Count > 0) _queue.Enqueue(family, (family.Steps[0].On, family.Number));

        async Task<Outcome> Registered()
        {
            var result = await registering;
            family.Persons = result.Persons;
            return result.Outcome;
        }
    }

    private async ValueTask StepAsync(DemoFamily family)
    {
        await FinishAsync(family);
        if (family.IsSuspected) await FinishAllAsync();
        var step = family.Steps[family.Next++];
        clock.Live(step.On);
        var draft = await step.Make(desk, family);
        family.Pending = node.Room.CommitAsync(draft).AsTask();
        Flying(family);
        _done++;
        if (family.IsSuspected)
        {
            family.IsSuspected = false;
            await FinishAsync(family);
        }

        if (family.Next < family.Steps.Count) _queue.Enqueue(family, (DayOfNext(family), family.Number));
        while (_inFlight.Count > MostInFlight) await FinishAsync(_inFlight.Dequeue());
    }

    private async ValueTask FinishAllAsync()
    {
        while (_inFlight.TryDequeue(out var last)) await FinishAsync(last);
    }

    private static DateOnly DayOfNext(DemoFamily family) => family.Steps[family.Next].On;

    private void Flying(DemoFamily family) => _inFlight.Enqueue(family);

    /// <summary>Waits for a family's last step and sees that it was accepted.</summary>
    private static async ValueTask FinishAsync(DemoFamily family)
    {
        var outcome = await family.Pending;
        if (outcome is Outcome.Done done)
        {
            foreach (var record in done.Records)
            {
                family.IsSuspected |= family.Next == 0 && record.Proposals.Any(p => p.Open && p.Event == SamePerson.Event);
                if (record is { Type: "document", State: "proposed" } && !family.Proposed.Contains(record.Id)) family.Proposed.Add(record.Id);
            }

            family.Pending = Task.FromResult<Outcome>(new Outcome.Done([]));
            return;
        }

        var name = family.Next == 0 ? "register" : family.Steps[family.Next - 1].Name;
        var why = outcome is Outcome.Refused refused ? string.Join(" | ", refused.Problems.Select(p => $"{p.Code} {p.Field}: {p.Text}")) : outcome.ToString();
        throw new RegisterException($"The step '{name}' of {family.Life.Key} was not accepted: {why}");
    }

    // The second registration of somebody: approved the day after, when the question who she is is answered; those of today wait.
    // She is nobody of her kin, however alike they are called.
    private DemoFamily Second(Arrival arrival, DemoPerson again, DateOnly day)
    {
        var family = arrival.Family;
        var second = new DemoFamily(family.Number + 1, family.Life, family.Dates, [again], family.Language) { Office = family.Office, RegisteredBefore = [family.Persons[arrival.Member]] };
        if (day.AddDays(4) < options.Day) second.Then(day.AddDays(1), "approve", (desk, f) => desk.ApproveAsync(f));
        return second;
    }

    private async Task LoseOneDocumentAsync(IReadOnlyList<DemoFamily> families)
    {
        if (families.LastOrDefault(f => f.Issued.Count > 0 && CaseStory.StaysOpen(f.Life)) is not { } family) return;
        clock.Live(options.Day);
        var outcome = await node.Documents.VoidAsync(desk.Office.As("document_officer", 0), family.Issued[^1],
            [Answers.Case(Answers.Is("void_reason", "lost"), Answers.Day("void_reported_on", options.Day))], "lost");
        if (outcome is not Outcome.Done) throw new RegisterException("The lost document was not declared void.");
    }

    /// <summary>Somebody to be registered: a family, or (again) one of its members under another spelling.</summary>
    private sealed record Arrival(DemoFamily Family, DemoPerson? Again, int Member);
}
