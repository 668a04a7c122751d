namespace OrderPipeline.SchemaRegistry;

/// <summary>Builds subject names.</summary>
public static class SubjectNames
{
    /// <summary>Names the subject of a topic's values, or of its keys.</summary>
    /// <param name="strategy">The naming rule.</param>
    /// <param name="topic">The topic's name; not used by <see cref="SubjectNameStrategy.Record"/>.</param>
    /// <param name="recordFullName">Name and namespace of the Avro record; not used by
    /// <see cref="SubjectNameStrategy.Topic"/>.</param>
    /// <param name="isKey">True for the topic's keys; matters to <see cref="SubjectNameStrategy.Topic"/>
    /// only.</param>
    public static string SubjectFor(
        this SubjectNameStrategy strategy, string topic, string recordFullName, bool isKey = false) => strategy switch
        {
            SubjectNameStrategy.Topic => topic + (isKey ? "-key" : "-value"),
            SubjectNameStrategy.Record => recordFullName,
            SubjectNameStrategy.TopicRecord => $"{topic}-{recordFullName}",
            _ => throw new ArgumentOutOfRangeException(nameof(strategy)),
        };
}
