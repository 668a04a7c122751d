using System.Globalization;
using System.Text;
using Confluent.Kafka;
using OrderPipeline.Messaging.DeadLetters;

namespace OrderPipeline.Messaging.Transactions.Hanging;

/// <summary>What a record says of the transaction that it was written in.</summary>
/// <param name="Id">Whose it is, by its transactional id; null where the record does not say so.</param>
/// <param name="Position">A partition of the input topic, and the least offset that the group has there if, and only
/// if, the transaction was committed; null where the record does not say so.</param>
internal readonly record struct TransactionClaim(string? Id, (int Partition, long Next)? Position)
{
    /// <summary>On the first record that a transaction writes into a partition of the state topic: the next offset to
    /// read in the input partition of the same number, in decimal.</summary>
    public const string NextName = "txn.next";

    /// <summary>Beside it: the transactional id.</summary>
    public const string IdName = "txn.id";

    /// <summary>The headers of a state partition's first record in a transaction.</summary>
    public static RecordHeader[] Headers(string id, long next) =>
        [new(NextName, Encoding.UTF8.GetBytes(next.ToString(CultureInfo.InvariantCulture))), Header(id)];

    /// <summary>The header that says whose a transaction is.</summary>
    public static RecordHeader Header(string id) => new(IdName, Encoding.UTF8.GetBytes(id));

    /// <summary>Whether somebody else's transaction wrote the record, by its own word.</summary>
    public bool IsOfAnother(string id) => Id is not null && Id != id;

    /// <summary>Reads a record of the state topic or a dead letter.</summary>
    /// <param name="partition">The record's own partition.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="inputTopic">The topic that dead letters are to come from.</param>
    public static TransactionClaim Of(int partition, Headers? headers, string inputTopic) => headers is null
        ? default
        : new TransactionClaim(Text(headers, IdName), PositionOf(partition, headers, inputTopic));

    private static (int Partition, long Next)? PositionOf(int partition, Headers headers, string inputTopic)
    {
        if (Number(headers, NextName) is { } next) return (partition, next);
        return Text(headers, DeadLetterHeaders.OriginalTopicName) == inputTopic &&
            Number(headers, DeadLetterHeaders.OriginalPartitionName) is { } original &&
            Number(headers, DeadLetterHeaders.OriginalOffsetName) is { } offset
                ? ((int)original, offset + 1)
                : null;
    }

    private static string? Text(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var value) && value is not null ? Encoding.UTF8.GetString(value) : null;

    private static long? Number(Headers headers, string name) =>
        headers.TryGetLastBytes(name, out var value) &&
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
