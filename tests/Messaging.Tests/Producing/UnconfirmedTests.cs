using Confluent.Kafka;
using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Producing;

namespace Messaging.Tests.Producing;

/// <summary>A request that is refused while those behind it are taken: librdkafka calls its records delivered.
/// </summary>
/// <remarks>The mock cluster takes whatever sequence comes, as a real broker does from a producer that it does not
/// know; <c>RefusedStartTests</c> shows the same on one.</remarks>
[Trait("Category", "Broker")]
public sealed class UnconfirmedTests : IDisposable
{
    private const string Topic = "orders";

    private readonly MockBrokers _brokers = MockBrokers.Start(brokers: 1);

    [Fact]
    public void A_record_that_only_its_successors_answer_for_is_not_delivered()
    {
        _brokers.CreateTopic(Topic, 1);
        using var producer = OneRecordARequest();
        var sink = new CollectingSink();
        Send(producer, sink, 1);
        // All four are on their way before the first answer comes.
        _brokers.SetRoundTrip(_brokers.Brokers[0].Id, TimeSpan.FromSeconds(1));
        _brokers.PushErrors(KafkaRequest.Produce, [ErrorCode.NotEnoughReplicas]);

        Send(producer, sink, 2, 3, 4, 5);

        Assert.Equal(
            ["1: NoError 0 Persisted", "2: Local_Inconsistent -1001 PossiblyPersisted", "3: NoError 1 Persisted",
                "4: NoError 2 Persisted", "5: NoError 3 Persisted"],
            sink.Reports.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _brokers.Dispose();

    private static void Send(SpanProducer producer, CollectingSink sink, params ReadOnlySpan<int> tags)
    {
        foreach (var tag in tags)
            Assert.Equal(ErrorCode.NoError, producer.TryProduce(new OutgoingRecord(Topic, "k"u8, "v"u8), tag));
        sink.Drain(producer);
    }

    private SpanProducer OneRecordARequest()
    {
        var config = new Dictionary<string, string>
        {
            ["bootstrap.servers"] = _brokers.BootstrapServers,
            ["enable.idempotence"] = "true",
            ["batch.num.messages"] = "1",
            ["linger.ms"] = "0",
        };
        return new SpanProducer(config, new KafkaLog(_ => { }, TimeProvider.System, _brokers.BootstrapServers));
    }
}
