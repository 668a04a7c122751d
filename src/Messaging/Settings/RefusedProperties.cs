namespace OrderPipeline.Messaging.Settings;

/// <summary>
/// The librdkafka properties that nobody may set, because the pipeline's promise rests on their values.
/// </summary>
internal static class RefusedProperties
{
    private const string Commits = "offsets are committed in the pipeline's transactions and nowhere else";
    private const string Durable = "an acknowledged record must be in every replica, once";
    private const string Own = "the programs rely on their own value";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["isolation.level"] = "what is not committed must never be read",
        ["enable.auto.commit"] = Commits,
        ["auto.commit.enable"] = Commits,
        ["auto.commit.interval.ms"] = Commits,
        ["enable.auto.offset.store"] = Commits,
        ["offset.store.method"] = Commits,
        ["enable.idempotence"] = Durable,
        ["acks"] = Durable,
        ["request.required.acks"] = Durable,
        ["auto.offset.reset"] = "a position that is gone must stop the program, never be skipped",
        ["enable.partition.eof"] = "the ends of partitions tell how far the log has been read",
        ["transactional.id"] = "it follows from Consumer:Group and Consumer:InstanceId",
        ["group.id"] = "set Consumer:Group instead",
        ["group.instance.id"] = "set Consumer:InstanceId instead",
        ["bootstrap.servers"] = "set Kafka:BootstrapServers instead",
        ["metadata.broker.list"] = "set Kafka:BootstrapServers instead",
        ["allow.auto.create.topics"] = "topics are made by the programs, see Topics:CreateMissing",
        ["metadata.recovery.strategy"] = "any other value can hang a transaction for ever after a broker's restart",
        ["enabled.events"] = Own,
        ["enabled_events"] = Own,
        ["delivery.report.only.error"] = "a record counts as delivered when its report says so",
        ["log.queue"] = Own,
    };

    /// <summary>Why the property is refused, or null where it may be set.</summary>
    public static string? Reason(string name, string value)
    {
        if (Reasons.TryGetValue(name, out var reason))
            return "may not be set: " + reason;
        return name == "partition.assignment.strategy" && value.Trim() != "cooperative-sticky"
            ? "must stay cooperative-sticky: partitions that do not move go on being committed in a rebalance"
            : null;
    }
}
