using Confluent.Kafka;
using OrderPipeline.Messaging.Consuming;

namespace OrderPipeline.Messaging.Native;

/// <summary>At a program's start: whether this librdkafka has what is called of it beyond Confluent.Kafka.</summary>
public static class NativeCheck
{
    /// <summary>What reading by the batch calls.</summary>
    internal static readonly string[] BatchFunctions =
    [
        "rd_kafka_queue_get_consumer",
        "rd_kafka_queue_destroy",
        "rd_kafka_consume_batch_queue",
        "rd_kafka_message_destroy",
        "rd_kafka_message_timestamp",
        "rd_kafka_message_headers",
        "rd_kafka_header_get_all",
        "rd_kafka_message_errstr",
    ];

    /// <summary>Why records will be read one by one, at about a third of the speed, or null.</summary>
    /// <exception cref="LibrdkafkaException">The library is missing, too old, or there are two.</exception>
    public static string? Warning() => Warning(Librdkafka.Lacks(BatchFunctions), TryHandle);

    internal static string? Warning(IReadOnlyList<string> lacks, Func<string?> tryHandle)
    {
        var cause = lacks.Count > 0
            ? $"librdkafka {Librdkafka.VersionName} lacks {string.Join(", ", lacks)}"
            : tryHandle();
        return cause is null ? null : $"{cause}: records are read one by one, at about a third of the speed";
    }

    /// <summary>By the batch where that can be, else one by one.</summary>
    /// <param name="openBatch">Opens the source that reads by the batch.</param>
    /// <param name="openSingle">Opens the other.</param>
    internal static IRecordSource Open(Func<IRecordSource> openBatch, Func<IRecordSource> openSingle)
    {
        try
        {
            return openBatch();
        }
        catch (Exception failure) when (failure is LibrdkafkaException
            or TypeInitializationException { InnerException: LibrdkafkaException })
        {
            return openSingle();
        }
    }

    private static string? TryHandle()
    {
        try
        {
            using var client = new AdminClientBuilder(new AdminClientConfig()).SetLogHandler(static (_, _) => { })
                .Build();
            new ClientHandle(client).Dispose();
            return null;
        }
        catch (LibrdkafkaException failure)
        {
            return failure.Message;
        }
    }
}
