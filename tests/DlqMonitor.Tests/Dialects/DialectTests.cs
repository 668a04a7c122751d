using OrderPipeline.Contracts;
using OrderPipeline.DlqMonitor.Dialects;
using OrderPipeline.DlqMonitor.Letters;
using OrderPipeline.SchemaRegistry;
using OrderPipeline.SchemaRegistry.Plans;

namespace DlqMonitor.Tests.Dialects;

[Trait("Category", "Unit")]
public sealed class DialectTests : IDisposable
{
    private readonly FakeRegistry _registry = new();
    private readonly DeadLetterReader _reader;

    public DialectTests() => _reader = new DeadLetterReader(new ReaderPlans(DeadLetter.Schema, _registry));

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Ours_are_decoded_through_the_registry_which_is_asked_once()
    {
        _registry.Schemas[ALetter.SchemaId] = DeadLetter.SchemaJson;
        var record = new ARecord().Value(ALetter.Framed(ALetter.Processing())).Build();

        var entry = _reader.Read(record);
        _reader.Read(record);

        Assert.Equal(("PROCESSING", 3, "0:12"), (entry.Kind, entry.RetryCount, entry.At));
        Assert.Equal(("abc-123", "Toffee", 10f), (entry.Letter.OrderId, entry.Letter.Product, entry.Letter.Price));
        Assert.Equal([0, 0xff], entry.Letter.OriginalValue!.Value.ToArray());
        Assert.Equal(1, _registry.Asked);
    }

    [Fact]
    public void Ours_of_an_older_version_are_read_too()
    {
        _registry.Schemas[7] = """
            {"type":"record","name":"DeadLetter","fields":[
              {"name":"order_id","type":"string"},{"name":"error_reason","type":"string"},
              {"name":"error_timestamp","type":"string"},{"name":"retry_count","type":"int"},
              {"name":"original_topic","type":"string"}]}
            """;
        byte[] value = [0, 0, 0, 0, 7, 2, (byte)'9', 4, (byte)'n', (byte)'o', 2, (byte)'t', 6, 2, (byte)'o'];

        var entry = _reader.Read(new ARecord().Value(value).Build());

        Assert.Equal(
            ("9", "no", "t", 3, "o", "UNEXPECTED"),
            (entry.Letter.OrderId, entry.Letter.ErrorReason, entry.Letter.ErrorTimestamp, entry.RetryCount,
                entry.Letter.OriginalTopic, entry.Kind));
    }

    [Fact]
    public void A_registry_that_is_away_is_said_and_the_record_is_not_guessed()
    {
        _registry.IsAway = true;

        var failure = Assert.Throws<SchemaRegistryException>(
            () => _reader.Read(new ARecord().Value(ALetter.Framed(ALetter.Processing())).Build()));

        Assert.Equal(SchemaRegistryFailure.Unreachable, failure.Failure);
    }

    [Fact]
    public void Ours_whose_value_cannot_be_read_are_told_by_their_headers()
    {
        var entry = _reader.Read(new ARecord().Key("1003").Value([0, 0, 0, 0, 9, 1])
            .Header("dlq.error.kind", "VALIDATION").Header("dlq.error.reason", "the price is NaN")
            .Header("dlq.original.topic", "orders").Header("dlq.original.partition", "2")
            .Header("dlq.original.offset", "51").Header("dlq.attempts", "1")
            .Header("dlq.timestamp", "2026-11-17T01:45:30.123456Z").Build());

        Assert.Equal(("VALIDATION", 1), (entry.Kind, entry.RetryCount));
        Assert.Equal(("1003", "the price is NaN"), (entry.Letter.OrderId, entry.Letter.ErrorReason));
        Assert.Equal(
            ("orders", 2, 51L, "2026-11-17T01:45:30.123456Z"),
            (entry.Letter.OriginalTopic, entry.Letter.OriginalPartition, entry.Letter.OriginalOffset,
                entry.Letter.ErrorTimestamp));
    }

    [Fact]
    public void Springs_numbers_are_binary()
    {
        var entry = _reader.Read(new ARecord().Key("1003").Value([0, 0, 0, 0, 7, 1])
            .Header("kafka_dlt-original-topic", "orders")
            .Header("kafka_dlt-original-partition", [0, 0, 0, 2])
            .Header("kafka_dlt-original-offset", [0, 0, 0, 0, 0, 0, 1, 0])
            .Header("kafka_dlt-exception-fqcn", "org.springframework.kafka.listener.ListenerExecutionFailedException")
            .Header("kafka_dlt-exception-cause-fqcn", "java.lang.IllegalStateException")
            .Header("kafka_dlt-exception-message", "Listener failed")
            .Header("kafka_dlt-original-consumer-group", "billing").Build());

        Assert.Equal(("FOREIGN", "Spring Kafka", null), (entry.Kind, entry.Dialect, entry.RetryCount));
        Assert.Equal(("orders", 2, 256L), Original(entry));
        Assert.Equal(
            ("Listener failed", "java.lang.IllegalStateException", "billing"),
            (entry.Letter.ErrorReason, entry.Letter.ExceptionType, entry.Letter.ConsumerGroup));
        Assert.Equal(0, _registry.Asked);
    }

