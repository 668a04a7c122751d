using Confluent.Kafka;
using OrderPipeline.Messaging.Producing.Retrying;

namespace Messaging.Tests.Producing;

[Trait("Category", "Unit")]
public sealed class DeliveryFailuresTests
{
    [Theory]
    [InlineData(ErrorCode.Local_MsgTimedOut)]
    [InlineData(ErrorCode.Local_Transport)]
    [InlineData(ErrorCode.Local_AllBrokersDown)]
    [InlineData(ErrorCode.Local_TimedOutQueue)]
    [InlineData((ErrorCode)(-138))]
    [InlineData((ErrorCode)(-137))]
    [InlineData(ErrorCode.LeaderNotAvailable)]
    [InlineData(ErrorCode.NotLeaderForPartition)]
    [InlineData(ErrorCode.RequestTimedOut)]
    [InlineData(ErrorCode.NotEnoughReplicas)]
    [InlineData(ErrorCode.NotEnoughReplicasAfterAppend)]
    [InlineData(ErrorCode.NetworkException)]
    [InlineData(ErrorCode.KafkaStorageError)]
    [InlineData(ErrorCode.ThrottlingQuotaExceeded)]
    [InlineData(ErrorCode.UnknownProducerId)]
    [InlineData(ErrorCode.OutOfOrderSequenceNumber)]
    [InlineData(ErrorCode.Local_Inconsistent)]
    public void What_can_pass_is_tried_again(ErrorCode error) =>
        Assert.Equal(DeliveryFailure.Passes, DeliveryFailures.Classify(error));

    [Theory]
    [InlineData(ErrorCode.TopicAuthorizationFailed)]
    [InlineData(ErrorCode.ClusterAuthorizationFailed)]
    [InlineData(ErrorCode.Local_UnknownTopic)]
    [InlineData(ErrorCode.Local_UnknownPartition)]
    [InlineData(ErrorCode.TopicException)]
    [InlineData(ErrorCode.InvalidRecord)]
    [InlineData(ErrorCode.InvalidTimestamp)]
    [InlineData(ErrorCode.PolicyViolation)]
    [InlineData(ErrorCode.UnsupportedVersion)]
    [InlineData(ErrorCode.Local_State)]
    [InlineData(ErrorCode.Unknown)]
    [InlineData((ErrorCode)12_345)]
    public void What_stays_is_not_tried_again(ErrorCode error) =>
        Assert.Equal(DeliveryFailure.Refused, DeliveryFailures.Classify(error));

    [Theory]
    [InlineData(ErrorCode.MsgSizeTooLarge, DeliveryFailure.TooLarge)]
    [InlineData(ErrorCode.RecordListTooLarge, DeliveryFailure.TooLarge)]
    [InlineData(ErrorCode.Local_Fatal, DeliveryFailure.ProducerBroken)]
    [InlineData(ErrorCode.Local_PurgeInflight, DeliveryFailure.GivenUp)]
    [InlineData(ErrorCode.Local_PurgeQueue, DeliveryFailure.GivenUp)]
    [InlineData(ErrorCode.NoError, DeliveryFailure.None)]
    public void Size_the_producer_itself_and_our_own_purge_are_told_apart(ErrorCode error, DeliveryFailure expected) =>
        Assert.Equal(expected, DeliveryFailures.Classify(error));
}
