using System.Globalization;
using System.Text;
using Confluent.Kafka;
using OrderPipeline.Messaging.DeadLetters;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>What a record says of the transaction that it was written in: which position that one commits.</summary>
/// <param name="Partition">A partition of the input topic.</param>
/// <param name="Next">The least offset that the group has there if, and only if, the transaction was committed.</param>
internal readonly record struct TransactionClaim(int Partition, long Next)
{
    /// <summary>On the first record that a transaction writes into a partition of the state topic: the next offset to
    /// read in the input partition of the same number, in decimal.</summary>
    public const string HeaderName = "txn.next";

    /// <summary>The header for a position.</summary>
    public static RecordHeader Header(long next) =>
        new(HeaderName, Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads a record of the state topic or a dead letter; null where it says nothing.</summary>
    /// <param name="partition">The record's own partition.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="inputTopic">The topic that dead letters are to come from.</param>
    public static TransactionClaim? Of(int partition, Headers? headers, string inputTopic)
    {
        if (headers is null) return null;
        if (Number(headers, HeaderName) is { } next) return new TransactionClaim(partition, next);
        return headers.TryGetLastBytes(DeadLetterHeaders.OriginalTopicName, out var topic) &&
            Encoding.UTF8.GetString(topic) == inputTopic &&
            Number(headers, DeadLetterHeaders.OriginalPartitionName) is { } original &&
            Number(headers, DeadLetterHeaders.OriginalOffsetName) is { } offset
                ? new TransactionClaim((int)original, offset + 1)
                : null;
    }

    private static long? Number(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var value) &&
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
