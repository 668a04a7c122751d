using Confluent.Kafka;
using Confluent.Kafka.Admin;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Asks a group's coordinator for its members, under either protocol of groups.</summary>
/// <remarks>The client library must not end a question to a coordinator that is away by itself (see
/// <see cref="State.GroupOffsets"/>): one that is not answered in time ends with its client. One at a time.</remarks>
internal sealed class KafkaGroupMembers : IGroupMembers, IDisposable
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestOfAll = TimeSpan.FromHours(1);

    private readonly string _group;
    private readonly TimeProvider _time;
    private readonly AdminClientConfig _config;
    private IAdminClient _admin;

    public KafkaGroupMembers(AdminClientConfig config, string group, TimeProvider time)
    {
        (_config, _group, _time) = (config, group, time);
        _admin = Connect();
    }

    public async Task<IReadOnlyList<GroupMemberName>> ReadAsync(CancellationToken stop)
    {
        try
        {
            var answer = await _admin.DescribeConsumerGroupsAsync(
                [_group], new DescribeConsumerGroupsOptions { RequestTimeout = LongestOfAll })
                .WaitAsync(OneAnswer, _time, stop);
            return [.. answer.ConsumerGroupDescriptions.SelectMany(group => group.Members).Select(NameOf)];
        }
        catch (DescribeConsumerGroupsException failure) when (failure.Results.ConsumerGroupDescriptions.TrueForAll(
            static group => group.Error.Code is ErrorCode.NoError or ErrorCode.GroupIdNotFound))
        {
            // A group that nobody has joined yet.
            return [];
        }
        catch (TimeoutException)
        {
            var unanswered = _admin;
            _admin = Connect();
            _ = Task.Run(unanswered.Dispose, CancellationToken.None);
            throw new StateUnavailableException("the group's members could not be asked for: no answer");
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException(
                $"the group's members could not be asked for: {failure.Message}", failure);
        }
    }

    public void Dispose() => _admin.Dispose();

    private IAdminClient Connect() => new AdminClientBuilder(_config)
        .SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();

    private static GroupMemberName NameOf(MemberDescription member) => new(
        member.ConsumerId,
        string.IsNullOrEmpty(member.GroupInstanceId) ? null : member.GroupInstanceId,
        member.ClientId,
        member.Host);
}
