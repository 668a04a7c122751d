using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Asks a group's coordinator for its members, under either protocol of groups.</summary>
internal sealed class KafkaGroupMembers : IGroupMembers, IDisposable
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    private readonly string _group;
    private readonly TimeProvider _time;
    private readonly IAdminClient _admin;

    public KafkaGroupMembers(AdminClientConfig config, string group, TimeProvider time)
    {
        (_group, _time) = (group, time);
        _admin = new AdminClientBuilder(config)
            .SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
    }

    public async Task<IReadOnlyList<GroupMemberName>> ReadAsync(CancellationToken stop)
    {
        try
        {
            var answer = await _admin.DescribeConsumerGroupsAsync(
                [_group], new DescribeConsumerGroupsOptions { RequestTimeout = OneAnswer })
                .WaitAsync(OneAnswer * 2, _time, stop);
            return [.. answer.ConsumerGroupDescriptions.SelectMany(group => group.Members).Select(NameOf)];
        }
        catch (DescribeConsumerGroupsException failure) when (failure.Results.ConsumerGroupDescriptions.TrueForAll(
            static group => group.Error.Code is ErrorCode.NoError or ErrorCode.GroupIdNotFound))
        {
            // A group that nobody has joined yet.
            return [];
        }
        catch (Exception failure) when (failure is KafkaException or TimeoutException)
        {
            throw new StateUnavailableException(
                $"the group's members could not be asked for: {failure.Message}", failure);
        }
    }

    public void Dispose() => _admin.Dispose();

    private static GroupMemberName NameOf(MemberDescription member) => new(
        member.ConsumerId,
        string.IsNullOrEmpty(member.GroupInstanceId) ? null : member.GroupInstanceId,
        member.ClientId,
        member.Host);
}
