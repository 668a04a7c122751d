using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.SchemaRegistry.Caching;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Serializes generated records for Confluent.Kafka, framed with their schema's id.</summary>
/// <remarks>Thread-safe. Once a topic's id is known, serializing never waits. Null stays null (a
/// tombstone).</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
public sealed class AvroSerializer<T> : IAsyncSerializer<T>
    where T : class, IAvroRecord<T>
{
    private const int MostTopics = 1000;

    private readonly ISchemaRegistryClient _client;
    private readonly AvroSerializerConfig _config;
    private readonly LruCache<(string Topic, bool IsKey), Target> _targets = new(MostTopics);
    private readonly SingleFlight<(string Topic, bool IsKey), Target> _searches = new();

    /// <summary>Makes a serializer; the registry is asked when the first value comes.</summary>
    /// <param name="client">The registry; not disposed here.</param>
    /// <param name="config">Confluent's settings; null for their defaults.</param>
    /// <exception cref="ArgumentException">Registering and the latest schema exclude each other.</exception>
    public AvroSerializer(ISchemaRegistryClient client, AvroSerializerConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _config = config ?? new AvroSerializerConfig();
        if (_config is { UseLatestVersion: true, AutoRegisterSchemas: true })
            throw new ArgumentException("UseLatestVersion needs AutoRegisterSchemas to be false", nameof(config));
    }

    /// <summary>Gives the framed value.</summary>
    /// <exception cref="SchemaRegistryException">The schema's id cannot be had.</exception>
    /// <exception cref="AvroException">The value cannot be written.</exception>
    public Task<byte[]> SerializeAsync(T data, SerializationContext context)
    {
        if (data is null)
            return Task.FromResult<byte[]>(null!);
        var key = (context.Topic, context.Component == MessageComponentType.Key);
        return _targets.TryGet(key, out var target)
            ? Task.FromResult(Encode(data, target))
            : FindAndEncodeAsync(data, key);
    }

    private async Task<byte[]> FindAndEncodeAsync(T data, (string Topic, bool IsKey) key) =>
        Encode(data, await _searches.RunAsync(key, FindAsync, CancellationToken.None, CancellationToken.None));

    private async Task<Target> FindAsync((string Topic, bool IsKey) key, CancellationToken cancellationToken)
    {
        var subject = _config.SubjectNameStrategy.SubjectFor(key.Topic, T.Schema.FullName, key.IsKey);
        var target = _config.UseLatestVersion
            ? await FindLatestAsync(subject, cancellationToken)
            : new Target(await FindOwnAsync(subject, cancellationToken), null);
        _targets.Set(key, target);
        return target;
    }

    private Task<int> FindOwnAsync(string subject, CancellationToken cancellationToken)
    {
        var own = new Schema(T.SchemaJson);
        return _config.AutoRegisterSchemas
            ? _client.RegisterSchemaAsync(subject, own, _config.NormalizeSchemas, cancellationToken)
            : _client.GetSchemaIdAsync(subject, own, _config.NormalizeSchemas, cancellationToken);
    }

    private async Task<Target> FindLatestAsync(string subject, CancellationToken cancellationToken)
    {
        var latest = await _client.GetLatestSchemaAsync(subject, cancellationToken);
        var schema = await WriterSchemas.ParseAsync(latest.Schema, _client, cancellationToken);
        var resolver = AvroResolver.Compile(T.Schema, schema);
        return new Target(latest.Id, resolver.IsIdentity ? null : resolver);
    }

    private static byte[] Encode(T data, Target target)
    {
        var buffer = new PooledBuffer();
        var resolved = new PooledBuffer();
        try
        {
            int written;
            while (!target.Writer.TryWrite(data, buffer.Span, out written))
                buffer.Grow();
            if (target.Resolver is null)
                return buffer.Span[..written].ToArray();

            var own = buffer.Span[ConfluentWireFormat.HeaderSize..written];
            var length = ResolvedBytes.Resolve(target.Resolver, own, ref resolved);
            var value = new byte[ConfluentWireFormat.HeaderSize + length];
            ConfluentWireFormat.WriteHeader(value, target.Writer.SchemaId);
            resolved.Span[..length].CopyTo(value.AsSpan(ConfluentWireFormat.HeaderSize));
            return value;
        }
        finally
        {
            resolved.Dispose();
            buffer.Dispose();
        }
    }

    private sealed class Target(int schemaId, AvroResolver? resolver)
    {
        public RegisteredWriter<T> Writer { get; } = new(schemaId);

        public AvroResolver? Resolver { get; } = resolver;
    }
}