    [Fact]
    public void Connects_numbers_are_text()
    {
        var entry = _reader.Read(new ARecord().Value("x")
            .Header("__connect.errors.topic", "orders").Header("__connect.errors.partition", "3")
            .Header("__connect.errors.offset", "77").Header("__connect.errors.connector.name", "sink")
            .Header("__connect.errors.exception.class.name", "org.apache.kafka.connect.errors.DataException")
            .Header("__connect.errors.exception.message", "Unknown magic byte!").Build());

        Assert.Equal("Kafka Connect", entry.Dialect);
        Assert.Equal(("orders", 3, 77L), Original(entry));
        Assert.Equal(("Unknown magic byte!", "connect-sink"), (entry.Letter.ErrorReason, entry.Letter.ConsumerGroup));
    }

    [Fact]
    public void Streams_headers_are_text()
    {
        var entry = _reader.Read(new ARecord()
            .Header("__streams.errors.exception", "java.lang.RuntimeException")
            .Header("__streams.errors.message", "boom").Header("__streams.errors.topic", "orders")
            .Header("__streams.errors.partition", "0").Header("__streams.errors.offset", "5").Build());

        Assert.Equal(("Kafka Streams", "boom"), (entry.Dialect, entry.Letter.ErrorReason));
        Assert.Equal(("orders", 0, 5L), Original(entry));
    }

    [Fact]
    public void JSON_with_the_value_in_hexadecimal_gives_the_value_back()
    {
        var entry = _reader.Read(new ARecord().Value("""
            {"error":"bad magic","topic":"orders","partition":1,"offset":42,"key":"1003","raw_value_hex":"00ff10"}
            """).Build());

        Assert.Equal(("FOREIGN", "bad magic", "1003"), (entry.Kind, entry.Letter.ErrorReason, entry.Letter.OrderId));
        Assert.Equal(("orders", 1, 42L), Original(entry));
        Assert.Equal([0, 0xff, 0x10], entry.Letter.OriginalValue!.Value.ToArray());
    }

    [Fact]
    public void JSON_with_an_order_and_an_error_is_understood()
    {
        var entry = _reader.Read(new ARecord().Value("""{"orderId":"1003","error":"declined","price":4.5}""").Build());

        Assert.Equal(("1003", "declined", 4.5f), (entry.Letter.OrderId, entry.Letter.ErrorReason, entry.Letter.Price));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"error\":1}")]
    [InlineData("{\"orderId\":\"\\ud800\"}")]
    [InlineData("[1]")]
    [InlineData("")]
    [InlineData("\u0000\u0001")]
    public void What_nobody_understands_is_shown_as_unknown(string value)
    {
        var entry = _reader.Read(new ARecord().Key("k").Value(value).Build());

        Assert.Equal((DeadLetterEntry.Unknown, "k"), (entry.Kind, entry.Letter.OrderId));
    }

    [Fact]
    public void A_null_key_value_or_header_stays_null()
    {
        var letter = _reader.Read(new ARecord().Header("h", (byte[]?)null).Build()).Letter;

        Assert.Null(letter.OriginalKey);
        Assert.Null(letter.OriginalValue);
        Assert.Null(Assert.Single(letter.OriginalHeaders).Value);
    }

    [Fact]
    public void Hostile_headers_and_values_never_throw()
    {
        var random = new Random(20261117);
        string[] names =
        [
            "dlq.error.kind", "dlq.original.offset", "kafka_dlt-original-topic", "kafka_dlt-original-partition",
            "kafka_dlt-original-timestamp", "__connect.errors.topic", "__connect.errors.offset",
            "__streams.errors.topic",
        ];
        _registry.Schemas[7] = DeadLetter.SchemaJson;
        foreach (var _ in Enumerable.Range(0, 5_000))
        {
            var body = new byte[random.Next(60)];
            random.NextBytes(body);
            var record = new ARecord().Value(random.Next(2) == 0 ? body : [0, 0, 0, 0, 7, .. body]);
            foreach (var name in names.Where(_ => random.Next(4) == 0))
                record.Header(name, random.Next(8) == 0 ? null : body[..random.Next(body.Length + 1)]);

            Assert.NotNull(_reader.Read(record.Build()));
        }
    }

    private static (string, int?, long?) Original(DeadLetterEntry entry) =>
        (entry.Letter.OriginalTopic, entry.Letter.OriginalPartition, entry.Letter.OriginalOffset);
}
