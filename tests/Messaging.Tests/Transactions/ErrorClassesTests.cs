using Confluent.Kafka;
using OrderPipeline.Messaging.Transactions;

namespace Messaging.Tests.Transactions;

[Trait("Category", "Unit")]
public sealed class ErrorClassesTests
{
    private static readonly TransactionRecord Record = new("orders.DLQ", -1, null, [1], []) { Origin = (2, 51) };

    [Theory]
    [InlineData(ErrorCode.Local_Fenced)]
    [InlineData(ErrorCode.ProducerFenced)]
    [InlineData(ErrorCode.InvalidProducerEpoch)]
    public void A_fencing_code_is_fencing_whatever_else_is_said(ErrorCode code)
    {
        foreach (var isFatal in (bool[])[false, true])
        {
            var error = new Error(code, "fenced", isFatal);
            Assert.Equal(TransactionFailure.Fenced, ErrorClasses.Classify(new KafkaException(error), false));
            Assert.Equal(TransactionFailure.Fenced, ErrorClasses.Classify(
                new KafkaTxnRequiresAbortException(error), true));
        }
    }

    [Fact]
    public void Only_an_error_that_asks_for_it_or_may_be_repeated_is_answered_by_an_abort()
    {
        var error = new Error(ErrorCode.Local_TimedOut, "late");
        var fatal = new Error(ErrorCode.Local_Fatal, "over", isFatal: true);

        Assert.Equal(TransactionFailure.Abort, ErrorClasses.Classify(new KafkaTxnRequiresAbortException(error), false));
        Assert.Equal(TransactionFailure.Abort, ErrorClasses.Classify(new KafkaRetriableException(error), false));
        Assert.Equal(TransactionFailure.Replace, ErrorClasses.Classify(new KafkaException(error), false));
        Assert.Equal(TransactionFailure.Replace, ErrorClasses.Classify(
            new KafkaTxnRequiresAbortException(fatal), false));
    }

    [Theory]
    [InlineData(ErrorCode.TransactionalIdAuthorizationFailed)]
    [InlineData(ErrorCode.GroupAuthorizationFailed)]
    [InlineData(ErrorCode.ClusterAuthorizationFailed)]
    [InlineData(ErrorCode.SaslAuthenticationFailed)]
    [InlineData(ErrorCode.Local_Authentication)]
    [InlineData(ErrorCode.InvalidTransactionTimeout)]
    [InlineData(ErrorCode.UnsupportedVersion)]
    public void What_only_a_person_can_mend_is_hopeless_in_every_class(ErrorCode code)
    {
        foreach (var isFatal in (bool[])[false, true])
        {
            var error = new Error(code, "denied", isFatal);
            Assert.Equal(TransactionFailure.Hopeless, ErrorClasses.Classify(new KafkaException(error), true));
            Assert.Equal(TransactionFailure.Hopeless, ErrorClasses.Classify(
                new KafkaTxnRequiresAbortException(error), false));
            Assert.Equal(TransactionFailure.Hopeless, ErrorClasses.Classify(new KafkaRetriableException(error), true));
        }
    }

    [Fact]
    public void Where_the_outcome_is_unknown_only_a_certain_abort_keeps_the_producer()
    {
        var error = new Error(ErrorCode.Local_TimedOut, "late");

        Assert.Equal(TransactionFailure.Replace, ErrorClasses.Classify(new KafkaRetriableException(error), true));
        Assert.Equal(TransactionFailure.Replace, ErrorClasses.Classify(new KafkaException(error), true));
        Assert.Equal(TransactionFailure.Abort, ErrorClasses.Classify(new KafkaTxnRequiresAbortException(error), true));
    }

    [Theory]
    [InlineData(ErrorCode.MsgSizeTooLarge, true, true)]
    [InlineData(ErrorCode.RecordListTooLarge, true, true)]
    [InlineData(ErrorCode.TopicAuthorizationFailed, true, false)]
    [InlineData(ErrorCode.Local_UnknownTopic, true, false)]
    [InlineData(ErrorCode.InvalidTimestamp, true, false)]
    [InlineData(ErrorCode.PolicyViolation, true, false)]
    [InlineData(ErrorCode.Local_MsgTimedOut, false, false)]
    [InlineData(ErrorCode.Local_PurgeQueue, false, false)]
    [InlineData(ErrorCode.Local_PurgeInflight, false, false)]
    [InlineData(ErrorCode.Local_State, false, false)]
    [InlineData(ErrorCode.NotEnoughReplicas, false, false)]
    [InlineData(ErrorCode.InvalidTxnState, false, false)]
    public void A_record_is_blamed_only_for_what_is_its_own_fault(ErrorCode code, bool isBlamed, bool isTooLarge)
    {
        var failure = ErrorClasses.Refused(Record.AsWritten, new Error(code));

        Assert.Equal(TransactionFailure.Abort, failure.Failure);
        Assert.Equal(isBlamed ? Record.AsWritten : null, failure.Refused);
        Assert.Equal(isTooLarge, failure.IsTooLarge);
    }
}
