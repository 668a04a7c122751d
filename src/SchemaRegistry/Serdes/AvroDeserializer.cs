using System.Diagnostics.CodeAnalysis;
using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.Avro.Resolution;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Deserializes framed values of any schema that resolves to that of <typeparamref name="T"/>.</summary>
/// <remarks>Thread-safe. Once a writer's schema is known, deserializing never waits. Null stays null.</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
public sealed class AvroDeserializer<T> : IAsyncDeserializer<T>, IDeserializer<T>
    where T : class, IAvroRecord<T>
{
    private readonly ReaderPlans _plans;
    private readonly GuidPlans _guidPlans;
    private readonly bool _readsHeaders;

    /// <summary>Makes a deserializer; the registry is asked when the first value comes.</summary>
    /// <param name="client">The registry; not disposed here.</param>
    /// <param name="config">Bounds, and where ids are; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is bad.</exception>
    public AvroDeserializer(ISchemaRegistryClient client, AvroDeserializerConfig? config = null)
    {
        config ??= new AvroDeserializerConfig();
        config.ThrowIfBad();
        _plans = new ReaderPlans(T.Schema, client, config.PlanCapacity);
        _guidPlans = new GuidPlans(T.Schema, client, config.PlanCapacity);
        _readsHeaders = config.SchemaIdStrategy != SchemaIdDeserializerStrategy.Prefix;
    }

    /// <summary>Reads one framed value.</summary>
    /// <exception cref="InvalidDataException">Not framed, or the schema does not resolve to ours.</exception>
    /// <exception cref="AvroException">The bytes are no valid value of their schema.</exception>
    /// <exception cref="SchemaRegistryException">The writer's schema cannot be had.</exception>
    public Task<T> DeserializeAsync(ReadOnlyMemory<byte> data, bool isNull, SerializationContext context)
    {
        if (isNull)
            return Task.FromResult<T>(null!);
        var header = HeaderOf(context);
        var status = TryDeserialize(data.Span, header, out var value);
        return status.Code == DeserializeStatusCode.SchemaNotLoaded
            ? LoadAndDeserializeAsync(data, header, status.SchemaId)
            : Task.FromResult(ValueOrThrow(status, value, data.Span));
    }

    /// <summary>The same without a task; blocks while the registry is asked for a schema.</summary>
    /// <exception cref="InvalidDataException">Not framed, or the schema does not resolve to ours.</exception>
    /// <exception cref="AvroException">The bytes are no valid value of their schema.</exception>
    /// <exception cref="SchemaRegistryException">The writer's schema cannot be had.</exception>
    public T Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (isNull)
            return null!;
        var header = HeaderOf(context);
        var status = TryDeserialize(data, header, out var value);
        if (status.Code == DeserializeStatusCode.SchemaNotLoaded)
        {
            // On the pool, since the caller's thread is blocked until the answer is there.
            var schemaId = status.SchemaId;
            var plan = Task.Run(() => LoadPlanAsync(schemaId, default)).GetAwaiter().GetResult();
            status = Decode(plan, status.SchemaId, AvroOf(data, header), out value);
        }

        return ValueOrThrow(status, value, data);
    }

    /// <summary>This deserializer where Confluent.Kafka wants one that does not wait.</summary>
    public IDeserializer<T> AsSyncOverAsync() => this;

    /// <summary>Reads one value whose schema id stands in front of it; neither waits nor throws.</summary>
    public DeserializeStatus TryDeserialize(ReadOnlySpan<byte> data, out T? value) =>
        TryDeserialize(data, default, out value);

    /// <summary>Reads one value; neither waits nor throws.</summary>
    /// <param name="data">The value.</param>
    /// <param name="schemaIdHeader">
    /// The value of <see cref="SchemaId.ValueHeader"/> or <see cref="SchemaId.KeyHeader"/>; empty where the record has
    /// none, and the id stands in front of the value.
    /// </param>
    /// <param name="value">The record, where the status is ok.</param>
    public DeserializeStatus TryDeserialize(
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> schemaIdHeader, out T? value)
    {
        value = null;
        var framing = TryReadId(data, schemaIdHeader, out var schemaId);
        if (framing != FramingStatus.Ok)
            return DeserializeStatus.NotFramed(framing, isHeader: !schemaIdHeader.IsEmpty);
        return TryGetPlan(schemaId, out var plan)
            ? Decode(plan, schemaId, schemaIdHeader.IsEmpty ? data[ConfluentWireFormat.HeaderSize..] : data, out value)
            : DeserializeStatus.NotLoaded(schemaId);
    }

    /// <summary>Fetches a writer's schema, so that its values can be read without waiting.</summary>
    /// <exception cref="SchemaRegistryException">The writer's schema cannot be had.</exception>
    public Task LoadAsync(SchemaId schemaId, CancellationToken cancellationToken = default) =>
        LoadPlanAsync(schemaId, cancellationToken);

    private static FramingStatus TryReadId(
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> schemaIdHeader, out SchemaId schemaId)
    {
        if (!schemaIdHeader.IsEmpty)
            return SchemaId.TryReadHeader(schemaIdHeader, out schemaId);

        // GUIDs stand in headers only: in front of a value, a first byte of 1 is something else.
        var status = ConfluentWireFormat.TryReadHeader(data, out var id);
        schemaId = status == FramingStatus.Ok ? new SchemaId(id) : default;
        return status;
    }

    private static ReadOnlySpan<byte> AvroOf(ReadOnlySpan<byte> data, byte[]? header) =>
        header is { Length: > 0 } ? data : data[ConfluentWireFormat.HeaderSize..];

    private Task<ReaderPlan> LoadPlanAsync(SchemaId schemaId, CancellationToken cancellationToken) =>
        schemaId.Guid is { } guid
            ? _guidPlans.LoadAsync(guid, cancellationToken)
            : _plans.LoadAsync(schemaId.Id, cancellationToken);

    private bool TryGetPlan(SchemaId schemaId, [NotNullWhen(true)] out ReaderPlan? plan) =>
        schemaId.Guid is { } guid ? _guidPlans.TryGet(guid, out plan) : _plans.TryGet(schemaId.Id, out plan);

    private byte[]? HeaderOf(SerializationContext context)
    {
        if (!_readsHeaders || context.Headers is null)
            return null;
        var name = context.Component == MessageComponentType.Key ? SchemaId.KeyHeader : SchemaId.ValueHeader;
        return context.Headers.TryGetLastBytes(name, out var header) ? header : null;
    }

    private async Task<T> LoadAndDeserializeAsync(ReadOnlyMemory<byte> data, byte[]? header, SchemaId schemaId)
    {
        var plan = await LoadPlanAsync(schemaId, default);
        return ValueOrThrow(Decode(plan, schemaId, AvroOf(data.Span, header), out var value), value, data.Span);
    }

    private static DeserializeStatus Decode(
        ReaderPlan plan, SchemaId schemaId, ReadOnlySpan<byte> source, out T? value)
    {
        value = null;
        if (!plan.IsCompatible)
            return DeserializeStatus.Incompatible(schemaId, plan.Incompatibility);
        var status = Read(plan, source, out value);
        return status.IsOk ? DeserializeStatus.Ok(schemaId) : DeserializeStatus.Malformed(schemaId, status);
    }

    private static AvroStatus Read(ReaderPlan plan, ReadOnlySpan<byte> source, out T? value)
    {
        if (plan.IsIdentity)
            return T.TryReadWhole(source, out value);
        var buffer = new PooledBuffer();
        try
        {
            // The record's decoder checks its text itself. What is wrong, and where, is asked only when something is.
            var status = Resolve(plan.Resolver!, source, checksText: false, ref buffer, out value);
            return status.IsOk
                ? status
                : Resolve(plan.Resolver!, source, checksText: true, ref buffer, out value);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static AvroStatus Resolve(
        AvroResolver resolver, ReadOnlySpan<byte> source, bool checksText, ref PooledBuffer buffer, out T? value)
    {
        value = null;
        var status = ResolvedBytes.TryResolve(resolver, source, checksText, ref buffer, out var length);
        return status.IsOk ? T.TryReadWhole(buffer.Span[..length], out value) : status;
    }

    private static T ValueOrThrow(DeserializeStatus status, T? value, ReadOnlySpan<byte> data) => status.Code switch
    {
        DeserializeStatusCode.Ok => value!,
        DeserializeStatusCode.Malformed => throw new AvroException(status.Avro),
        _ => throw new InvalidDataException(status.Describe(data)),
    };
}
