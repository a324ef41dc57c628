namespace Nansen.Register;

/// <summary>
/// Finds lives whose applications and decisions add up to the published rows exactly (docs/demo.md). A decision takes
/// the person who has waited longest. When nobody is at hand, somebody is added who had applied in the year before the
/// first: so the opening stock is the least that serves every later decision, filled up to the published one.
/// </summary>
internal sealed class LifePlanner(PublishedDemand demand, DemoOptions options)
{
    private const string Judicial = "JR", Review = "AR";
    private readonly List<Life> _lives = [];
    private readonly int _before = options.From - 1;

    /// <summary>All lives, in an order that depends on the figures alone.</summary>
    public IReadOnlyList<Life> Plan()
    {
        foreach (var origin in Origins())
        {
            var opening = 0;
            var authorities = Authorities(origin);
            foreach (var authority in authorities)
            {
                var pool = new Pool(origin, authority);
                for (var year = options.From; year <= options.To; year++) Serve(pool, year);
                opening += pool.Opening;
            }

            // What the published stock has beyond that waits too, and stays pending.
            for (; opening < demand.Opening.GetValueOrDefault(origin); opening++)
                _lives.Add(new Life(origin, authorities.FirstOrDefault() ?? "G", _before, "N", "FI"));
        }

        return _lives;
    }

    /// <summary>An appeal is a step in a case; every other application is a case of its own.</summary>
    private static bool IsAppeal(AppliedRow row) => row.Level == Judicial || (row.Level == Review && row.Type is "A" or "J" && row.Level == Review);

    private IEnumerable<string> Origins() =>
        demand.Applied.Select(r => r.Origin).Concat(demand.Decided.Select(r => r.Origin)).Concat(demand.Opening.Keys).Distinct().Order(StringComparer.Ordinal);

    private List<string> Authorities(string origin) =>
        [.. demand.Applied.Where(r => r.Origin == origin).Select(r => r.Authority).Concat(demand.Decided.Where(r => r.Origin == origin).Select(r => r.Authority)).Distinct().Order(StringComparer.Ordinal)];

    private void Serve(Pool pool, int year)
    {
        bool Mine(string origin, string authority, int y) => origin == pool.Origin && authority == pool.Authority && y == year;
        var applied = demand.Applied.Where(r => Mine(r.Origin, r.Authority, r.Year)).ToList();
        var decided = demand.Decided.Where(r => Mine(r.Origin, r.Authority, r.Year)).ToList();
        foreach (var row in applied.Where(r => !IsAppeal(r)))
            for (var i = 0; i < row.Persons; i++) pool.Pending.Add(Add(new Life(pool.Origin, pool.Authority, year, row.Type, row.Level)));
        foreach (var row in decided.Where(r => r.Level is not Judicial and not Review)) Decide(pool, row);
        foreach (var row in applied.Where(IsAppeal).OrderBy(r => r.Level == Judicial ? 0 : 1))
            for (var i = 0; i < row.Persons; i++) Lodge(pool, row);
        foreach (var row in decided.Where(r => r.Level is Judicial or Review)) Decide(pool, row);
    }

    private void Decide(Pool pool, DecidedRow row)
    {
        for (var kind = 0; kind < row.ByKind.Count; kind++)
            for (var i = 0; i < row.ByKind[kind]; i++) DecideOne(pool, row, (DecisionKind)kind);
    }

    private void DecideOne(Pool pool, DecidedRow row, DecisionKind outcome)
    {
        if (row.Level is Judicial or Review)
        {
            var at = pool.Appeals.FindIndex(l => l.Appeal!.Level == row.Level);
            if (at >= 0)
            {
                Close(pool.Appeals[at], row.Year, outcome);
                pool.Appeals.RemoveAt(at);
                return;
            }

            // A review that was applied for as a case of its own is decided as one.
            if (row.Level != Review || !pool.Pending.Exists(l => l.Level == Review))
            {
                pool.Opening++;
                var life = Earlier(pool, AppealWay.InTime, new AppliedRow(_before, pool.Origin, pool.Authority, "A", row.Level, 1));
                Close(life, row.Year, outcome);
                return;
            }
        }

        var waiting = pool.Pending.FindIndex(l => l.Level == row.Level);
        if (waiting < 0 && row.Level != Review) waiting = pool.Pending.Count > 0 ? 0 : -1;
        Life one;
        if (waiting >= 0)
        {
            one = pool.Pending[waiting];
            pool.Pending.RemoveAt(waiting);
        }
        else
        {
            pool.Opening++;
            one = Add(new Life(pool.Origin, pool.Authority, _before, "N", row.Level == Review ? Review : "FI"));
        }

        (one.DecidedIn, one.DecisionLevel, one.Outcome) = (row.Year, row.Level, outcome);
        if (outcome is DecisionKind.Rejected or DecisionKind.Closed) pool.Negative.Add(one);
    }

    private static void Close(Life life, int year, DecisionKind outcome) => (life.Appeal!.DecidedIn, life.Appeal.Outcome) = (year, outcome);

    /// <summary>
    /// Somebody with a negative decision appeals: of this year, or (then it was notified in December, so that the appeal
    /// in January is in time) of the year before, or longer ago and late.
    /// </summary>
    private void Lodge(Pool pool, AppliedRow row)
    {
        var reopens = row.Level != Judicial;
        var candidates = pool.Negative.Where(l => l.Appeal is null).ToList();
        var life = candidates.Find(l => l.Outcome == DecisionKind.Rejected && l.DecidedIn == row.Year)
            ?? candidates.Find(l => l.Outcome == DecisionKind.Rejected && l.DecidedIn == row.Year - 1)
            ?? candidates.FindLast(l => l.Outcome == DecisionKind.Rejected)
            ?? candidates.FindLast(l => l.DecidedIn >= row.Year - 1);
        if (life is null)
        {
            if (!reopens) pool.Opening++;
            pool.Appeals.Add(Earlier(pool, reopens ? AppealWay.LateReopens : row.Year == options.From ? AppealWay.InTime : AppealWay.LateStillPending, row));
            return;
        }

        life.Appeal = new LifeAppeal(row.Year, row.Type, row.Level, reopens ? AppealWay.LateReopens
            : life.DecidedIn >= row.Year - 1 ? AppealWay.InTime : AppealWay.LateStillPending);
        pool.Appeals.Add(life);
        pool.Negative.Remove(life);
    }

    // Somebody whose first decision lies before the first year.
    private Life Earlier(Pool pool, AppealWay way, AppliedRow row) => Add(new Life(pool.Origin, pool.Authority, _before, "N", "FI")
    {
        DecidedIn = _before,
        DecisionLevel = "FI",
        Outcome = DecisionKind.Rejected,
        Appeal = new LifeAppeal(row.Year, row.Type, row.Level, way),
    });

    private Life Add(Life life)
    {
        _lives.Add(life);
        return life;
    }

    /// <summary>Who waits for what, of one origin before one authority.</summary>
    private sealed class Pool(string origin, string authority)
    {
        public string Origin => origin;

        public string Authority => authority;

        public List<Life> Pending { get; } = [];

        public List<Life> Negative { get; } = [];

        public List<Life> Appeals { get; } = [];

        /// <summary>Persons added to the opening stock.</summary>
        public int Opening { get; set; }
    }
}
