using Confluent.Kafka;

namespace EndToEnd.Tests.Injection;

/// <summary>One order, the errors that its produce requests meet, and what must become of it.</summary>
/// <param name="Code">What the broker answers.</param>
/// <param name="Times">To so many requests in a row; the next one is taken.</param>
/// <param name="Attempts">Attempts of ours that fail, as the dead letter counts them; those that librdkafka repeats by
/// itself are none.</param>
/// <param name="IsDelivered">Whether the order is in its topic at the end, or its dead letter.</param>
internal sealed record ProduceError(ErrorCode Code, int Times, int Attempts, bool IsDelivered)
{
    /// <summary>What librdkafka repeats within an attempt's time: our attempts never see it.</summary>
    private static readonly ErrorCode[] Repeated =
    [
        ErrorCode.NotLeaderForPartition, ErrorCode.LeaderNotAvailable, ErrorCode.UnknownTopicOrPart,
        ErrorCode.NotEnoughReplicas, ErrorCode.NotEnoughReplicasAfterAppend, ErrorCode.RequestTimedOut,
        ErrorCode.KafkaStorageError, ErrorCode.InvalidMsg, ErrorCode.BrokerNotAvailable,
        ErrorCode.ReplicaNotAvailable, ErrorCode.UnknownProducerId, ErrorCode.Local_Transport,
    ];

    /// <summary>What librdkafka hands on at once though it can pass: each is one of our attempts.</summary>
    private static readonly ErrorCode[] HandedOn =
    [
        ErrorCode.NetworkException, ErrorCode.ThrottlingQuotaExceeded, ErrorCode.NotController,
        ErrorCode.StaleBrokerEpoch, ErrorCode.FencedLeaderEpoch, ErrorCode.UnknownLeaderEpoch,
        ErrorCode.InvalidProducerEpoch, ErrorCode.InvalidProducerIdMapping,
    ];

    /// <summary>What the same record would meet again: one attempt.</summary>
    private static readonly ErrorCode[] Permanent =
    [
        ErrorCode.ClusterAuthorizationFailed, ErrorCode.PolicyViolation,
        ErrorCode.InvalidRequiredAcks, ErrorCode.UnsupportedVersion, ErrorCode.UnsupportedForMessageFormat,
        ErrorCode.InvalidTimestamp, ErrorCode.InvalidRecord, ErrorCode.UnsupportedCompressionType,
        ErrorCode.TopicException, ErrorCode.InvalidRequest, ErrorCode.Unknown,
        // The last one of all: librdkafka refuses every further record of the topic until it asks for metadata again.
        ErrorCode.TopicAuthorizationFailed,
    ];

    /// <summary>Too large for the broker: a smaller dead letter may pass.</summary>
    private static readonly ErrorCode[] TooLarge =
        [ErrorCode.MsgSizeTooLarge, ErrorCode.RecordListTooLarge, ErrorCode.InvalidMsgSize];

    public static IReadOnlyList<ProduceError> All { get; } =
    [
        .. Repeated.Select(code => new ProduceError(code, 4, 0, IsDelivered: true)),
        .. HandedOn.Select(code => new ProduceError(code, 2, 2, IsDelivered: true)),
        .. HandedOn.Select(code => new ProduceError(code, 3, 3, IsDelivered: false)),
        .. TooLarge.Concat(Permanent).Select(code => new ProduceError(code, 1, 1, IsDelivered: false)),
    ];

    /// <summary>The order's id.</summary>
    public string OrderId => $"{Code}-{Times}";
}
