using Confluent.Kafka;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Asks the brokers who owns which partitions of a topic in a group of the classic protocol.</summary>
/// <remarks>
/// By the old question that goes to every broker: librdkafka's newer one goes to the group's coordinator, and has no
/// answer or ends the process where that is away (<see cref="GroupOffsets"/>). The first question makes the client. One
/// question at a time; disposed when none runs.
/// </remarks>
internal sealed class KafkaGroupOwnership(ConsumerConfig reader, string group, string topic, string instanceId)
    : IGroupOwnership
{
    /// <summary>A hyphen and a UUID, which the coordinator sets behind a member's name.</summary>
    private const int SuffixLength = 37;

    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    private IConsumer<byte[]?, byte[]?>? _client;
    private IAdminClient? _admin;

    // Both questions block.
    public Task<GroupOwnership?> ReadAsync() => Task.Run(Ask);

    public void Dispose()
    {
        _admin?.Dispose();
        _client?.Dispose();
    }

    private GroupOwnership? Ask()
    {
        try
        {
            var admin = _admin ??= Connect();
            var found = admin.GetMetadata(topic, OneAnswer).Topics.Find(entry => entry.Topic == topic);
            if (found is null || admin.ListGroup(group, OneAnswer) is not { State: "Stable" } answer) return null;
            var owned = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
            foreach (var member in answer.Members)
            {
                if (AssignedPartitions.Of(member.MemberAssignment, topic) is not { } partitions) return null;
                owned.Add(NameOf(member.MemberId), partitions);
            }

            return GroupOwnership.Of(found.Partitions.Count, owned, instanceId);
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException(
                $"the group's members could not be asked for: {failure.Error.Reason}", failure);
        }
    }

    /// <summary>This instance by its own name; the others' are only to be told apart.</summary>
    private string NameOf(string memberId) =>
        memberId.Length == instanceId.Length + SuffixLength
        && memberId.StartsWith(instanceId, StringComparison.Ordinal)
            ? instanceId
            : memberId;

    private IAdminClient Connect()
    {
        _client = new ConsumerBuilder<byte[]?, byte[]?>(reader)
            .SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        return new DependentAdminClientBuilder(_client.Handle).Build();
    }
}
