using System.Diagnostics.CodeAnalysis;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.SchemaRegistry.Caching;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Finds and keeps how values of each topic are written.</summary>
/// <remarks>Thread-safe. The topic that was written last is found without a lock.</remarks>
internal sealed class WriteTargets<T>(ISchemaRegistryClient client, SerializerSettings settings, TimeProvider time)
    where T : class, IAvroRecord<T>
{
    private const int MostTopics = 1000;

    private readonly LruCache<(string Topic, bool IsKey), WriteTarget<T>> _targets = new(MostTopics);
    private readonly SingleFlight<(string Topic, bool IsKey), WriteTarget<T>> _searches = new();
    private Entry? _last; // replaced as a whole, by any thread

    public bool TryGet(string topic, bool isKey, [NotNullWhen(true)] out WriteTarget<T>? target)
    {
        var last = Volatile.Read(ref _last);
        if (last is not null && last.IsKey == isKey && last.Topic == topic)
        {
            target = last.Target;
        }
        else
        {
            if (!_targets.TryGet((topic, isKey), out target))
                return false;
            Volatile.Write(ref _last, new Entry(topic, isKey, target));
        }

        if (settings.UsesLatest && settings.LatestTime > TimeSpan.Zero && target.IsDue(settings.LatestTime, time))
            _ = RefreshAsync(topic, isKey);
        return true;
    }

    public Task<WriteTarget<T>> FindAsync(string topic, bool isKey, CancellationToken cancellationToken) =>
        _searches.RunAsync((topic, isKey), SearchAsync, CancellationToken.None, cancellationToken);

    private async Task RefreshAsync(string topic, bool isKey)
    {
        try
        {
            await FindAsync(topic, isKey, CancellationToken.None);
        }
        catch (Exception error) when (error
            is SchemaRegistryException or AvroResolutionException or InvalidDataException or InvalidOperationException)
        {
            // What was the latest version goes on being written; the next look is due as long after this one.
        }
    }

    private async Task<WriteTarget<T>> SearchAsync((string Topic, bool IsKey) key, CancellationToken token)
    {
        var subject = settings.Subjects.SubjectFor(key.Topic, T.Schema.FullName, key.IsKey);
        var target = settings switch
        {
            { SchemaId: { } id } => await FindByIdAsync(id, token),
            { UsesLatest: true } => await FindLatestAsync(subject, token),
            _ => await FindOwnAsync(subject, token),
        };
        _targets.Set(key, target);
        Volatile.Write(ref _last, new Entry(key.Topic, key.IsKey, target));
        return target;
    }

    private async Task<WriteTarget<T>> FindOwnAsync(string subject, CancellationToken token)
    {
        var own = new Schema(T.SchemaJson);
        if (!settings.IsIdInHeader)
        {
            var id = settings.IsRegistering
                ? await client.RegisterSchemaAsync(subject, own, settings.IsNormalizing, token)
                : await client.GetSchemaIdAsync(subject, own, settings.IsNormalizing, token);
            return new WriteTarget<T>(id, null, null, time.GetTimestamp());
        }

        if (settings.IsRegistering)
        {
            var registered = await client.RegisterSchemaWithResponseAsync(
                subject, own, settings.IsNormalizing, token);
            if (registered.Guid is not null)
                return TargetOf(registered, null);
        }

        return TargetOf(await client.LookupSchemaAsync(subject, own, true, settings.IsNormalizing, token), null);
    }

    private async Task<WriteTarget<T>> FindLatestAsync(string subject, CancellationToken token)
    {
        var latest = await client.GetLatestSchemaAsync(subject, token);
        return TargetOf(latest, await ResolverToAsync(latest.Schema, token));
    }

    private async Task<WriteTarget<T>> FindByIdAsync(int id, CancellationToken token)
    {
        var resolver = await ResolverToAsync(await client.GetSchemaAsync(id, token), token);
        if (!settings.IsIdInHeader)
            return new WriteTarget<T>(id, null, resolver, time.GetTimestamp());
        var places = await client.GetSchemaVersionsAsync(id, includeDeleted: false, token);
        return places.Count == 0
            ? throw NoGuid(new SchemaId(id))
            : TargetOf(
                await client.GetRegisteredSchemaAsync(places[0].Subject, places[0].Version, token), resolver);
    }

    /// <exception cref="InvalidDataException">The schema that is to be written is none of ours.</exception>
    private async Task<AvroResolver?> ResolverToAsync(Schema schema, CancellationToken token)
    {
        if (schema.SchemaType != SchemaType.Avro)
            throw new InvalidDataException("the schema that values are to be written with is not Avro");
        try
        {
            var writer = await WriterSchemas.ParseAsync(schema, client, token);
            var resolver = AvroResolver.Compile(T.Schema, writer);
            return resolver.IsIdentity ? null : resolver;
        }
        catch (Exception error) when (error is WriterSchemaException or Avro.Schemas.AvroSchemaException)
        {
            throw new InvalidDataException(
                $"the schema that values are to be written with cannot be used: {error.Message}", error);
        }
    }

    private WriteTarget<T> TargetOf(RegisteredSchema registered, AvroResolver? resolver)
    {
        byte[]? header = null;
        if (settings.IsIdInHeader)
        {
            var guid = registered.Guid ?? throw NoGuid(new SchemaId(registered.Id));
            header = new SchemaId(guid).ToHeader();
        }

        return new WriteTarget<T>(registered.Id, header, resolver, time.GetTimestamp());
    }

    private static InvalidOperationException NoGuid(SchemaId schema) => new(
        $"the registry gives no GUID for {schema}, which SchemaIdStrategy Header needs (Confluent's does from 8.0 on); "
        + "use SchemaIdStrategy Prefix");

    private sealed record Entry(string Topic, bool IsKey, WriteTarget<T> Target);
}
