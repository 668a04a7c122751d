using System.Text.Json;
using Confluent.Kafka;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Framing;
using OrderPipeline.SchemaRegistry.Serdes;
using SchemaRegistry.Tests.Fakes;
using Xunit;

namespace SchemaRegistry.Tests.Serdes;

[Trait("Category", "Unit")]
public sealed class HeaderSchemaIdTests
{
    private const string Guid = "0a0b0c0d-0102-0304-0506-0708090a0b0c";

    // The magic byte 1, then the GUID as it is read, big-endian.
    private const string GuidHeader = "010A0B0C0D010203040506" + "0708090A0B0C";
    private const string Bare = "046162D804";

    private static readonly AvroSerializerConfig InHeader = new()
    {
        SchemaIdStrategy = SchemaIdSerializerStrategy.Header,
    };

    [Theory]
    [InlineData(MessageComponentType.Value, "__value_schema_id")]
    [InlineData(MessageComponentType.Key, "__key_schema_id")]
    public async Task The_guid_goes_into_the_header_and_the_value_is_bare(MessageComponentType component, string name)
    {
        using var client = AClient.Over(new FakeRegistry().Answers(
            200, $$"""{"id":258,"version":1,"guid":"{{Guid}}"}"""));
        var serializer = new AvroSerializer<Parcel>(client, InHeader);
        var headers = new Headers();

        for (var again = 0; again < 2; again++)
        {
            var bytes = await serializer.SerializeAsync(new Parcel("ab", 300), new(component, "parcels", headers));
            Assert.Equal(Bare, Convert.ToHexString(bytes));
        }

        var header = Assert.Single(headers);
        Assert.Equal(name, header.Key);
        Assert.Equal(GuidHeader, Convert.ToHexString(header.GetValueBytes()));
    }

    [Fact]
    public async Task A_registry_that_registers_without_a_guid_is_asked_for_it()
    {
        var registry = new FakeRegistry().Answers(200, """{"id":258,"version":1}""").Answers(200, Registered(Guid));
        using var client = AClient.Over(registry);
        var headers = new Headers();

        await new AvroSerializer<Parcel>(client, InHeader).SerializeAsync(new Parcel("ab", 300), Value(headers));

        Assert.Equal(GuidHeader, Convert.ToHexString(headers.GetLastBytes("__value_schema_id")));
    }

    [Fact]
    public async Task A_registry_without_guids_and_a_record_without_headers_are_told_in_words()
    {
        using var old = AClient.Over(new FakeRegistry().Answers(200, Registered(null)));
        var lookUp = new AvroSerializerConfig
        {
            SchemaIdStrategy = SchemaIdSerializerStrategy.Header,
            AutoRegisterSchemas = false,
        };
        var noGuid = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new AvroSerializer<Parcel>(old, lookUp).SerializeAsync(new Parcel("ab", 300), Value(new())));
        Assert.StartsWith("the registry gives no GUID for schema id 258", noGuid.Message, StringComparison.Ordinal);

        using var client = AClient.Over(new FakeRegistry().Answers(200, Registered(Guid)));
        var noHeaders = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new AvroSerializer<Parcel>(client, lookUp).SerializeAsync(new Parcel("ab", 300), Value(null)));
        Assert.Contains("this record has none", noHeaders.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GuidHeader, Bare, "/schemas/guids/0a0b0c0d-0102-0304-0506-0708090a0b0c")]
    [InlineData("0000000102", Bare, "/schemas/ids/258")]
    [InlineData(null, "0000000102" + Bare, "/schemas/ids/258")]
    public async Task The_header_is_believed_first_then_the_prefix(string? header, string value, string request)
    {
        var registry = new FakeRegistry().Answers(200, SchemaBody());
        using var client = AClient.Over(registry);
        var deserializer = new AvroDeserializer<Parcel>(client);
        var headers = new Headers();
        if (header is not null)
            headers.Add("__value_schema_id", Convert.FromHexString(header));

        for (var again = 0; again < 2; again++)
        {
            Assert.Equal(
                new Parcel("ab", 300),
                await deserializer.DeserializeAsync(Convert.FromHexString(value), false, Value(headers)));
            Assert.Equal(
                new Parcel("ab", 300), deserializer.Deserialize(Convert.FromHexString(value), false, Value(headers)));
        }

        Assert.Equal(request, Assert.Single(registry.Seen).PathAndQuery);
    }

    [Fact]
    public void A_key_is_not_read_by_the_values_header_and_prefix_means_prefix()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(200, SchemaBody()));
        var headers = new Headers { { "__value_schema_id", Convert.FromHexString(GuidHeader) } };
        var framed = Convert.FromHexString("0000000102" + Bare);

        var key = new AvroDeserializer<Parcel>(client)
            .Deserialize(framed, false, new(MessageComponentType.Key, "parcels", headers));
        var prefix = new AvroDeserializer<Parcel>(
            client, new AvroDeserializerConfig { SchemaIdStrategy = SchemaIdDeserializerStrategy.Prefix })
            .Deserialize(framed, false, Value(headers));

        Assert.Equal(key, prefix);
    }

    [Theory]
    [InlineData("01")]
    [InlineData("010A0B0C0D0102030405060708090A0B")]
    [InlineData("00000001")]
    [InlineData("0000000000")]
    [InlineData("0200000001")]
    [InlineData("7B226964")]
    public void A_header_that_holds_no_schema_id_is_told_in_words(string header)
    {
        using var client = AClient.Over(new FakeRegistry().Breaks());

        var status = new AvroDeserializer<Parcel>(client).TryDeserialize([], Convert.FromHexString(header), out _);

        Assert.Equal(DeserializeStatusCode.NotFramed, status.Code);
        Assert.NotEqual(FramingStatus.Ok, status.Framing);
        Assert.Equal(
            "the record's schema id header holds neither the byte 0 and an id nor the byte 1 and a GUID",
            status.Describe([]));
    }

    [Fact]
    public async Task A_guid_that_nobody_knows_is_named()
    {
        using var client = AClient.Over(new FakeRegistry().Answers(404, """{"error_code":40403,"message":"no"}"""));
        var headers = new Headers { { "__value_schema_id", Convert.FromHexString(GuidHeader) } };

        var error = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => new AvroDeserializer<Parcel>(client).DeserializeAsync(new byte[5], false, Value(headers)));

        Assert.StartsWith($"schema GUID {Guid} is unknown: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_can_stand_in_a_header_too()
    {
        Assert.Equal("0000000102", Convert.ToHexString(new SchemaId(258).ToHeader()));
        Assert.Equal(GuidHeader, Convert.ToHexString(new SchemaId(new Guid(Guid)).ToHeader()));
    }

    private static SerializationContext Value(Headers? headers) => new(MessageComponentType.Value, "parcels", headers);

    private static string SchemaBody() => $$"""{"schema":{{JsonSerializer.Serialize(Parcel.SchemaJson)}}}""";

    private static string Registered(string? guid) =>
        $$"""{"subject":"parcels-value","version":1,"id":258,"guid":{{JsonSerializer.Serialize(guid)}}"""
        + $$""","schema":{{JsonSerializer.Serialize(Parcel.SchemaJson)}}}""";
}
