using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>The time that one look for hanging transactions has, over all of its questions.</summary>
/// <remarks>The watch on the call that the look is part of waits this much longer.</remarks>
internal sealed class LookTime(TimeProvider time)
{
    /// <summary>For the whole look.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly long _from = time.GetTimestamp();

    /// <summary>The bound of one question: what it may take, or what is left where that is less.</summary>
    /// <exception cref="KafkaException">Nothing is left.</exception>
    public TimeSpan For(TimeSpan question)
    {
        var left = Longest - time.GetElapsedTime(_from);
        // The client takes whole milliseconds.
        if (left < TimeSpan.FromMilliseconds(1))
        {
            throw new KafkaException(new Error(
                ErrorCode.Local_TimedOut, $"the answers took {Longest.TotalSeconds:0} s together"));
        }

        return question < left ? question : left;
    }
}
