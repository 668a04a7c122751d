using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>Asks the group's coordinator for the member with an instance's id.</summary>
/// <remarks>
/// After a broker's outage a static member can fence itself: it joins again under a new member id, the answer is lost,
/// and its next request, still under the old one, is refused. What then stands in the group is nobody, and the
/// coordinator drops it after the session's time. Another process renews its session and stays.
/// </remarks>
internal sealed class KafkaIdentityCheck(AdminClientConfig config, ConsumerConfig member, TimeProvider time)
    : IIdentityCheck
{
    private const int DefaultSessionMs = 45_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task<string?> FindHolderAsync(CancellationToken stop)
    {
        using var admin = new AdminClientBuilder(config)
            .SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        var bound = TimeSpan.FromMilliseconds(member.SessionTimeoutMs ?? DefaultSessionMs) + Grace;
        var started = time.GetTimestamp();
        while (true)
        {
            var holder = await AskAsync(admin, stop);
            if (holder is null || time.GetElapsedTime(started) > bound)
                return holder;
            await Task.Delay(Pause, time, stop);
        }
    }

    private async Task<string?> AskAsync(IAdminClient admin, CancellationToken stop)
    {
        try
        {
            var answer = await admin.DescribeConsumerGroupsAsync(
                [member.GroupId], new DescribeConsumerGroupsOptions { RequestTimeout = OneAnswer })
                .WaitAsync(OneAnswer * 2, time, stop);
            var holder = answer.ConsumerGroupDescriptions.SelectMany(group => group.Members)
                .FirstOrDefault(one => one.GroupInstanceId == member.GroupInstanceId);
            return holder is null ? null : $"{holder.ClientId} on {holder.Host}";
        }
        catch (Exception failure) when (failure is KafkaException or TimeoutException)
        {
            return $"the group's members could not be asked for: {failure.Message}";
        }
    }
}
