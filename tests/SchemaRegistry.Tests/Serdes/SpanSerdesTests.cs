using System.Text.Json;
using Confluent.Kafka;
using OrderPipeline.Avro;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using TestKit.Memory;
using Xunit;

namespace SchemaRegistry.Tests.Serdes;

[Trait("Category", "Unit")]
public sealed class SpanSerdesTests
{
    private const string Framed = "0000000102046162D804";

    // An unknown field in front, ours swapped behind it.
    private const string Other =
        """{"type":"record","name":"Parcel","namespace":"Tests","fields":[""" +
        """{"name":"note","type":"string","default":"-"},"""
        + """{"name":"grams","type":"int"},{"name":"id","type":"string"}]}""";

    private static readonly SerializationContext Value = new(MessageComponentType.Value, "parcels");

    [Fact]
    public async Task A_value_is_written_into_a_span_once_the_topic_is_prepared()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, """{"id":258}"""));
        var serializer = new AvroSerializer<Parcel>(client);
        var destination = new byte[10];
        Assert.Equal(
            SerializeStatus.NotPrepared,
            serializer.TrySerialize(new Parcel("ab", 300), Value, destination, out _));

        await serializer.PrepareAsync("parcels");

        for (var length = 0; length < 10; length++)
        {
            Assert.Equal(
                SerializeStatus.DestinationTooShort,
                serializer.TrySerialize(new Parcel("ab", 300), Value, destination.AsSpan(0, length), out _));
        }

        Assert.Equal(
            SerializeStatus.Done, serializer.TrySerialize(new Parcel("ab", 300), Value, destination, out var written));
        Assert.Equal(Framed, Convert.ToHexString(destination.AsSpan(0, written)));
        Assert.Equal(Framed, Convert.ToHexString(serializer.Serialize(new Parcel("ab", 300), Value)));
    }

    [Fact]
    public async Task A_prepared_topic_costs_no_allocation()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, """{"id":258}"""));
        var serializer = new AvroSerializer<Parcel>(client);
        await serializer.PrepareAsync("parcels");
        var parcel = new Parcel("ab", 300);
        var destination = new byte[64];

        Assert.Equal(0, Allocations.Of(() => serializer.TrySerialize(parcel, Value, destination, out _)));
    }

    [Fact]
    public async Task Another_schema_is_written_into_a_span_too()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(Other)));
        var serializer = new AvroSerializer<Parcel>(
            client, new AvroSerializerConfig { AutoRegisterSchemas = false, UseLatestVersion = true });
        await serializer.PrepareAsync("parcels");
        var destination = new byte[12];

        for (var length = 0; length < 12; length++)
        {
            Assert.Equal(
                SerializeStatus.DestinationTooShort,
                serializer.TrySerialize(new Parcel("ab", 300), Value, destination.AsSpan(0, length), out _));
        }

        serializer.TrySerialize(new Parcel("ab", 300), Value, destination, out var written);
        Assert.Equal("0000000102022DD804046162", Convert.ToHexString(destination.AsSpan(0, written)));
    }

    [Fact]
    public async Task A_schema_that_is_named_by_its_id_is_written_whatever_the_subject_says()
    {
        var registry = new FakeRegistry().Answers(200, $$"""{"schema":{{JsonSerializer.Serialize(Other)}}}""");
        using var client = AClient.Over(registry);
        var serializer = new AvroSerializer<Parcel>(client, new AvroSerializerConfig { UseSchemaId = 9 });

        var bytes = await serializer.SerializeAsync(new Parcel("ab", 300), Value);

        Assert.Equal("0000000009022DD804046162", Convert.ToHexString(bytes));
        Assert.Equal("/schemas/ids/9", Assert.Single(registry.Seen).PathAndQuery);
    }

    [Fact]
    public async Task A_value_is_read_from_a_span_once_its_schema_is_loaded()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(Parcel.SchemaJson)));
        var deserializer = new AvroDeserializer<Parcel>(client);
        var bytes = Convert.FromHexString(Framed);

        var first = deserializer.TryDeserialize(bytes, out _);
        Assert.Equal((DeserializeStatusCode.SchemaNotLoaded, 258), (first.Code, first.SchemaId.Id));
        await deserializer.LoadAsync(first.SchemaId);

        Assert.True(deserializer.TryDeserialize(bytes, out var value).IsOk);
        Assert.Equal(new Parcel("ab", 300), value);
    }

    [Theory]
    [InlineData("", FramingStatus.Empty, "the value is empty")]
    [InlineData("00", FramingStatus.Truncated, "the value ends after 1 of the 5 bytes of the header")]
    [InlineData("00000001", FramingStatus.Truncated, "the value ends after 4 of the 5 bytes of the header")]
    [InlineData("C301AABB", FramingStatus.WrongMagicByte, "the first byte is 0xC3, not the magic byte 0x00")]
    [InlineData("01", FramingStatus.WrongMagicByte, "the first byte is 0x01, not the magic byte 0x00")]
    [InlineData(
        "010A0B0C0D0102030405060708090A0B0C0E", FramingStatus.WrongMagicByte,
        "the first byte is 0x01, not the magic byte 0x00")]
    [InlineData(
        "7B7D", FramingStatus.LooksLikeJson,
        "the first byte is 0x7B, not the magic byte 0x00: the value looks like JSON text")]
    [InlineData(
        "0000000000000000070461", FramingStatus.LooksLikeLongId,
        "the schema id is not above 0: this looks like an 8-byte id, 7, as Apicurio's serializers write it unless "
        + "they are told to write 4 bytes")]
    public void What_is_not_framed_is_a_status_with_words(string hex, FramingStatus framing, string words)
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());
        var bytes = Convert.FromHexString(hex);

        var status = new AvroDeserializer<Parcel>(client).TryDeserialize(bytes, out var value);

        Assert.Null(value);
        Assert.Equal((DeserializeStatusCode.NotFramed, framing), (status.Code, status.Framing));
        Assert.Equal(words, status.Describe(bytes));
        Assert.Equal(
            words,
            Assert.Throws<InvalidDataException>(
                () => new AvroDeserializer<Parcel>(client).Deserialize(bytes, false, Value)).Message);
    }

    [Theory]
    [InlineData("""{"schema":"\"string\""}""", "schema id 258 is no record: is it the schema of a key?")]
    [InlineData("""{"schema":"{}","schemaType":"JSON"}""", "schema id 258 is not an Avro schema")]
    [InlineData("""{"schema":"{\"type\":"}""", "schema id 258 is not a valid Avro schema: ")]
    [InlineData(
        """{"schema":"{\"type\":\"record\",\"name\":\"X\",\"fields\":[]}"}""", "schema id 258 does not resolve: ")]
    public async Task A_schema_that_cannot_be_ours_is_a_status_with_words(string answer, string words)
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, answer));
        var deserializer = new AvroDeserializer<Parcel>(client);
        await deserializer.LoadAsync(new SchemaId(258));

        var status = deserializer.TryDeserialize(Convert.FromHexString(Framed), out var value);

        Assert.Null(value);
        Assert.Equal(DeserializeStatusCode.Incompatible, status.Code);
        Assert.StartsWith(words, status.Describe([]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000000102046162", AvroErrorCode.EndOfData)]
    [InlineData("0000000102046162D80400", AvroErrorCode.TrailingBytes)]
    [InlineData("000000010204FFFED804", AvroErrorCode.BadUtf8)]
    public async Task Bytes_that_are_no_value_are_a_status(string hex, AvroErrorCode code)
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(Parcel.SchemaJson)));
        var deserializer = new AvroDeserializer<Parcel>(client);
        await deserializer.LoadAsync(new SchemaId(258));

        var status = deserializer.TryDeserialize(Convert.FromHexString(hex), out var value);

        Assert.Null(value);
        Assert.Equal((DeserializeStatusCode.Malformed, code), (status.Code, status.Avro.Code));
        Assert.StartsWith("schema id 258: ", status.Describe([]), StringComparison.Ordinal);
    }

    private static string Registered(string schema) =>
        $$"""{"subject":"parcels-value","version":3,"id":258,"schema":{{JsonSerializer.Serialize(schema)}}}""";
}
