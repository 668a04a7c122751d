using System.Net;
using System.Net.Sockets;
using System.Text;
using Confluent.Kafka;
using OrderPipeline.LocalCluster;
using TestKit.Clusters;

namespace LocalCluster.Tests.Forwarding;

/// <summary>Clients of librdkafka against a whole embedded cluster, through its forwarder.</summary>
[Trait("Category", "Broker")]
public sealed class EmbeddedClusterTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clients_that_check_checksums_read_past_the_end_of_a_transaction()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new(), Stop);
        using var producer = new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            TransactionalId = "one",
        }).Build();
        producer.InitTransactions(Bound);
        foreach (var value in new[] { "first", "second" })
        {
            producer.BeginTransaction();
            producer.Produce(new TopicPartition("orders", 0), new() { Key = "k", Value = value });
            producer.CommitTransaction(Bound);
        }

        using var consumer = ReaderOf(cluster, checksums: true);
        var values = new List<string>();
        while (values.Count < 2)
        {
            var result = consumer.Consume(Bound);
            Assert.NotNull(result);
            values.Add(result.Message.Value);
        }

        Assert.Equal(["first", "second"], values);
    }

    [Fact]
    public async Task The_topics_are_there_with_their_partitions_before_the_first_client()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new() { Topics = [new("a", 3), new("b", 1)] }, Stop);
        using var admin = new AdminClientBuilder(
            new AdminClientConfig { BootstrapServers = cluster.BootstrapServers }).Build();

        var metadata = admin.GetMetadata(Bound);

        Assert.Equal(
            [("a", 3), ("b", 1)],
            metadata.Topics.Select(topic => (topic.Topic, topic.Partitions.Count)).OrderBy(topic => topic.Topic));
        // Whoever follows the metadata stays on the forwarder.
        Assert.Equal(3, metadata.Brokers.Count);
        Assert.Contains(metadata.Brokers, broker => $"{broker.Host}:{broker.Port}" == cluster.BootstrapServers);
    }

    [Fact]
    public async Task A_client_that_does_not_speak_Kafka_is_cut_off_and_others_go_on()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new(), Stop);
        using var client = await ConnectAsync(cluster);
        await client.SendAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), Stop);

        Assert.Equal(0, await ReceiveAsync(client));
        Assert.Equal(PersistenceStatus.Persisted, (await SendOneAsync(cluster)).Status);
    }

    [Fact]
    public async Task A_broker_that_is_down_closes_connections_and_serves_again_when_it_is_up()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new(), Stop);
        await SendOneAsync(cluster);
        cluster.Brokers.TakeDown(-1);

        Assert.Equal(0, await ConnectAndReceiveAsync(cluster));
        cluster.Brokers.BringUp(-1);
        Assert.Equal(1, (await SendOneAsync(cluster)).Offset.Value);
    }

    [Fact]
    public async Task Kafka_and_registry_answer_on_the_ports_that_were_asked_for()
    {
        var ports = FreePorts.Take(2);
        await using var cluster = await EmbeddedCluster.StartAsync(
            new() { KafkaPort = ports, RegistryPort = ports + 1 }, Stop);
        using var http = new HttpClient();

        Assert.EndsWith($":{ports}", cluster.BootstrapServers, StringComparison.Ordinal);
        Assert.Equal("[]", await http.GetStringAsync($"http://localhost:{ports + 1}/subjects", Stop));
        Assert.Equal(PersistenceStatus.Persisted, (await SendOneAsync(cluster)).Status);
    }

    [Fact]
    public async Task A_taken_port_is_named_and_what_was_started_is_ended()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var registry = FreePorts.Take(1);

        var failure = await Assert.ThrowsAsync<PortTakenException>(
            () => EmbeddedCluster.StartAsync(new() { KafkaPort = port, RegistryPort = registry }, Stop));

        Assert.Equal(
            $"port {port} on localhost is taken: end what listens there, or choose another with --kafka-port",
            failure.Message);
        await using var second = await EmbeddedCluster.StartAsync(new() { RegistryPort = registry }, Stop);
    }

    [Fact]
    public async Task After_the_end_nobody_listens()
    {
        var cluster = await EmbeddedCluster.StartAsync(new(), Stop);
        using var client = await ConnectAsync(cluster);
        await cluster.DisposeAsync();

        Assert.Equal(0, await ReceiveAsync(client));
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(cluster));
    }

    private static IConsumer<string, string> ReaderOf(EmbeddedCluster cluster, bool checksums)
    {
        var consumer = new ConsumerBuilder<string, string>(new ConsumerConfig
        {
            BootstrapServers = cluster.BootstrapServers,
            GroupId = "test",
            CheckCrcs = checksums,
        }).Build();
        consumer.Assign(new TopicPartitionOffset("orders", 0, Offset.Beginning));
        return consumer;
    }

    private static async Task<DeliveryResult<string, string>> SendOneAsync(EmbeddedCluster cluster)
    {
        using var producer = new ProducerBuilder<string, string>(
            new ProducerConfig { BootstrapServers = cluster.BootstrapServers }).Build();
        var sending = producer.ProduceAsync(new TopicPartition("orders", 0), new() { Value = "v" }, Stop);
        return await sending.WaitAsync(Bound);
    }

    private static async Task<Socket> ConnectAsync(EmbeddedCluster cluster)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var port = int.Parse(cluster.BootstrapServers.Split(':')[1]);
        await socket.ConnectAsync(IPAddress.Loopback, port, Stop);
        return socket;
    }

    /// <summary>The same for a new connection, which may be closed before the client knows that it has one.</summary>
    private static async Task<int> ConnectAndReceiveAsync(EmbeddedCluster cluster)
    {
        try
        {
            using var client = await ConnectAsync(cluster);
            return await ReceiveAsync(client);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }

    /// <summary>Bytes that came; 0 where the connection was closed, in whichever way.</summary>
    private static async Task<int> ReceiveAsync(Socket client)
    {
        try
        {
            return await client.ReceiveAsync(new byte[16], Stop).AsTask().WaitAsync(Bound);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.ConnectionReset)
        {
            return 0;
        }
    }
}
