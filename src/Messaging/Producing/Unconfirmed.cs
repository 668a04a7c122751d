using Confluent.Kafka;

namespace OrderPipeline.Messaging.Producing;

/// <summary>A record that the client calls acknowledged because a later one was: no broker answered for it.</summary>
/// <remarks>
/// Where a request is refused and the one behind it is taken, librdkafka counts the records of both as delivered,
/// since a broker that knows the producer refuses what comes out of sequence. A broker that does not know it in this
/// partition yet, or any more, takes whatever sequence comes first: the refused records are nowhere. Such a report
/// carries no offset, which a broker's answer always does.
/// </remarks>
internal static class Unconfirmed
{
    /// <summary>What a report of such a record says; librdkafka gives it to no report of its own.</summary>
    public const ErrorCode Code = ErrorCode.Local_Inconsistent;

    private const string Words = "a later record was acknowledged, and this one was not";

    /// <summary>An error in words: ours for such a record, librdkafka's for all others.</summary>
    public static string ReasonOf(ErrorCode error) => error == Code ? Words : error.GetReason();
}
