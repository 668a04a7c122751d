using Confluent.Kafka;

namespace OrderPipeline.Messaging.Producing.Retrying;

/// <summary>Tells errors of sending that can pass from those that cannot.</summary>
/// <remarks>
/// librdkafka repeats by itself within the attempt's time; what arrives here has outlived that or was final.
/// </remarks>
public static class DeliveryFailures
{
    /// <summary>Codes of newer librdkafka versions that Confluent.Kafka has no name for.</summary>
    private const ErrorCode InvalidDifferentRecord = (ErrorCode)(-138);

    private const ErrorCode BrokerGoesAway = (ErrorCode)(-137);

    /// <summary>What the error calls for; an error that is not known here counts as one that stays.</summary>
    public static DeliveryFailure Classify(ErrorCode error) => error switch
    {
        ErrorCode.NoError => DeliveryFailure.None,
        ErrorCode.Local_Fatal or ErrorCode.Local_Fenced or ErrorCode.Local_Destroy
            => DeliveryFailure.ProducerBroken,
        ErrorCode.Local_PurgeQueue or ErrorCode.Local_PurgeInflight => DeliveryFailure.GivenUp,
        ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge or ErrorCode.InvalidMsgSize
            => DeliveryFailure.TooLarge,
        _ when PassesInTheClient(error) || PassesAtTheBroker(error) || PassesWithANewProducerId(error)
            => DeliveryFailure.Passes,
        _ => DeliveryFailure.Refused,
    };

    private static bool PassesInTheClient(ErrorCode error) => error
        is ErrorCode.Local_MsgTimedOut
        or ErrorCode.Local_TimedOut
        or ErrorCode.Local_TimedOutQueue
        or ErrorCode.Local_Transport
        or ErrorCode.Local_Resolve
        or ErrorCode.Local_AllBrokersDown
        or ErrorCode.Local_QueueFull
        or ErrorCode.Local_IsrInsuff
        or ErrorCode.Local_WaitCoord
        or ErrorCode.Local_WaitCache
        or ErrorCode.Local_Intr
        or ErrorCode.Local_Retry
        or Unconfirmed.Code
        or InvalidDifferentRecord
        or BrokerGoesAway;

    private static bool PassesAtTheBroker(ErrorCode error) => error
        is ErrorCode.InvalidMsg
        or ErrorCode.UnknownTopicOrPart
        or ErrorCode.LeaderNotAvailable
        or ErrorCode.NotLeaderForPartition
        or ErrorCode.RequestTimedOut
        or ErrorCode.BrokerNotAvailable
        or ErrorCode.ReplicaNotAvailable
        or ErrorCode.NetworkException
        or ErrorCode.GroupLoadInProgress
        or ErrorCode.GroupCoordinatorNotAvailable
        or ErrorCode.NotCoordinatorForGroup
        or ErrorCode.NotEnoughReplicas
        or ErrorCode.NotEnoughReplicasAfterAppend
        or ErrorCode.NotController
        or ErrorCode.KafkaStorageError
        or ErrorCode.FencedLeaderEpoch
        or ErrorCode.UnknownLeaderEpoch
        or ErrorCode.StaleBrokerEpoch
        or ErrorCode.ThrottlingQuotaExceeded;

    /// <summary>
    /// The idempotent producer takes a new id or epoch by itself; what failed meanwhile may be sent again.
    /// </summary>
    private static bool PassesWithANewProducerId(ErrorCode error) => error
        is ErrorCode.OutOfOrderSequenceNumber
        or ErrorCode.UnknownProducerId
        or ErrorCode.InvalidProducerEpoch
        or ErrorCode.InvalidProducerIdMapping;
}
