using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Asks a group's coordinator for its members, under either protocol of groups.</summary>
internal sealed class KafkaGroupMembers : IGroupMembers, IDisposable
{
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
        var description = await GroupDescriptions.OfAsync(_admin, _group, _time, stop);
        return description is null ? [] : [.. description.Members.Select(NameOf)];
    }

    public void Dispose() => _admin.Dispose();

    private static GroupMemberName NameOf(MemberDescription member) => new(
        member.ConsumerId,
        string.IsNullOrEmpty(member.GroupInstanceId) ? null : member.GroupInstanceId,
        member.ClientId,
        member.Host);
}
