using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Serializes generated records for Confluent.Kafka, framed with their schema's id.</summary>
/// <remarks>Thread-safe. Once a topic's id is known, serializing never waits. Null stays null (a
/// tombstone).</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
public sealed class AvroSerializer<T> : IAsyncSerializer<T>
    where T : class, IAvroRecord<T>
{
    private readonly SerializerSettings _settings;
    private readonly WriteTargets<T> _targets;

    /// <summary>Makes a serializer; the registry is asked when the first value comes.</summary>
    /// <param name="client">The registry; not disposed here.</param>
    /// <param name="config">Confluent's settings; null for their defaults.</param>
    /// <param name="time">Clock of <see cref="AvroSerializerConfig.LatestCacheTtlSecs"/>; null for the
    /// system's.</param>
    /// <exception cref="ArgumentException">A setting is bad, or two exclude each other.</exception>
    public AvroSerializer(
        ISchemaRegistryClient client, AvroSerializerConfig? config = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _settings = new SerializerSettings(config ?? new AvroSerializerConfig());
        _targets = new WriteTargets<T>(client, _settings, time ?? TimeProvider.System);
    }

    /// <summary>Gives the framed value; with the id in the header, that is set and the value is bare Avro.</summary>
    /// <exception cref="SchemaRegistryException">The schema's id cannot be had.</exception>
    /// <exception cref="AvroException">The value cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The id is to be in a header, and the record has none, or the
    /// registry gives no GUIDs.</exception>
    public Task<byte[]> SerializeAsync(T data, SerializationContext context)
    {
        if (data is null)
            return Task.FromResult<byte[]>(null!);
        return _targets.TryGet(context.Topic, IsKey(context), out var target)
            ? Task.FromResult(Encode(data, target, context))
            : FindAndEncodeAsync(data, context);
    }

    /// <summary>
    /// The same without a task, for <c>ISerializer</c>; blocks while the registry is asked for a topic's schema.
    /// </summary>
    /// <exception cref="SchemaRegistryException">The schema's id cannot be had.</exception>
    /// <exception cref="AvroException">The value cannot be written.</exception>
    public byte[] Serialize(T data, SerializationContext context)
    {
        if (data is null)
            return null!;

        // On the pool, since the caller's thread is blocked until the answer is there.
        return _targets.TryGet(context.Topic, IsKey(context), out var target)
            ? Encode(data, target, context)
            : Task.Run(() => FindAndEncodeAsync(data, context)).GetAwaiter().GetResult();
    }

    /// <summary>This serializer where Confluent.Kafka wants one that does not wait.</summary>
    public ISerializer<T> AsSyncOverAsync() => new Blocking(this);

    /// <summary>Asks the registry for a topic's schema, so that <see cref="TrySerialize"/> can be used.</summary>
    /// <exception cref="SchemaRegistryException">The schema's id cannot be had.</exception>
    public Task PrepareAsync(
        string topic,
        MessageComponentType component = MessageComponentType.Value,
        CancellationToken cancellationToken = default) =>
        _targets.FindAsync(topic, component == MessageComponentType.Key, cancellationToken);

    /// <summary>Writes the framed value into a span of the caller's; allocates nothing.</summary>
    /// <param name="data">The record.</param>
    /// <param name="context">Topic and component; its headers are set where the id goes there.</param>
    /// <param name="destination">Takes the framed value.</param>
    /// <param name="written">Bytes of the destination that count.</param>
    /// <exception cref="AvroException">The value cannot be written at any length.</exception>
    public SerializeStatus TrySerialize(
        T data, SerializationContext context, Span<byte> destination, out int written)
    {
        ArgumentNullException.ThrowIfNull(data);
        written = 0;
        if (!_targets.TryGet(context.Topic, IsKey(context), out var target))
            return SerializeStatus.NotPrepared;
        if (!target.TryWrite(data, destination, out written))
            return SerializeStatus.DestinationTooShort;
        SetHeader(target, context);
        return SerializeStatus.Done;
    }

    private static bool IsKey(SerializationContext context) => context.Component == MessageComponentType.Key;

    private async Task<byte[]> FindAndEncodeAsync(T data, SerializationContext context) =>
        Encode(data, await _targets.FindAsync(context.Topic, IsKey(context), CancellationToken.None), context);

    private byte[] Encode(T data, WriteTarget<T> target, SerializationContext context)
    {
        var buffer = new PooledBuffer(_settings.BufferBytes);
        try
        {
            int written;
            while (!target.TryWrite(data, buffer.Span, out written))
                buffer.Grow();
            SetHeader(target, context);
            return buffer.Span[..written].ToArray();
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static void SetHeader(WriteTarget<T> target, SerializationContext context)
    {
        if (target.Header is not { } header)
            return;
        if (context.Headers is null)
            throw new InvalidOperationException(
                "SchemaIdStrategy Header puts the schema's GUID into the record's headers, and this record has none");

        // A record that is sent again has the header of its first time.
        var name = IsKey(context) ? SchemaId.KeyHeader : SchemaId.ValueHeader;
        context.Headers.Remove(name);
        context.Headers.Add(name, header);
    }

    private sealed class Blocking(AvroSerializer<T> serializer) : ISerializer<T>
    {
        public byte[] Serialize(T data, SerializationContext context) => serializer.Serialize(data, context);
    }
}
