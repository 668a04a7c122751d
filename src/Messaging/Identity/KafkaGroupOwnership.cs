using Confluent.Kafka;
using OrderPipeline.Messaging.State;

namespace OrderPipeline.Messaging.Identity;

/// <summary>Asks a group's coordinator who owns which partitions of a topic.</summary>
/// <remarks>Its client is made by the first question. One question at a time; disposed when none runs.</remarks>
internal sealed class KafkaGroupOwnership(
    ConsumerConfig reader, string group, string topic, string instanceId, TimeProvider time) : IGroupOwnership
{
    private IConsumer<byte[]?, byte[]?>? _client;
    private IAdminClient? _admin;

    // Making a client and asking for a topic block.
    public Task<GroupOwnership?> ReadAsync(CancellationToken stop) => Task.Run(() => AskAsync(stop), stop);

    public void Dispose()
    {
        _admin?.Dispose();
        _client?.Dispose();
    }

    private async Task<GroupOwnership?> AskAsync(CancellationToken stop)
    {
        var admin = _admin ??= Connect();
        var description = await GroupDescriptions.OfAsync(admin, group, time, stop);
        if (description is not { State: ConsumerGroupState.Stable }) return null;
        var owned = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        foreach (var member in description.Members)
        {
            var name = string.IsNullOrEmpty(member.GroupInstanceId) ? member.ConsumerId : member.GroupInstanceId;
            owned[name] =
            [
                .. member.Assignment.TopicPartitions.Where(partition => partition.Topic == topic)
                    .Select(static partition => partition.Partition.Value),
            ];
        }

        return GroupOwnership.Of(PartitionCount(admin), owned, instanceId);
    }

    private int PartitionCount(IAdminClient admin)
    {
        try
        {
            var found = admin.GetMetadata(topic, GroupDescriptions.OneAnswer).Topics.Find(entry => entry.Topic == topic);
            return found?.Partitions.Count ?? 0;
        }
        catch (KafkaException failure)
        {
            throw new StateUnavailableException($"topic {topic}: {failure.Error.Reason}", failure);
        }
    }

    private IAdminClient Connect()
    {
        // On a consumer's handle: an admin client of its own does not survive a group's coordinator that is away.
        _client = new ConsumerBuilder<byte[]?, byte[]?>(reader)
            .SetLogHandler(static (_, _) => { }).SetErrorHandler(static (_, _) => { }).Build();
        return new DependentAdminClientBuilder(_client.Handle).Build();
    }
}
