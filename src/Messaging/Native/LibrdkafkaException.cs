namespace OrderPipeline.Messaging.Native;

/// <summary>The native library is missing, too old, or not the one that Confluent.Kafka uses.</summary>
public sealed class LibrdkafkaException : Exception
{
    /// <summary>Says what is wrong and what to do, in one sentence.</summary>
    public LibrdkafkaException(string message) : base(message)
    {
    }
}
