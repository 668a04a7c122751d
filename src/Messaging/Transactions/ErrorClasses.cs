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
        _ when failure.Error.IsFatal => TransactionFailure.Replace,
        KafkaTxnRequiresAbortException => TransactionFailure.Abort,
        _ when outcomeIsUnknown => TransactionFailure.Replace,
        KafkaRetriableException => TransactionFailure.Abort,
        _ => TransactionFailure.Replace,
    };

    /// <summary>The record itself is too large, whoever says so.</summary>
    public static bool IsTooLarge(ErrorCode code) =>
        code is ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge;

    private static bool IsFencing(ErrorCode code) =>
        code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch;
}
