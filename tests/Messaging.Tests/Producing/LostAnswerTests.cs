using OrderPipeline.LocalCluster.Brokers;
using OrderPipeline.Messaging.Hosting;
using OrderPipeline.Messaging.Producing;
using OrderPipeline.Messaging.Settings;

namespace Messaging.Tests.Producing;

/// <summary>An answer that never comes, on a connection that stays open: nobody says that it is lost.</summary>
[Trait("Category", "Broker")]
public sealed class LostAnswerTests : IDisposable
{
    private const string Topic = "orders";
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);

    private readonly MockBrokers _brokers = MockBrokers.Start(brokers: 1);

    [Fact]
    public async Task A_record_whose_answer_is_lost_is_sent_again_within_its_attempt()
    {
        var broker = _brokers.Brokers[0];
        await using var path = new SilentPath(broker.Host, broker.Port);
        _brokers.Advertise(broker.Id, "127.0.0.1", path.Port);
        _brokers.CreateTopic(Topic, 1);
        using var producer = ProducerVia(path.Port);
        var sink = new CollectingSink();
        producer.TryProduce(new OutgoingRecord(Topic, "k"u8, "connects"u8), 1);
        sink.Drain(producer);

        path.GoSilent();
        producer.TryProduce(new OutgoingRecord(Topic, "k"u8, "is sent twice"u8), 2);
        sink.Drain(producer);

        Assert.Equal(["1: NoError 0 Persisted", "2: NoError 1 Persisted"], sink.Reports);
    }

    public void Dispose() => _brokers.Dispose();

    private static SpanProducer ProducerVia(int port)
    {
        var kafka = new KafkaOptions { BootstrapServers = $"127.0.0.1:{port}" };
        var config = new KafkaClientConfig(kafka, "test").IdempotentProducer(Attempt);
        return new SpanProducer(config, new KafkaLog(_ => { }, TimeProvider.System, kafka.BootstrapServers));
    }
}
