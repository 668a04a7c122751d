using System.Diagnostics.CodeAnalysis;

namespace OrderPipeline.SchemaRegistry.Caching;

/// <summary>Keeps the entries used last; a full cache drops the one that was not used for longest.</summary>
/// <remarks>Thread-safe by a short lock: for the way to the network, not for the way of a record.</remarks>
internal sealed class LruCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new(); // the last used one first

    public int Count
    {
        get
        {
            lock (_gate)
                return _nodes.Count;
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            RemoveHeld(key);
            if (_nodes.Count == capacity)
                RemoveHeld(_byUse.Last!.Value.Key);
            _nodes.Add(key, _byUse.AddFirst((key, value)));
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
            RemoveHeld(key);
    }

    /// <summary>Drops every entry whose key is of that kind; takes time in proportion to all entries.</summary>
    public void RemoveAll(Func<TKey, bool> isDropped)
    {
        lock (_gate)
        {
            foreach (var key in _nodes.Keys.Where(isDropped).ToArray())
                RemoveHeld(key);
        }
    }

    private void RemoveHeld(TKey key)
    {
        if (_nodes.Remove(key, out var node))
            _byUse.Remove(node);
    }
}
