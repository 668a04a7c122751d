using Confluent.Kafka;

namespace OrderPipeline.Messaging.Transactions;

/// <summary>Librdkafka's three classes of transactional errors, and what each leaves to do.</summary>
internal static class ErrorClasses
{
    /// <summary>Judges what a transactional call threw.</summary>
    /// <param name="failure">The exception.</param>
    /// <param name="outcomeIsUnknown">The call may have taken effect all the same.</param>
    public static TransactionFailure Classify(KafkaException failure, bool outcomeIsUnknown) => failure switch
    {
        _ when IsFencing(failure.Error.Code) => TransactionFailure.Fenced,
        _ when IsHopeless(failure.Error.Code) => TransactionFailure.Hopeless,
        _ when failure.Error.IsFatal => TransactionFailure.Replace,
        KafkaTxnRequiresAbortException => TransactionFailure.Abort,
        _ when outcomeIsUnknown => TransactionFailure.Replace,
        KafkaRetriableException => TransactionFailure.Abort,
        _ => TransactionFailure.Replace,
    };

    /// <summary>The record itself is too large, whoever says so.</summary>
    public static bool IsTooLarge(ErrorCode code) =>
        code is ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge;

    /// <summary>
    /// What a record's refusal leaves to do; the record is named only where it, or its topic, is at fault.
    /// </summary>
    /// <remarks>Time-outs, purges and a producer that failed before say nothing about the record that they
    /// hit.</remarks>
    public static TransactionException Refused(WrittenRecord record, Error error) => new(
        error.IsFatal ? TransactionFailure.Replace : TransactionFailure.Abort,
        $"{record.Topic}: {error.Reason}",
        new KafkaException(error),
        IsTooLarge(error.Code) || IsLasting(error.Code) ? record : null,
        IsTooLarge(error.Code));

    private static bool IsLasting(ErrorCode code) => code
        is ErrorCode.Local_UnknownTopic
        or ErrorCode.Local_UnknownPartition
        or ErrorCode.TopicAuthorizationFailed
        or ErrorCode.TopicException
        or ErrorCode.InvalidTimestamp
        or ErrorCode.InvalidRecord
        or ErrorCode.PolicyViolation
        or ErrorCode.UnsupportedForMessageFormat
        or ErrorCode.UnsupportedCompressionType;

    /// <summary>What only a person can mend: rights, passwords, and settings that the broker refuses.</summary>
    public static bool IsHopeless(ErrorCode code) => code
        is ErrorCode.TransactionalIdAuthorizationFailed
        or ErrorCode.GroupAuthorizationFailed
        or ErrorCode.ClusterAuthorizationFailed
        or ErrorCode.SaslAuthenticationFailed
        or ErrorCode.UnsupportedSaslMechanism
        or ErrorCode.Local_Authentication
        or ErrorCode.InvalidTransactionTimeout
        or ErrorCode.UnsupportedVersion
        or ErrorCode.Local_UnsupportedFeature
        or ErrorCode.Local_InvalidArg;

    /// <summary>What brokers answer that have just started, or lost one of theirs: it passes by itself.</summary>
    public static bool IsOfStart(ErrorCode code) => code
        is ErrorCode.GroupLoadInProgress
        or ErrorCode.GroupCoordinatorNotAvailable
        or ErrorCode.NotCoordinatorForGroup
        or ErrorCode.ConcurrentTransactions
        or ErrorCode.LeaderNotAvailable
        or ErrorCode.NotLeaderForPartition
        or ErrorCode.BrokerNotAvailable
        or ErrorCode.NotEnoughReplicas
        or ErrorCode.NotEnoughReplicasAfterAppend;

    private static bool IsFencing(ErrorCode code) =>
        code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;
}
