using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry.Framing;

namespace OrderPipeline.SchemaRegistry.Serdes;

/// <summary>How reading a framed value ended, with what is needed to say why or to go on.</summary>
public readonly record struct DeserializeStatus
{
    private const string BadHeader =
        "the record's schema id header holds neither the byte 0 and an id nor the byte 1 and a GUID";

    private readonly string? _why;

    private DeserializeStatus(
        DeserializeStatusCode code,
        FramingStatus framing = default,
        SchemaId schemaId = default,
        AvroStatus avro = default,
        string? why = null)
    {
        Code = code;
        Framing = framing;
        SchemaId = schemaId;
        Avro = avro;
        _why = why;
    }

    /// <summary>How it ended.</summary>
    public DeserializeStatusCode Code { get; }

    /// <summary>What is wrong with the framing, for <see cref="DeserializeStatusCode.NotFramed"/>.</summary>
    public FramingStatus Framing { get; }

    /// <summary>The writer's schema, unless the value is not framed.</summary>
    public SchemaId SchemaId { get; }

    /// <summary>What is wrong with the Avro, for <see cref="DeserializeStatusCode.Malformed"/>; its offset counts from
    /// the first byte of the Avro.</summary>
    public AvroStatus Avro { get; }

    /// <summary>True when there is a value.</summary>
    public bool IsOk => Code == DeserializeStatusCode.Ok;

    /// <summary>Says in one sentence why there is no value; quotes no more than the first byte.</summary>
    /// <param name="data">The bytes that were read.</param>
    public string Describe(ReadOnlySpan<byte> data) => Code switch
    {
        DeserializeStatusCode.Ok => "the value is read",
        DeserializeStatusCode.NotFramed => _why ?? ConfluentWireFormat.Describe(Framing, data),
        DeserializeStatusCode.SchemaNotLoaded => $"{SchemaId} was not fetched yet",
        DeserializeStatusCode.Incompatible => _why!,
        _ => $"{SchemaId}: {Avro}",
    };

    internal static DeserializeStatus Ok(SchemaId schemaId) => new(DeserializeStatusCode.Ok, schemaId: schemaId);

    internal static DeserializeStatus NotFramed(FramingStatus framing, bool isHeader) =>
        new(DeserializeStatusCode.NotFramed, framing, why: isHeader ? BadHeader : null);

    internal static DeserializeStatus NotLoaded(SchemaId schemaId) =>
        new(DeserializeStatusCode.SchemaNotLoaded, schemaId: schemaId);

    internal static DeserializeStatus Incompatible(SchemaId schemaId, string why) =>
        new(DeserializeStatusCode.Incompatible, schemaId: schemaId, why: why);

    internal static DeserializeStatus Malformed(SchemaId schemaId, AvroStatus avro) =>
        new(DeserializeStatusCode.Malformed, schemaId: schemaId, avro: avro);
}
