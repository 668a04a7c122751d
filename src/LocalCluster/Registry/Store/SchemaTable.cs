using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>The schemas that have an id, as long as a version uses them; guarded by the store's lock.</summary>
internal sealed class SchemaTable(StoreLimits limits)
{
    private readonly Dictionary<int, (StoredSchema Schema, int Uses)> _byId = [];
    private readonly Dictionary<string, int> _idByKey = new(StringComparer.Ordinal);

    // Invariant: an id is never given twice, also not after its schema was removed for good.
    private int _lastId;
    private int _versions;
    private long _textLength;

    public int Count => _byId.Count;

    public StoredSchema? Find(int id) => _byId.TryGetValue(id, out var entry) ? entry.Schema : null;

    /// <summary>The schema as it is stored, with a new id if it is new; one more version uses it.</summary>
    /// <exception cref="RegistryRefusalException">42205: the registry is full.</exception>
    public StoredSchema Use(CheckedSchema schema)
    {
        if (_versions >= limits.MaxVersions)
            throw Full($"{limits.MaxVersions} versions");
        if (!_idByKey.TryGetValue(schema.Key, out var id))
            id = Add(schema);
        var (stored, uses) = _byId[id];
        _byId[id] = (stored, uses + 1);
        _versions++;
        return stored;
    }

    /// <summary>One version less uses the schema; the last one takes it along.</summary>
    public void Release(StoredSchema schema)
    {
        _versions--;
        var uses = _byId[schema.Id].Uses - 1;
        if (uses > 0)
        {
            _byId[schema.Id] = (schema, uses);
            return;
        }

        _byId.Remove(schema.Id);
        _idByKey.Remove(schema.Key);
        _textLength -= schema.Text.Length;
    }

    private int Add(CheckedSchema schema)
    {
        if (_textLength + schema.Text.Length > limits.MaxTextLength)
            throw Full($"{limits.MaxTextLength} characters of schemas");
        var id = ++_lastId;
        _byId.Add(id, (new StoredSchema(id, schema), 0));
        _idByKey.Add(schema.Key, id);
        _textLength += schema.Text.Length;
        return id;
    }

    private static RegistryRefusalException Full(FormattableString limit) => RegistryRefusals.NotPermitted(
        $"This registry is in memory and full: it takes {FormattableString.Invariant(limit)}. "
        + "Delete subjects with permanent=true, or start it again.");
}
