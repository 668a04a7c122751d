using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace OrderPipeline.LocalCluster.Brokers.Native;

/// <summary>The functions of librdkafka that make and steer a mock cluster (<c>rdkafka_mock.h</c>).</summary>
/// <remarks>Each is answered by the mock cluster's own thread, within microseconds.</remarks>
internal static unsafe partial class MockCalls
{
    private const string Librdkafka = "librdkafka";

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_conf_new")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint NewConfiguration();

    [LibraryImport(
        Librdkafka, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial int Set(nint configuration, string name, string value, byte* error, nuint errorSize);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_conf_set_closesocket_cb")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetCloseSocket(
        nint configuration, delegate* unmanaged[Cdecl]<int, nint, int> closeSocket);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_new")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint NewClient(int type, nint configuration, byte* error, nuint errorSize);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_destroy")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Destroy(nint client);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_handle_mock_cluster")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint ClusterOf(nint client);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial nint Bootstraps(nint cluster);

    [LibraryImport(
        Librdkafka, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ErrorCode CreateTopic(nint cluster, string topic, int partitions, int replicas);

    [LibraryImport(
        Librdkafka, EntryPoint = "rd_kafka_mock_topic_set_error", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetTopicError(nint cluster, string topic, ErrorCode error);

    [LibraryImport(
        Librdkafka, EntryPoint = "rd_kafka_mock_partition_delete_records",
        StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ErrorCode DeleteRecords(nint cluster, string topic, int partition, long beforeOffset);

    [LibraryImport(
        Librdkafka, EntryPoint = "rd_kafka_mock_partition_set_leader",
        StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ErrorCode SetLeader(nint cluster, string topic, int partition, int broker);

    [LibraryImport(
        Librdkafka, EntryPoint = "rd_kafka_mock_coordinator_set", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ErrorCode SetCoordinator(nint cluster, string keyType, string key, int broker);

    [LibraryImport(
        Librdkafka, EntryPoint = "rd_kafka_mock_broker_set_host_port",
        StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void Advertise(nint cluster, int broker, string host, int port);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_broker_set_down")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ErrorCode SetDown(nint cluster, int broker);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_broker_set_up")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ErrorCode SetUp(nint cluster, int broker);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_broker_set_rtt")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial ErrorCode SetRoundTrip(nint cluster, int broker, int milliseconds);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void PushErrors(nint cluster, short apiKey, nuint count, ErrorCode* errors);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_clear_request_errors")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void ClearErrors(nint cluster, short apiKey);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_set_controller_id")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetController(nint cluster, int broker);

    [LibraryImport(Librdkafka, EntryPoint = "rd_kafka_mock_group_initial_rebalance_delay_ms")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    public static partial void SetInitialRebalanceDelay(nint cluster, int milliseconds);
}
