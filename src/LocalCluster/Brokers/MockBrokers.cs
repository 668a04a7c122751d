using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;
using OrderPipeline.LocalCluster.Brokers.Native;

namespace OrderPipeline.LocalCluster.Brokers;

/// <summary>librdkafka's mock cluster in this process: brokers that speak Kafka's protocol and keep their records in
/// memory.</summary>
/// <remarks>
/// What it lacks is listed in docs/LOCAL-CLUSTER.md: among it isolation of transactions, fencing, stored offsets of
/// transactions, and more than 5 MB a partition. Calls are thread-safe but for <see cref="Dispose"/>.
/// </remarks>
public sealed unsafe class MockBrokers : IDisposable
{
    private const int ProducerType = 0;
    private const int ErrorSize = 512;

    private readonly nint _client;
    private readonly nint _cluster;
    private bool _disposed;

    private MockBrokers(nint client)
    {
        _client = client;
        _cluster = MockCalls.ClusterOf(client);
        var bootstraps = Marshal.PtrToStringUTF8(MockCalls.Bootstraps(_cluster)) ?? "";
        Brokers = [.. bootstraps.Split(',').Select((address, index) => BrokerAddress.Parse(index + 1, address))];
        MockCalls.SetInitialRebalanceDelay(_cluster, 0);
        // With a controller named, what the mock cluster cannot do is refused at once instead of after a time-out.
        MockCalls.SetController(_cluster, Brokers[0].Id);
    }

    /// <summary>The brokers where they listen, on ports that the system chose; ids count from 1.</summary>
    public IReadOnlyList<BrokerAddress> Brokers { get; }

    /// <summary>As clients want it: <c>host:port,host:port,…</c>.</summary>
    public string BootstrapServers => string.Join(',', Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));

    /// <summary>Starts so many brokers.</summary>
    /// <exception cref="InvalidOperationException">librdkafka refuses; its reason is the message.</exception>
    public static MockBrokers Start(int brokers = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(brokers);
        MockLibrary.Use();
        var configuration = MockCalls.NewConfiguration();
        Set(configuration, "test.mock.num.brokers", brokers.ToString(CultureInfo.InvariantCulture));
        // Emergencies only: what tests inject on purpose must not stand on the terminal.
        Set(configuration, "log_level", "0");
        MockCalls.SetCloseSocket(configuration, &MockSocket.Close);
        var error = stackalloc byte[ErrorSize];
        var client = MockCalls.NewClient(ProducerType, configuration, error, ErrorSize);
        return client == 0 ? throw Refused(error) : new MockBrokers(client);
    }

    /// <summary>Makes a topic with as many replicas as there are brokers, three at most.</summary>
    /// <exception cref="InvalidOperationException">There is one of this name.</exception>
    public void CreateTopic(string name, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitions);
        Check(MockCalls.CreateTopic(Cluster, name, partitions, Math.Min(3, Brokers.Count)), $"topic {name}");
    }

    /// <summary>Answers every request for this topic's metadata with the error; <c>NoError</c> ends that.</summary>
    public void SetTopicError(string topic, ErrorCode error) => MockCalls.SetTopicError(Cluster, topic, error);

    /// <summary>Deletes the records before the offset, as retention would.</summary>
    public void DeleteRecords(string topic, int partition, long beforeOffset) => Check(
        MockCalls.DeleteRecords(Cluster, topic, partition, beforeOffset), $"records of {topic}[{partition}]");

    /// <summary>Makes this broker the partition's leader.</summary>
    public void SetLeader(string topic, int partition, int broker) => Check(
        MockCalls.SetLeader(Cluster, topic, partition, broker), $"leader of {topic}[{partition}]");

    /// <summary>Makes this broker the coordinator of a group.</summary>
    public void SetGroupCoordinator(string group, int broker) => Check(
        MockCalls.SetCoordinator(Cluster, "group", group, broker), $"coordinator of group {group}");

    /// <summary>Makes this broker the coordinator of a transactional id.</summary>
    public void SetTransactionCoordinator(string transactionalId, int broker) => Check(
        MockCalls.SetCoordinator(Cluster, "transaction", transactionalId, broker),
        $"coordinator of {transactionalId}");

    /// <summary>From now on the cluster's metadata names this address for the broker.</summary>
    public void Advertise(int broker, string host, int port) => MockCalls.Advertise(Cluster, broker, host, port);

    /// <summary>Closes the broker's connections and takes no new ones; -1 means all brokers.</summary>
    public void TakeDown(int broker) => Check(MockCalls.SetDown(Cluster, broker), $"broker {broker}");

    /// <summary>The broker takes connections again; -1 means all brokers.</summary>
    public void BringUp(int broker) => Check(MockCalls.SetUp(Cluster, broker), $"broker {broker}");

    /// <summary>Delays each of the broker's answers by so much; -1 means all brokers.</summary>
    public void SetRoundTrip(int broker, TimeSpan time) => Check(
        MockCalls.SetRoundTrip(Cluster, broker, (int)time.TotalMilliseconds), $"broker {broker}");

    /// <summary>The next requests of this kind, on whatever broker, get these errors in turn, one each.</summary>
    /// <remarks>The request has no effect. <see cref="ErrorCode.Local_Transport"/> closes the connection without an
    /// answer.</remarks>
    public void PushErrors(KafkaRequest request, params ReadOnlySpan<ErrorCode> errors)
    {
        fixed (ErrorCode* first = errors)
            MockCalls.PushErrors(Cluster, (short)request, (nuint)errors.Length, first);
    }

    /// <summary>Forgets the errors that requests of this kind have not met yet.</summary>
    public void ClearErrors(KafkaRequest request) => MockCalls.ClearErrors(Cluster, (short)request);

    /// <summary>Ends the brokers and forgets all records; clients find nobody any more.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        MockCalls.Destroy(_client);
    }

    private nint Cluster
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _cluster;
        }
    }

    private static void Set(nint configuration, string name, string value)
    {
        var error = stackalloc byte[ErrorSize];
        if (MockCalls.Set(configuration, name, value, error, ErrorSize) != 0)
            throw Refused(error);
    }

    private static InvalidOperationException Refused(byte* error) =>
        new($"librdkafka cannot make a mock cluster: {Encoding.UTF8.GetString(
            MemoryMarshal.CreateReadOnlySpanFromNullTerminated(error))}");

    private static void Check(ErrorCode error, string what)
    {
        if (error != ErrorCode.NoError)
            throw new InvalidOperationException($"{what}: the mock cluster answers {error}");
    }
}
