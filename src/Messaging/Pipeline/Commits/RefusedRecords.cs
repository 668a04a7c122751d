using Confluent.Kafka;
using OrderPipeline.Messaging.DeadLetters;
using OrderPipeline.Messaging.Transactions;

namespace OrderPipeline.Messaging.Pipeline.Commits;

/// <summary>Counts aborts by the dead letter that caused them, so that one record cannot abort for ever.</summary>
internal sealed class RefusedRecords(DeadLetterLadder ladder)
{
    /// <summary>Aborts that one dead letter may cause before its partition stops.</summary>
    private const int MaxAborts = 5;

    /// <summary>Aborts in a row because of state: some seconds, as right after its topic was made.</summary>
    private const int MaxStateAborts = 8;

    private readonly Dictionary<(int Partition, long Offset), int> _aborts = [];
    private int _stateAborts;
    private string? _deniedTopic;

    /// <summary>True where state is refused for a reason that lasts: every partition needs it.</summary>
    public bool IsHopeless => _stateAborts >= MaxStateAborts;

    /// <summary>Judges a failed transaction.</summary>
    /// <returns>The partition that has to stop and why, or null where trying again may help.</returns>
    public (int Partition, string Reason)? Add(TransactionException failure)
    {
        if (failure.Refused is not { } refused) return null;
        if (refused.Origin is not { } origin) return JudgeState(failure, refused);
        if (failure.IsTooLarge && ladder.TryStepDown(refused)) return null;
        var count = _aborts.GetValueOrDefault(origin) + 1;
        _aborts[origin] = count;
        if (!failure.IsTooLarge && count < MaxAborts && refused.Topic != _deniedTopic) return null;
        if (IsTopics(failure)) _deniedTopic = refused.Topic;
        return (origin.Partition,
            $"the dead letter of offset {origin.Offset} cannot be written: {failure.Message}; " +
            "the record itself stays where it is");
    }

    /// <summary>The topic is refused and not the record: what stopped one partition stops the next at once.</summary>
    private static bool IsTopics(TransactionException failure) => failure.InnerException is KafkaException
    {
        Error.Code: ErrorCode.TopicAuthorizationFailed or ErrorCode.Local_UnknownTopic
    };

    /// <summary>
    /// State has no ladder: what is too large today is too large tomorrow, and others must not wait for it.
    /// </summary>
    private (int Partition, string Reason)? JudgeState(TransactionException failure, WrittenRecord refused)
    {
        if (failure.IsTooLarge)
        {
            return (refused.Partition,
                $"its state cannot be written: {failure.Message}; raise max.message.bytes of the topic");
        }

        _stateAborts++;
        return null;
    }

    /// <summary>A commit went through: what stands before these positions is settled.</summary>
    /// <param name="partition">A partition of the commit.</param>
    /// <param name="before">Its position.</param>
    /// <param name="hasDeadLetters">Some of its records became dead letters.</param>
    public void Settle(int partition, long before, bool hasDeadLetters)
    {
        if (hasDeadLetters) _deniedTopic = null;
        _stateAborts = 0;
        ladder.Forget(partition, before);
        if (_aborts.Count == 0) return;
        foreach (var origin in _aborts.Keys.ToArray())
        {
            if (origin.Partition == partition && origin.Offset < before) _aborts.Remove(origin);
        }
    }
}
