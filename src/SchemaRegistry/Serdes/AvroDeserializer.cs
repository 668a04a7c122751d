using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Plans;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>Deserializes framed values of any schema that resolves to that of <typeparamref name="T"/>.</summary>
/// <remarks>Thread-safe. Once a writer's schema is known, deserializing never waits. Null stays null.</remarks>
/// <typeparam name="T">The generated class of the record.</typeparam>
public sealed class AvroDeserializer<T> : IAsyncDeserializer<T>
    where T : class, IAvroRecord<T>
{
    private readonly ReaderPlans _plans;

    /// <summary>Makes a deserializer; the registry is asked when the first value comes.</summary>
    /// <param name="client">The registry; not disposed here.</param>
    /// <param name="config">Bounds; null for the defaults.</param>
    public AvroDeserializer(ISchemaRegistryClient client, AvroDeserializerConfig? config = null)
    {
        _plans = new ReaderPlans(T.Schema, client, (config ?? new AvroDeserializerConfig()).MaxPlans);
    }

    /// <summary>Reads one framed value.</summary>
    /// <exception cref="InvalidDataException">Not framed, or the schema does not resolve to ours.</exception>
    /// <exception cref="AvroException">The bytes are no valid value of their schema.</exception>
    /// <exception cref="SchemaRegistryException">The writer's schema cannot be had.</exception>
    public Task<T> DeserializeAsync(ReadOnlyMemory<byte> data, bool isNull, SerializationContext context)
    {
        if (isNull)
            return Task.FromResult<T>(null!);
        var status = ConfluentWireFormat.TryReadHeader(data.Span, out var schemaId);
        if (status != FramingStatus.Ok)
            throw new InvalidDataException(ConfluentWireFormat.Describe(status, data.Span));
        return _plans.TryGet(schemaId, out var plan)
            ? Task.FromResult(Decode(plan, data.Span))
            : LoadAndDecodeAsync(schemaId, data);
    }

    private async Task<T> LoadAndDecodeAsync(int schemaId, ReadOnlyMemory<byte> data) =>
        Decode(await _plans.LoadAsync(schemaId), data.Span);

    private static T Decode(ReaderPlan plan, ReadOnlySpan<byte> value)
    {
        if (!plan.IsCompatible)
            throw new InvalidDataException(plan.Incompatibility);
        var source = value[ConfluentWireFormat.HeaderSize..];
        if (plan.IsIdentity)
            return Read(source);

        var buffer = new PooledBuffer();
        try
        {
            var length = ResolvedBytes.Resolve(plan.Resolver, source, ref buffer);
            return Read(buffer.Span[..length]);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static T Read(ReadOnlySpan<byte> source)
    {
        var reader = new AvroReader(source);
        var value = T.Read(ref reader);
        return reader.Remaining == 0
            ? value
            : throw new AvroException(new AvroStatus(AvroErrorCode.TrailingBytes, reader.Position, null));
    }
}
