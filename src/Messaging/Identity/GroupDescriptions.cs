using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Asks a group's coordinator for all that it says of the group.</summary>
internal static class GroupDescriptions
{
    /// <summary>How long one answer may take.</summary>
    public static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    /// <summary>The group's description, under either protocol of groups; null where nobody has joined it yet.</summary>
    /// <exception cref="StateUnavailableException">The coordinator does not tell.</exception>
    public static async Task<ConsumerGroupDescription?> OfAsync(
        IAdminClient admin, string group, TimeProvider time, CancellationToken stop)
    {
        try
        {
            var answer = await admin.DescribeConsumerGroupsAsync(
                [group], new DescribeConsumerGroupsOptions { RequestTimeout = OneAnswer })
                .WaitAsync(OneAnswer * 2, time, stop);
            return answer.ConsumerGroupDescriptions.SingleOrDefault();
        }
        catch (DescribeConsumerGroupsException failure) when (failure.Results.ConsumerGroupDescriptions.TrueForAll(
            static group => group.Error.Code is ErrorCode.NoError or ErrorCode.GroupIdNotFound))
        {
            return null;
        }
        catch (Exception failure) when (failure is KafkaException or TimeoutException)
        {
            throw new StateUnavailableException(
                $"the group's members could not be asked for: {failure.Message}", failure);
        }
    }
}
