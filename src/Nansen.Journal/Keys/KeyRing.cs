using System.Security.Cryptography;

namespace Nansen.Journal;

/// <summary>
/// The node's open data keys. Each erasure raises the store's epoch; a ring that sees a new epoch forgets everything,
/// and a batch sealed in an older epoch is sealed again, so that no process goes on using an erased key.
/// A scope may have several keys (two processes may each make one at the same moment); all are erased together.
/// </summary>
internal sealed class KeyRing(Wrapping master, RecoverySession recovery, int capacity)
{
    private readonly Lock _gate = new();
    private readonly LruCache<KeyId, DataKey> _byId = new(capacity);
    private readonly LruCache<KeyScope, DataKey> _byScope = new(capacity);

    public long Epoch { get; private set; }

    public RecoverySession Recovery => recovery;

    /// <summary>Follows the store's epoch.</summary>
    public void Follow(long epoch)
    {
        lock (_gate)
        {
            if (epoch <= Epoch) return;
            Epoch = epoch;
            _byId.Clear();
            _byScope.Clear();
        }
    }

    public DataKey? Find(KeyId id)
    {
        lock (_gate) return _byId.TryGet(id, out var key) ? key : null;
    }

    public DataKey? Find(KeyScope scope)
    {
        lock (_gate) return _byScope.TryGet(scope, out var key) ? key : null;
    }

    /// <summary>Opens a row of <c>keys</c>; null when it does not open under this node's master key.</summary>
    public DataKey? Open(KeyRow row, long epoch)
    {
        var secret = master.Unwrap(row.Wrapped, Wrapping.BoundTo(row.Id, row.Scope));
        if (secret is not { Length: 32 }) return null;
        var key = new DataKey(row.Id, row.Scope, secret);
        lock (_gate)
        {
            // A row read before an erasure must not come back into the cache after it.
            if (epoch != Epoch) return key;
            if (_byId.TryGet(row.Id, out var known)) return known;
            _byId.Set(row.Id, key);
            if (!_byScope.TryGet(row.Scope, out _)) _byScope.Set(row.Scope, key);
            return key;
        }
    }

    /// <summary>The key that seals for a scope, made now when there is none.</summary>
    public DataKey FindOrMake(KeyScope scope)
    {
        if (Find(scope) is { } found) return found;
        var id = KeyId.New();
        var secret = RandomNumberGenerator.GetBytes(32);
        var bound = Wrapping.BoundTo(id, scope);
        var key = new DataKey(id, scope, secret) { Pending = new(id, scope, master.Wrap(secret, bound), recovery.Id, recovery.Wrap(secret, bound)) };
        lock (_gate)
        {
            if (_byScope.TryGet(scope, out var other)) return other;
            _byId.Set(id, key);
            _byScope.Set(scope, key);
            return key;
        }
    }

    /// <summary>Stores new keys, and the session that alone lets the recovery key open them.</summary>
    public void Store(Store store, SqlSession session, IReadOnlyCollection<KeyRow> keys)
    {
        session.Execute("insert into recovery_sessions (id, point) values (@p0, @p1) on conflict (id) do nothing", recovery.Id, recovery.Point);
        store.InsertKeys(session, keys);
    }
}
