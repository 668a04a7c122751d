using Confluent.Kafka;
using OrderPipeline.Messaging.Identity;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Consuming;

/// <summary>Asks the group's coordinator for the member with an instance's id.</summary>
/// <remarks>
/// After a broker's outage a static member can fence itself: it joins again under a new member id, the answer is lost,
/// and its next request, still under the old one, is refused. What then stands in the group is nobody, and the
/// coordinator drops it after the session's time. Another process renews its session and stays. Under the protocol of
/// KIP-848 it is the newcomer that is refused, after a kill for as long as the dead process's session lasts. Who a
/// member is its <c>client.id</c> does not tell: a coordinator keeps that of the member which a newer one has replaced.
/// </remarks>
internal sealed class KafkaIdentityCheck(AdminClientConfig config, ConsumerConfig member, TimeProvider time)
    : IIdentityCheck
{
    private const int DefaultSessionMs = 45_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public async Task<string?> FindHolderAsync(CancellationToken stop)
    {
        using var members = new KafkaGroupMembers(config, member.GroupId, time);
        var bound = TimeSpan.FromMilliseconds(member.SessionTimeoutMs ?? DefaultSessionMs) + Grace;
        var answeredSince = time.GetTimestamp();
        while (true)
        {
            // A coordinator that was away gives its members new sessions: the time counts from its first answer.
            var (holder, isAnswer) = await AskAsync(members, stop);
            if (!isAnswer)
                answeredSince = time.GetTimestamp();
            else if (holder is null || time.GetElapsedTime(answeredSince) > bound)
                return holder;
            await Task.Delay(Pause, time, stop);
        }
    }

    /// <returns>Who has the id, where the coordinator answered; else nothing is known.</returns>
    private async Task<(string? Holder, bool IsAnswer)> AskAsync(KafkaGroupMembers members, CancellationToken stop)
    {
        try
        {
            var all = await members.ReadAsync(stop);
            return (all.FirstOrDefault(one => one.InstanceId == member.GroupInstanceId)?.Client, true);
        }
        catch (StateUnavailableException)
        {
            return (null, false);
        }
    }
}
