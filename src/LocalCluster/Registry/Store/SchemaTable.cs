using System.Globalization;
using OrderPipeline.LocalCluster.Registry.Schemas;

namespace OrderPipeline.LocalCluster.Registry.Store;

/// <summary>
/// The schemas that have an id, as long as a version uses them; ids count in each context. Guarded by the store's
/// lock.
/// </summary>
internal sealed class SchemaTable(StoreLimits limits)
{
    private readonly Dictionary<(string Context, int Id), (StoredSchema Schema, int Uses)> _byId = [];
    private readonly Dictionary<(string Context, string Key), int> _idByKey = [];

    // Ids only grow, also after a schema was removed for good: clients keep what an id stood for.
    private readonly SortedDictionary<string, int> _lastIds =
        new(StringComparer.Ordinal) { [SubjectNames.DefaultContext] = 0 };
    private int _versions;
    private long _textLength;

    public int Count => _byId.Count;

    /// <summary>The default one first: it is ".", and the others begin so, too.</summary>
    public IReadOnlyCollection<string> Contexts => _lastIds.Keys;

    public StoredSchema? Find(string context, int id) =>
        _byId.TryGetValue((context, id), out var entry) ? entry.Schema : null;

    public IEnumerable<StoredSchema> FindAll(string guid) => _byId.Values
        .Select(entry => entry.Schema)
        .Where(schema => schema.Guid.Equals(guid, StringComparison.OrdinalIgnoreCase))
        .OrderBy(schema => schema.Context, StringComparer.Ordinal)
        .ThenBy(schema => schema.Id);

    public int LastId(string context) => _lastIds.GetValueOrDefault(context);

    /// <summary>The schema as it is stored, with a new id if it is new; one more version uses it.</summary>
    /// <param name="context">Where its id counts.</param>
    /// <param name="schema">What is to be stored.</param>
    /// <param name="wanted">The id it had elsewhere; null for the next one.</param>
    /// <exception cref="RegistryRefusalException">
    /// 42205: the registry is full, or the id stands for another schema.
    /// </exception>
    public StoredSchema Use(string context, CheckedSchema schema, int? wanted)
    {
        if (_versions >= limits.MaxVersions)
            throw Full($"{limits.MaxVersions} versions");
        var id = wanted ?? (_idByKey.TryGetValue((context, schema.Key), out var known) ? known : NextId(context));
        if (!_byId.TryGetValue((context, id), out var entry))
            entry = (Add(context, id, schema), 0);
        else if (entry.Schema.Key != schema.Key)
            throw RegistryRefusals.NotPermitted(
                string.Create(CultureInfo.InvariantCulture, $"The id {id} stands for another schema already."));
        _byId[(context, id)] = (entry.Schema, entry.Uses + 1);
        _versions++;
        return entry.Schema;
    }

    /// <summary>One version less uses the schema; the last one takes it along.</summary>
    public void Release(StoredSchema schema)
    {
        _versions--;
        var place = (schema.Context, schema.Id);
        var uses = _byId[place].Uses - 1;
        if (uses > 0)
        {
            _byId[place] = (schema, uses);
            return;
        }

        _byId.Remove(place);
        if (_idByKey.TryGetValue((schema.Context, schema.Key), out var id) && id == schema.Id)
            _idByKey.Remove((schema.Context, schema.Key));
        _textLength -= schema.Length;
    }

    private int NextId(string context)
    {
        var last = LastId(context);
        return last < int.MaxValue
            ? last + 1
            : throw RegistryRefusals.NotPermitted(
                $"There is no id left in context '{context}': {int.MaxValue} was imported.");
    }

    private StoredSchema Add(string context, int id, CheckedSchema schema)
    {
        if (_textLength + schema.Text.Length + schema.Extras.Length > limits.MaxTextLength)
            throw Full($"{limits.MaxTextLength} characters of schemas");
        if (_lastIds.Count >= limits.MaxContexts && !_lastIds.ContainsKey(context))
            throw Full($"{limits.MaxContexts} contexts");
        var stored = new StoredSchema(context, id, schema);
        _byId.Add((context, id), (stored, 0));
        _idByKey.TryAdd((context, schema.Key), id);
        _lastIds[context] = Math.Max(LastId(context), id);
        _textLength += stored.Length;
        return stored;
    }

    private static RegistryRefusalException Full(FormattableString limit) => RegistryRefusals.NotPermitted(
        $"This registry is in memory and full: it takes {FormattableString.Invariant(limit)}. "
        + "Delete subjects with permanent=true, or start it again.");
}
