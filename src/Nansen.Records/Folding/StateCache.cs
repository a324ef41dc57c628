using Nansen.Journal;

namespace Nansen.Records;

/// <summary>Folded records in two generations: what was not asked for while a generation filled up is let go.</summary>
internal sealed class StateCache(int size)
{
    private readonly Lock _gate = new();
    private Dictionary<StreamId, RecordState> _young = [];
    private Dictionary<StreamId, RecordState> _old = [];

    public RecordState? Get(StreamId id)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(id, out var state)) return state;
            if (!_old.TryGetValue(id, out state)) return null;
            Keep(state);
            return state;
        }
    }

    public void Put(RecordState state)
    {
        lock (_gate)
        {
            // Two writers may report in the other order than they committed; the longer history is the later one.
            var known = _young.GetValueOrDefault(state.Id) ?? _old.GetValueOrDefault(state.Id);
            if (known is null || known.Timeline.Count <= state.Timeline.Count) Keep(state);
        }
    }

    public void Remove(StreamId id)
    {
        lock (_gate)
        {
            _young.Remove(id);
            _old.Remove(id);
        }
    }

    private void Keep(RecordState state)
    {
        if (_young.Count >= size) (_old, _young) = (_young, []);
        _young[state.Id] = state;
    }
}
