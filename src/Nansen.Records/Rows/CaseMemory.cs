using Nansen.Journal;

namespace Nansen.Records;

/// <summary>
/// Which cases a person takes part in, remembered between questions: gate, guards and safeguards ask at every step.
/// While a commit that touches a person's cases is under way nothing is remembered for her, so that an answer is never
/// older than the books.
/// </summary>
internal sealed class CaseMemory(int size)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StreamId, int> _changing = [];
    private Dictionary<StreamId, IReadOnlyList<CaseRow>> _young = [], _old = [];
    private long _changes;

    /// <summary>What is remembered; else null, and the state of changes to give back to <see cref="Keep"/>.</summary>
    public IReadOnlyList<CaseRow>? Find(StreamId person, out long asked)
    {
        lock (_gate)
        {
            asked = _changes;
            return _young.TryGetValue(person, out var cases) || _old.TryGetValue(person, out cases) ? cases : null;
        }
    }

    /// <summary>Remembers what was read, unless something changed since it was asked for.</summary>
    public void Keep(StreamId person, IReadOnlyList<CaseRow> cases, long asked)
    {
        lock (_gate)
        {
            if (asked != _changes || _changing.ContainsKey(person)) return;
            if (_young.Count >= size) (_old, _young) = (_young, []);
            _young[person] = cases;
        }
    }

    /// <summary>A commit about these persons' cases begins.</summary>
    public void Begin(IReadOnlyCollection<StreamId> persons)
    {
        lock (_gate)
            foreach (var person in persons)
            {
                _changing[person] = _changing.GetValueOrDefault(person) + 1;
                Forget(person);
            }
    }

    /// <summary>It ended, one way or the other.</summary>
    public void End(IReadOnlyCollection<StreamId> persons)
    {
        lock (_gate)
            foreach (var person in persons)
            {
                if (--_changing[person] == 0) _changing.Remove(person);
                Forget(person);
            }
    }

    private void Forget(StreamId person)
    {
        _changes++;
        _young.Remove(person);
        _old.Remove(person);
    }
}
